"""The explorer's pages. Each reads the scenario, replaces what the reader changed, runs it and draws."""
