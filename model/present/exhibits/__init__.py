"""Exhibits: what a page shows and the report prints, in the same order and words."""
