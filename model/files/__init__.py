"""Reading: YAML, the register, scenarios, the schema."""
