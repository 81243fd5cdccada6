"""Does it hide, shout or trick?"""
