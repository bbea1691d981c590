"""Who relieves whom, for weeks: shifts and people in, a roster out; no clock, no input or output, no randomness."""
