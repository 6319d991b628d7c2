"""The objects that users of the library hold: scenarios, results, comparisons, draws, solutions, sweeps.

They are thin: each takes what a package below works out, and gives it charts, files, frames and a card in a notebook.
"""
