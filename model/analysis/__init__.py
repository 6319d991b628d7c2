"""Questions about a scenario: each chooses cases, evaluates, tabulates."""
