"""A crisis as data: steps that are done through the public doors, told in French, and checked."""
