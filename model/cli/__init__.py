"""The command `roulement`."""
