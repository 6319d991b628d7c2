"""The evidence: claims with their speakers, the register that holds them, published cases."""
