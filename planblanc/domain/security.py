"""Whether the accounts of a site may be trusted: the states, who changes them, and with whom."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from planblanc.domain.access import NATION_WIDE, Actor, Role
from planblanc.domain.errors import Forbidden, TransitionRefused
from planblanc.domain.establishments import SecurityState
from planblanc.domain.identity import EstablishmentId, IncidentId

STATE_WORDS: Mapping[SecurityState, str] = {
    SecurityState.NORMAL: "normal",
    SecurityState.SUSPECT: "suspect",
    SecurityState.COMPROMISED: "compromis",
    SecurityState.RESTORED: "rétabli",
}
TRANSITIONS: Mapping[SecurityState, frozenset[SecurityState]] = {
    SecurityState.NORMAL: frozenset({SecurityState.SUSPECT}),
    SecurityState.SUSPECT: frozenset({SecurityState.COMPROMISED, SecurityState.NORMAL}),
    SecurityState.COMPROMISED: frozenset({SecurityState.RESTORED}),
    SecurityState.RESTORED: frozenset({SecurityState.NORMAL}),
}
IN_DOUBT = frozenset({SecurityState.SUSPECT, SecurityState.COMPROMISED})
PROPOSAL_STANDS_FOR = timedelta(hours=24)


class ChangeState(StrEnum):
    """How far a change of state has come."""

    PROPOSED = "PROPOSED"
    DONE = "DONE"
    DROPPED = "DROPPED"


@dataclass(frozen=True)
class Signature:
    """A person who speaks for an organisation, and when."""

    by: UUID
    name: str
    organisation: str
    at: datetime


@dataclass(frozen=True)
class SecurityChange:
    """One change of the state of a site: who proposed it, and who confirmed it where that takes two."""

    id: UUID
    establishment: EstablishmentId
    region: str
    incident: IncidentId | None
    before: SecurityState
    after: SecurityState
    reason: str
    state: ChangeState
    proposed: Signature
    confirmed: Signature | None = None
    one_is_suspect: bool = False

    def stands_at(self, now: datetime) -> bool:
        """Whether somebody may still confirm it."""
        return self.state is ChangeState.PROPOSED and now < self.proposed.at + PROPOSAL_STANDS_FOR


def require_step(before: SecurityState, after: SecurityState) -> None:
    """Refuse with `TransitionRefused` what is not a step of the table."""
    if after not in TRANSITIONS[before]:
        told = f"Cet établissement est {STATE_WORDS[before]} : il ne peut pas devenir {STATE_WORDS[after]}."
        again = f"Cet établissement est déjà {STATE_WORDS[before]}."
        raise TransitionRefused(again if after is before else told, ("state",))


def takes_two(before: SecurityState) -> bool:
    """Whether nobody changes it alone: whoever lifts a compromise gives its keys back to whoever holds them."""
    return before is SecurityState.COMPROMISED


def organisation_of(actor: Actor) -> str:
    """The organisation that a person speaks for, as it is compared with another's."""
    if actor.establishments:
        return "ETABLISSEMENT " + ",".join(sorted(map(str, actor.establishments)))
    if actor.role in NATION_WIDE:
        return "NATION"
    kind = "ZONE" if actor.role is Role.ZONE_COORDINATOR else "ARS"
    return f"{kind} {','.join(sorted(actor.regions))}"


def confirmed(change: SecurityChange, signature: Signature, *, one_is_suspect: bool) -> SecurityChange:
    """The proposal once a second person agrees; `Forbidden` for the same person, or for the same organisation where one is suspect."""
    one_is_suspect = one_is_suspect or change.one_is_suspect
    if signature.by == change.proposed.by:
        raise Forbidden("Vous avez proposé cette levée : une autre personne doit la confirmer.", ("state",))
    if one_is_suspect and signature.organisation == change.proposed.organisation:
        raise Forbidden("L'organisation qui a proposé cette levée est elle-même suspecte : une autre doit la confirmer.", ("state",))
    return replace(change, state=ChangeState.DONE, confirmed=signature, one_is_suspect=one_is_suspect)
