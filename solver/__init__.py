"""Who goes where: a problem in, a proposal out; no clock, no input or output, no randomness."""
