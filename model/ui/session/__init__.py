"""What a session remembers, and the address that says so; nothing here draws."""
