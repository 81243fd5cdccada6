"""Will it arrive whole?"""
