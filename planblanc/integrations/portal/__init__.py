"""The national portal of incidents: signed declarations in, signed news back."""
