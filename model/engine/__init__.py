"""From a scenario to its answers: cases, outcomes, supply, months, the run and its frames."""
