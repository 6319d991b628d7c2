"""Answers for readers, from results alone: words, formulas, tables, charts."""
