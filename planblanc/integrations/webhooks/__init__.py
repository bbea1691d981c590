"""Signed messages to outside programs (Standard Webhooks)."""
