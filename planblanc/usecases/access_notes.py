"""What the main courante tells of accesses: in the chain of each region where they lie, else in the nation's."""

from datetime import datetime

from planblanc.domain import french
from planblanc.domain.access import Role
from planblanc.domain.accounts import ROLE_WORDS, AccessRequest, Scope
from planblanc.domain.journal import NATION, Chain, LogLine
from planblanc.store import grants
from planblanc.store.transaction import Transaction
from planblanc.usecases.notes import Note

_MOST_NAMED = 3


async def asked(tx: Transaction, request: AccessRequest, name: str, now: datetime) -> None:
    """Tell of a first access that waits for a decision."""
    told = await named(tx, request.role, request.scope)
    note = Note("access.asked", f"Premier accès à décider : {told}.", {"request": str(request.id)}, personal=name)
    write(tx, request.scope, note, now)


async def named(tx: Transaction, role: Role, scope: Scope) -> str:
    """A role and its scope, as a line says them: "établissement, CH de Dax"."""
    places = [f"région {code}" for code in sorted(scope.regions)] + [french.name(place) for place in await grants.names(tx, scope)]
    shown = places[:_MOST_NAMED] + ([f"{len(places) - _MOST_NAMED} autres"] if len(places) > _MOST_NAMED else [])
    return ", ".join([ROLE_WORDS[role], *shown])


def write(tx: Transaction, scope: Scope, note: Note, now: datetime) -> None:
    """Add the line of an access to each chain where it lies."""
    chains = [Chain.of_region(code) for code in sorted(scope.lies_in)] or [NATION]
    for chain in chains:
        tx.note(LogLine(chain, note.act, note.text, now, details=note.details, personal=note.personal))
