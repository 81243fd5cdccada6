"""Is it said as Acme says it?"""
