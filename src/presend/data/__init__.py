"""Tables that the rules consult, and the small pure functions that belong to them.

Each module says where its facts come from, under which licence, and when they were retrieved.
A fact marked [mem] in a module is general knowledge that nobody has looked up for presend.
"""
