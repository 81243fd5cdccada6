"""Do its links lead where they say?"""
