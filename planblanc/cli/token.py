"""Tokens of the demonstration's identities."""

from datetime import UTC, datetime, timedelta

import click

from planblanc import settings
from planblanc.auth import demonstration
from planblanc.settings import Misconfigured

_LONGEST_HOURS = 24 * 7


@click.command()
@click.option("--as", "code", type=click.Choice([known.code for known in demonstration.IDENTITIES]), help="Identité de démonstration.")
@click.option("--hours", type=click.IntRange(1, _LONGEST_HOURS), default=12, show_default=True, help="Durée de validité, en heures.")
def token(code: str | None, hours: int) -> None:
    """Donne le jeton d'une identité de démonstration ; sans --as, la liste des identités."""
    wanted = settings.read()
    if wanted.is_production:
        raise Misconfigured("Les identités de démonstration n'existent pas en production.")
    if code is None:
        for known in demonstration.IDENTITIES:
            click.echo(f"{known.code:<16} {known.name} ({known.role.value})")
        return
    key = demonstration.signing_key(wanted.home)
    signed = demonstration.issue(
        demonstration.named(code), key, audience=wanted.token_audience, now=datetime.now(UTC), lifetime=timedelta(hours=hours)
    )
    click.echo(signed)
