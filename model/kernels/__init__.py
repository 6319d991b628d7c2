"""The arithmetic: numpy in, numpy out; strangers to each other and to everything else."""
