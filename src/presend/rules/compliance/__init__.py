"""Is it lawful, and accepted by the ESP?"""
