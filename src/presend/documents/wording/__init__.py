"""What a mail says to its reader: the text that is seen, the preview, the ways out."""
