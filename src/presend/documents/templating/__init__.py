"""Template languages: the holes in a text, found and never rendered, and what they hold."""
