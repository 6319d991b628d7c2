"""HTML of rows of sentences: they wrap, and their citations are links."""
