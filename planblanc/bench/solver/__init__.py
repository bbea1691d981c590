"""How fast the solver is, each peer on the same instance in the same run; instances are drawn over the real hospitals."""
