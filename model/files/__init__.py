"""Reading: YAML, the register, scenarios, published cases, the schema."""
