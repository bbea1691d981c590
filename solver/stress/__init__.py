"""What would stay uncovered if a hospital fell, or two at once, or all those that share a fate; no engine, exact."""
