"""Serves the application over HTTP until it is told to stop."""

import asyncio
import errno
import logging
import socket
from dataclasses import replace

import click
import uvicorn

from planblanc import app, settings
from planblanc.api import bodies
from planblanc.cli import serving
from planblanc.cli.databases import administrator_url
from planblanc.domain.errors import Unavailable
from planblanc.planning import garbage
from planblanc.settings import Settings

_SECONDS_TO_FINISH = 10
# Longer than callers keep a silent connection: they close it, not we while they write.
_SECONDS_KEPT_ALIVE = 75


@click.command()
@click.option("--host", help="Adresse d'écoute (127.0.0.1 sans précision).")
@click.option("--port", type=int, help="Port d'écoute (8000 sans précision).")
@click.option("--fd", type=int, help="Socket déjà en écoute, héritée de qui lance le service (systemd : 3), au lieu d'un port.")
def serve(host: str | None, port: int | None, fd: int | None) -> None:
    """Sert l'API, et en démonstration une page d'accueil."""
    known = settings.read()
    wanted = replace(known, host=host or known.host, port=known.port if port is None else port)
    wanted = wanted if wanted.app_url else replace(wanted, app_url=administrator_url(wanted))
    run(wanted, listen(wanted.host, wanted.port) if fd is None else serving.inherited(fd))


def run(wanted: Settings, listening: socket.socket) -> None:
    """Serve on a socket until a signal; `Unavailable` at once when the database does not answer."""
    asyncio.run(_reach_database(wanted))
    click.echo(f"Le service écoute sur http://{wanted.host}:{listening.getsockname()[1]}/")
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    app.hold_many_connections()
    application = app.create(wanted)
    garbage.look_seldom()  # the schema stays: no answer waits while it is looked through for garbage
    config = uvicorn.Config(
        application,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,  # the gate reads them, of the proxies that are named, and of nobody else
        timeout_graceful_shutdown=_SECONDS_TO_FINISH,
        timeout_keep_alive=_SECONDS_KEPT_ALIVE,
        ws_max_size=bodies.LARGEST_BODY,
        ws_per_message_deflate=False,  # a few bytes could unfold into many, and each connection would keep its own memory of words
    )
    serving.Server(config, application.state.end_streams).run(sockets=[listening])


def listen(host: str, port: int) -> socket.socket:
    """A socket bound to this address; `Unavailable`, saying what to do, when it cannot be."""
    try:
        return socket.create_server((host, port), backlog=2048)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise Unavailable(
                f"Le port {port} est déjà pris sur {host} : arrêtez le programme qui l'occupe, ou choisissez-en un autre (--port)."
            ) from error
        raise Unavailable(f"Impossible d'écouter sur {host}:{port} : {error.strerror}.") from error


async def _reach_database(wanted: Settings) -> None:
    database = await app.open_database(wanted, size=1)
    await database.close()
