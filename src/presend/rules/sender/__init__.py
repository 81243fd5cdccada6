"""Is it plainly, provably from you?"""
