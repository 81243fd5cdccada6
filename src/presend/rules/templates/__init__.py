"""Will every hole be filled?"""
