"""Prints the permission table: which role may do which act, and within which scope."""

from collections.abc import Iterator, Mapping

import click

from planblanc import shipped
from planblanc.domain.access import FRESH_ACTS, PERMISSIONS, Act, Role

_INTRODUCTION = """# Who may do what

Written by `planblanc permissions --write` from `planblanc/domain/access.py`; a test compares. A role holds within its
scope alone, and row-level security keeps it there (`docs/decisions/0011-where-the-wall-ends.md`). What is not marked is
refused, in French, with the words beside it. What wants a fresh login is done by a person who logged in a moment ago,
never by a program.
"""
_SCOPES: Mapping[Role, str] = {
    Role.ARS_COORDINATOR: "its region, and the incidents there",
    Role.ZONE_COORDINATOR: "the regions of its defence zone",
    Role.NATIONAL_COORDINATOR: "the nation",
    Role.NATIONAL_READER: "the nation, without a phone number",
    Role.SAMU: "its territory",
    Role.ESTABLISHMENT: "its legal entity's sites, and what they lend",
    Role.RESOURCE_MANAGER: "its lender; the region for a GRADeS",
    Role.DUTY_DIRECTOR: "its lender",
    Role.SERVICE: "the establishments that it speaks for",
    Role.ADMINISTRATOR: "the installation",
    Role.LINK_HOLDER: "one solicitation, or one engagement",
    Role.CODE_HOLDER: "the establishment whose paper code it used, for four hours",
    Role.NEWCOMER: "nothing, until somebody decides",
}


@click.command()
@click.option("--write", is_flag=True, help="Écrit docs/permissions.md au lieu d'afficher.")
def permissions(*, write: bool) -> None:
    """Affiche qui peut faire quoi, rôle par rôle."""
    text = page()
    if not write:
        click.echo(text, nl=False)
        return
    target = shipped.examples_dir().parent / "permissions.md"
    target.write_text(text, "utf-8")
    click.echo(f"Droits écrits : {target}")


def page() -> str:
    """The whole page, in Markdown."""
    return "\n".join([_INTRODUCTION, *_scopes(), "", *_acts(), ""])


def _scopes() -> Iterator[str]:
    yield "| role | holds within | acts |"
    yield "|---|---|---|"
    for role in Role:
        yield f"| `{role.value}` | {_SCOPES[role]} | {len(PERMISSIONS[role])} |"


def _acts() -> Iterator[str]:
    yield f"| act | refused as | fresh login | {' | '.join(f'`{role.value}`' for role in Role)} |"
    yield f"|---|---|---|{':-:|' * len(Role)}"
    for act in Act:
        held = " | ".join("×" if act in PERMISSIONS[role] else "" for role in Role)
        yield f"| `{act.name}` | {act.value} | {'wanted' if act in FRESH_ACTS else ''} | {held} |"
