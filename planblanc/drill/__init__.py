"""Crises played on a running service, through its public doors alone."""
