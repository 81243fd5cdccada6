"""CSS and what an element looks like by it; what of that a client may lack."""
