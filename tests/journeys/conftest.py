"""Journeys go through the door of a started application."""

from tests.api.conftest import client, home

__all__ = ["client", "home"]
