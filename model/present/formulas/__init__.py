"""Formulas with a run's numbers put in."""
