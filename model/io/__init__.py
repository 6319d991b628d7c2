"""Reading and writing: the only package that opens paths."""
