"""Notices by mail, by SMS and by other services: one message, one address, delivered or not."""
