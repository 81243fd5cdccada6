"""Is the message well formed?"""
