"""The only speaker of the solver: words of the domain become a problem, and its answer becomes a plan."""
