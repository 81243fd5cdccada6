"""Can receivers verify the domain?"""
