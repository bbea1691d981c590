"""What is proposed to somebody whom a provider vouches for: rules in data, and never more than a proposal."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from planblanc.domain.access import Role
from planblanc.domain.accounts import OF_REGIONS, ROLE_WORDS, WITHOUT_SCOPE, ShownIdentity
from planblanc.domain.errors import BadInput

MOST_SHOWN = 20
_PATTERN = re.compile(r"^(?:[0-9A-Z]{1,20}\*?|\*)$")


class Claim(StrEnum):
    """A number that a provider shows of somebody."""

    RPPS = "RPPS"
    FINESS = "FINESS"
    SIRET = "SIRET"


class RuleScope(StrEnum):
    """Within what a rule proposes its role: the establishment whose number is shown, or what the rule names."""

    SHOWN_ESTABLISHMENT = "SHOWN_ESTABLISHMENT"
    REGION = "REGION"
    ESTABLISHMENT = "ESTABLISHMENT"
    LENDER = "LENDER"
    NATION = "NATION"


@dataclass(frozen=True)
class AccessRule:
    """Whoever shows this number is proposed this role; `pattern` is a whole number, or how it begins with a star at its end."""

    id: UUID
    claim: Claim
    pattern: str
    role: Role
    scope: RuleScope
    label: str
    scope_key: str | None = None
    issuer: str | None = None


@dataclass(frozen=True)
class Proposal:
    """What a rule proposes: a role, and what it would hold within, still by its code."""

    role: Role
    label: str
    region: str | None = None
    finess: str | None = None
    lender: str | None = None


def proposals(rules: Iterable[AccessRule], shown: ShownIdentity) -> tuple[Proposal, ...]:
    """What the rules propose for what a provider shows; each thing once."""
    return tuple(dict.fromkeys(found for rule in rules for found in _of(rule, shown)))


def require_meaning(rule: AccessRule, path: tuple[str, ...]) -> None:
    """Refuse a rule that could propose nothing, or a role within what it does not hold in."""
    if not _PATTERN.fullmatch(rule.pattern):
        raise BadInput("Le motif est un numéro entier, ou son début suivi d'une étoile : 13000796*.", (*path, "pattern"))
    if rule.role not in ROLE_WORDS or rule.role is Role.SERVICE:
        raise BadInput("Ce rôle ne se propose pas à une personne.", (*path, "role"))
    if rule.role in WITHOUT_SCOPE:
        wanted = {RuleScope.NATION}
    elif rule.role in OF_REGIONS:
        wanted = {RuleScope.REGION}
    else:
        wanted = {RuleScope.SHOWN_ESTABLISHMENT, RuleScope.ESTABLISHMENT, RuleScope.LENDER}
    if rule.scope not in wanted:
        raise BadInput("Ce rôle ne porte pas sur ce périmètre.", (*path, "scope"))
    if (rule.scope in {RuleScope.SHOWN_ESTABLISHMENT, RuleScope.NATION}) != (rule.scope_key is None):
        raise BadInput("Indiquez le code du périmètre, et seulement s'il en faut un.", (*path, "scope_key"))
    if rule.scope is RuleScope.SHOWN_ESTABLISHMENT and rule.claim is not Claim.FINESS:
        raise BadInput("L'établissement montré se lit dans le numéro FINESS.", (*path, "claim"))


def _of(rule: AccessRule, shown: ShownIdentity) -> Iterator[Proposal]:
    if rule.issuer is not None and rule.issuer != shown.issuer:
        return
    for number in _shown(rule.claim, shown):
        if _matches(rule.pattern, number):
            yield Proposal(
                role=rule.role,
                label=rule.label,
                region=_named(rule, RuleScope.REGION),
                finess=number if rule.scope is RuleScope.SHOWN_ESTABLISHMENT else _named(rule, RuleScope.ESTABLISHMENT),
                lender=_named(rule, RuleScope.LENDER),
            )


def _named(rule: AccessRule, scope: RuleScope) -> str | None:
    return rule.scope_key if rule.scope is scope else None


def _shown(claim: Claim, shown: ShownIdentity) -> tuple[str, ...]:
    numbers = {Claim.RPPS: (shown.rpps,) if shown.rpps else (), Claim.FINESS: shown.finess, Claim.SIRET: shown.siret}
    return numbers[claim][:MOST_SHOWN]


def _matches(pattern: str, number: str) -> bool:
    return number.startswith(pattern[:-1]) if pattern.endswith("*") else number == pattern
