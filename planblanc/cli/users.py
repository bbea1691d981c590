"""Commands on who has access: the first administrator, the rules, who leaves, and the glass that is broken."""

import asyncio
import csv
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import click

from planblanc import settings
from planblanc.api import nodes
from planblanc.auth import sessions
from planblanc.auth.sessions import Opening
from planblanc.cli import operator
from planblanc.cli.operator import OPERATOR
from planblanc.domain import french, identity, texts
from planblanc.domain.access import Role
from planblanc.domain.access_rules import AccessRule, Claim, RuleScope
from planblanc.domain.accounts import ROLE_WORDS, ShownIdentity
from planblanc.domain.errors import BadInput
from planblanc.domain.sessions import LONGEST_BY_CODE, SessionKind
from planblanc.store import accounts
from planblanc.store import grants as stored_grants
from planblanc.store.transaction import Transaction
from planblanc.usecases import grants, operators
from planblanc.usecases.grants import EndWanted
from planblanc.usecases.operators import GlassBroken, GrantWanted, ScopeWanted

T = TypeVar("T")
W = TypeVar("W", bound=StrEnum)
_COLUMNS = ("issuer", "claim", "pattern", "role", "scope", "scope_key", "label")
_MOST_LISTED = 1000
_reason = click.option("--reason", required=True, help="Pourquoi, pour la main courante.")


@click.group()
def user() -> None:
    """Tient les comptes, pour l'exploitant de l'installation (base des migrations : PLANBLANC_MIGRATOR_URL)."""


@user.command("add")
@click.option("--issuer", required=True, help="Fournisseur d'identité : son adresse, telle que ses jetons la disent (iss).")
@click.option("--subject", required=True, help="Identifiant de la personne chez lui (sub).")
@click.option("--name", required=True, help="Nom de la personne.")
def add(issuer: str, subject: str, name: str) -> None:
    """Ouvre le compte d'une personne avant sa première connexion ; il n'ouvre rien tant qu'un accès ne lui est pas donné."""
    shown = ShownIdentity(issuer, subject, name)
    click.echo(f"Compte : {_run(lambda tx, real, now: operators.register(tx, OPERATOR, shown, real, now))}")


@user.command("grant")
@click.argument("account")
@click.option("--role", type=click.Choice([role.value for role in ROLE_WORDS]), required=True, help="Rôle.")
@click.option("--on", "scope", multiple=True, help="Sur quoi : region:75, finess:400000105, lender:alpi ; répétable.")
@click.option("--days", type=click.IntRange(1, 3650), help="Pour combien de jours ; sans terme sans précision.")
@_reason
def grant(*, account: str, role: str, scope: tuple[str, ...], days: int | None, reason: str) -> None:
    """Donne un accès à un compte, sans demande : le premier administrateur, le premier coordonnateur."""
    until = datetime.now(UTC) + timedelta(days=days) if days is not None else None
    wanted = GrantWanted(_account(account), Role(role), _scope(scope), reason, until)
    click.echo(f"Accès : {_run(lambda tx, real, now: operators.give(tx, OPERATOR, wanted, real, now))}")


@user.command("list")
@click.option("--ended", is_flag=True, help="Aussi les comptes fermés.")
def listed(*, ended: bool) -> None:
    """Les comptes, et ce que chacun peut faire."""
    for line in _run(lambda tx, real, now: _listed(tx, real, ended=ended)):
        click.echo(line)


@user.command("end")
@click.argument("account")
@_reason
def end(account: str, reason: str) -> None:
    """Ferme un compte : accès, suppléants, clés et sessions tombent aussitôt, sur tous les serveurs."""
    wanted = EndWanted(reason, account=_account(account))
    _run(lambda tx, real, now: grants.end(tx, OPERATOR, wanted, real, now))
    click.echo("Compte fermé.")


@user.command("break-glass")
@click.argument("account")
@click.option("--grant", "chosen", help="Lequel de ses accès, s'il en a plusieurs.")
@_reason
def break_glass(account: str, chosen: str | None, reason: str) -> None:
    """Fait entrer un compte sans son fournisseur d'identité, pour quatre heures.

    C'est écrit dans la chaîne nationale, et l'astreinte de chaque ARS est prévenue.
    """
    wanted = GlassBroken(_account(account), reason, _key(chosen, "AccessGrant") if chosen else None)
    token = _run(lambda tx, real, now: _opened(tx, wanted, real, now))
    hours = LONGEST_BY_CODE // timedelta(hours=1)
    click.echo(f"Jeton de session, pour {hours} heures, dit une seule fois (Authorization: Bearer …) :\n{token}")


@user.command("rules")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def rules(file: Path) -> None:
    """Remplace les règles de premier accès par celles d'un fichier CSV : issuer,claim,pattern,role,scope,scope_key,label."""
    wanted = _rules(file)
    count = _run(lambda tx, real, now: operators.replace_rules(tx, OPERATOR, wanted, real, now))
    click.echo(f"{french.counted(count, 'règle', 'règles')} de premier accès. Chacune propose ; une personne du périmètre décide.")


def _run(act: Callable[[Transaction, datetime, datetime], Awaitable[T]]) -> T:
    """One act of the operator in its own transaction: the real clock, and that of the crisis."""

    async def run() -> T:
        configured = settings.read()
        async with operator.opened(configured) as database, database.transaction(OPERATOR) as tx:
            return await act(tx, datetime.now(UTC), await operator.clock_of(configured)(tx))

    return asyncio.run(run())


async def _opened(tx: Transaction, wanted: GlassBroken, real: datetime, now: datetime) -> str:
    given = await operators.break_glass(tx, OPERATOR, wanted, real, now)
    (account,) = await accounts.by_ids(tx, [given.account])
    name = account.name if account is not None else OPERATOR.name
    opening = Opening(SessionKind.BREAK_GLASS, name, account=given.account, grant=given.id, authenticated_at=real)
    return await sessions.open_session(tx, opening, real)


async def _listed(tx: Transaction, real: datetime, *, ended: bool) -> list[str]:
    found = await accounts.page(tx, or_ended=ended, after_name=None, after_id=None, limit=_MOST_LISTED)
    lines = []
    for account, held in zip(found, await stored_grants.of_accounts(tx, [one.id for one in found]), strict=True):
        state = " (fermé)" if account.ended_at is not None else ""
        lines.append(f"{account.id}  {account.name}{state}")
        for given in held:
            places = ", ".join([*sorted(given.scope.regions), *map(french.name, await stored_grants.names(tx, given.scope))]) or "national"
            standing = "ouvert" if given.is_live(real) else "fermé"
            lines.append(f"    {given.id}  {ROLE_WORDS[given.role]}, {places} : {standing}")
    return lines


def _rules(file: Path) -> Sequence[AccessRule]:
    try:
        written = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(f"{file.name} n'est pas écrit en UTF-8 : enregistrez-le ainsi depuis votre tableur.") from None
    rows = csv.DictReader(written.splitlines())
    if tuple(rows.fieldnames or ()) != _COLUMNS:
        raise BadInput(f"La première ligne du fichier doit être : {','.join(_COLUMNS)}.")
    return [_rule(row, line) for line, row in enumerate(rows, start=2)]


def _rule(row: dict[str, str], line: int) -> AccessRule:
    claim, role, scope = _word(Claim, row["claim"], line), _word(Role, row["role"], line), _word(RuleScope, row["scope"], line)
    key = identity.key_of("access_rule", "\n".join(map(str, row.values())))
    return AccessRule(key, claim, row["pattern"], role, scope, row["label"], row["scope_key"] or None, row["issuer"] or None)


def _word(kind: type[W], word: str, line: int) -> W:
    try:
        return kind(word)
    except ValueError:
        raise BadInput(f"Ligne {line} : {texts.quoted(word)} n'est pas connu ; {', '.join(kind)}.") from None


def _scope(wanted: Sequence[str]) -> ScopeWanted:
    found: dict[str, list[str]] = {"region": [], "finess": [], "lender": []}
    for word in wanted:
        kind, _, code = word.partition(":")
        if kind not in found or not code:
            raise BadInput("Le périmètre s'écrit region:75, finess:400000105 ou lender:alpi.")
        found[kind].append(code)
    return ScopeWanted(tuple(found["region"]), tuple(found["finess"]), tuple(found["lender"]))


def _account(text: str) -> UUID:
    return _key(text, "Account")


def _key(text: str, type_name: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return nodes.uuid_of(text, type_name, (type_name,))
