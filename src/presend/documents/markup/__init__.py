"""HTML: masked text into tokens, tokens into a tree per view, what is wrong there, other trees."""
