"""`python -m model` is the same program as `roulement`."""

from model.cli import main

main()
