"""Faults on purpose: what the service promises under races, kills, stops and load, measured on real processes."""
