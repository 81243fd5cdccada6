"""Is the IP list right and complete?"""
