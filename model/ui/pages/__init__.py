"""One module for each page, and for each large part of one."""
