"""Measures what the project promises, on a throw-away database and on the service as it runs; never a test."""
