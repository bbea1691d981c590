"""Accounts, first accesses and keys, in French."""

from planblanc.api.enums import describe
from planblanc.domain.accounts import AccessState, AccountKind

__all__ = ["AccessState", "AccountKind"]

describe(AccountKind, "À qui est un compte.", {AccountKind.PERSON: "Une personne.", AccountKind.SERVICE: "Un programme."})
describe(
    AccessState,
    "Où en est une demande de premier accès.",
    {
        AccessState.PENDING: "Proposée par une règle : personne n'a encore décidé, elle n'ouvre rien.",
        AccessState.ACCEPTED: "Accordée par une personne du périmètre.",
        AccessState.REFUSED: "Refusée, avec une raison.",
    },
)
