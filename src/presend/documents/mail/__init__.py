"""RFC 5322 and MIME with places: what senders and servers write into a header."""
