"""Who said what: claims, the register that holds them, published cases."""
