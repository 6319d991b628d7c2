"""The explorer's pages. Each reads the scenario, applies the reader's changes, runs it and draws."""
