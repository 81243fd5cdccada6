"""Does it say in the inbox what it is?"""
