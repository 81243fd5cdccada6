"""Do the target clients show it?"""
