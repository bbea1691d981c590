"""The reference facts and the invented pools, from files or from a seed number, as records of the tables."""
