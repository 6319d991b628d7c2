"""The memory of a session and the address that carries it; nothing here draws."""
