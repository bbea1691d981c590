"""Runs the worker until it is told to stop."""

import asyncio
import logging

import click

from planblanc import settings
from planblanc.cli.databases import administrator_url
from planblanc.worker import service


@click.command()
def worker() -> None:
    """Traite ce qui est arrivé : messages du portail, plans demandés, retours au portail."""
    known = settings.read()
    url = known.worker_url or administrator_url(known)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("httpx2").setLevel(logging.WARNING)  # it logs each address whole, with whatever the portal hides in it
    click.echo("Le traitement commence ; un signal l'arrête.")
    asyncio.run(service.work(known, url))
