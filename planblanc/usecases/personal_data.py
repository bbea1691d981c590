"""A person asks what is kept on it, or that it be erased: by the operator's commands, and each time told in the nation's chain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from planblanc.domain import access, french, persons, texts
from planblanc.domain.access import Act, Actor
from planblanc.domain.errors import NotFound, TransitionRefused
from planblanc.domain.journal import NATION, Chain, Detail, LogLine
from planblanc.domain.persons import Sought
from planblanc.store import personal_data as stored
from planblanc.store.personal_data import Kept, KeptText, Responders
from planblanc.store.transaction import Transaction
from planblanc.usecases import log
from planblanc.usecases.log import Erasure


@dataclass(frozen=True)
class PersonWanted:
    """Who is meant: a responder by its key, or any words; other names and numbers by which the person is known; and why."""

    reason: str
    responder: UUID | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class PersonFound:
    """What is kept on a person: rows, what people typed in the journal, and what stays: its acts, and reports that were issued."""

    words: tuple[str, ...]
    kept: tuple[Kept, ...]
    texts: tuple[KeptText, ...]
    sealed_lines: int
    reports: int

    @property
    def is_nothing(self) -> bool:
        """Whether nothing is kept on this person."""
        return not (self.kept or self.texts or self.sealed_lines or self.reports)


@dataclass(frozen=True)
class PersonErased:
    """How many values went, by table, how many texts of the journal, and what stays: acts of the person, and reports."""

    values: Mapping[str, int]
    texts: int
    sealed_lines: int
    reports: int


async def export(tx: Transaction, actor: Actor, wanted: PersonWanted, now: datetime) -> PersonFound:
    """All that is kept on a person, for that person; one line says that it was given out, and not whose it is."""
    access.require(actor, Act.HANDLE_PERSON)
    person, meant = await _meant(tx, wanted)
    found = PersonFound(
        words=person.words,
        kept=tuple(await stored.kept(tx, person, meant)),
        texts=tuple(await stored.texts(tx, person)),
        sealed_lines=await stored.sealed_lines(tx, person),
        reports=await stored.reports(tx, person),
    )
    if found.is_nothing:
        raise NotFound("Rien n'est gardé de cette personne : vérifiez le nom, ou donnez d'autres façons de l'écrire.", ("person",))
    tx.note(_line("person.exported", "Données d'une personne extraites à sa demande", wanted, {"rows": len(found.kept)}, now))
    return found


async def erase(tx: Transaction, actor: Actor, wanted: PersonWanted, now: datetime) -> PersonErased:
    """Take a person out of all that is kept, texts of the journal included; the lines and their chain stay valid.

    Refused while the person is engaged: whoever waits for it must be able to call. Acts that the person did stay under its name.
    """
    access.require(actor, Act.HANDLE_PERSON)
    person, meant = await _meant(tx, wanted)
    if await stored.engaged(tx, meant):
        raise TransitionRefused("Cette personne est engagée en ce moment : terminez ou annulez d'abord son engagement.", ("person",))
    named = await stored.texts(tx, person)
    values = await stored.erase(tx, person, meant)
    if not (named or values):
        raise NotFound("Rien n'est gardé de cette personne : vérifiez le nom, ou donnez d'autres façons de l'écrire.", ("person",))
    for chain, lines in _by_chain(named).items():
        await log.erase(tx, actor, Erasure(chain, lines, wanted.reason), now)
    counts: dict[str, Detail] = {"texts": len(named), "values": sum(values.values())}
    tx.note(_line("person.erased", "Données d'une personne effacées à sa demande", wanted, counts, now))
    return PersonErased(values, len(named), await stored.sealed_lines(tx, person), await stored.reports(tx, person))


async def _meant(tx: Transaction, wanted: PersonWanted) -> tuple[Sought, Responders]:
    """Whom to look for: with a key, all the names and numbers that the pool knows of it."""
    by_words = persons.sought(wanted.words).pattern if wanted.words else None
    meant = await stored.responders(tx, by_words, wanted.responder)
    if wanted.responder is not None and wanted.responder not in meant.ids:
        raise NotFound("Aucune personne du vivier n'a cet identifiant.", ("person",))
    known = [label for label in meant.labels if label != persons.ERASED]
    return persons.sought([*known, *await stored.numbers(tx, meant), *wanted.words]), meant


def _by_chain(named: Sequence[KeptText]) -> dict[Chain, tuple[int, ...]]:
    return {chain: tuple(one.sequence for one in named if one.chain == chain) for chain in dict.fromkeys(one.chain for one in named)}


def _line(act: str, said: str, wanted: PersonWanted, details: Mapping[str, Detail], now: datetime) -> LogLine:
    why = texts.line(wanted.reason, ("reason",))
    counts = french.counted(sum(int(str(value)) for value in details.values()), "élément", "éléments")
    return LogLine(NATION, act, f"{said} ({counts}).", now, details=details, personal=why)
