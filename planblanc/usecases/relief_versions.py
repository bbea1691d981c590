"""The rows a roster was computed from, each with the version it had, and which of them changed since."""

from collections.abc import Mapping

from planblanc.domain.relief import Proposed
from planblanc.domain.relief_pool import ReliefPool

_KINDS = {
    "incident": "un incident",
    "rung": "un échelon ouvert",
    "struck": "la liste des victimes",
    "fate": "un lien de sort commun",
    "attestation": "une attestation",
    "engagement": "un engagement",
    "refusal": "un refus",
    "lender": "un prêteur",
    "responder": "un intervenant",
}


def used(pool: ReliefPool, proposed: Proposed) -> dict[str, int]:
    """All that was decided and promised, and the rows of the pool that the roster counts on."""
    turns = [turn for shift in proposed.shifts for turn in shift.turns]
    lenders = {turn.lender_id for turn in turns}
    responders = {turn.responder_id for turn in turns}
    return {
        **{f"incident:{site.incident}": site.version for site in pool.sites},
        **{f"rung:{site.incident}:{rung}": 1 for site in pool.sites for rung in site.open_rungs},
        **{f"struck:{site}": 1 for site in pool.struck},
        **{f"fate:{site}:{lender}": 1 for site, lender in pool.shared_fates},
        **{f"attestation:{incident}:{lender}": 1 for incident, lender in pool.attestations},
        **{f"engagement:{stay.id}": stay.version for stay in pool.stays},
        **{f"refusal:{incident}:{responder}": 1 for incident, responder in pool.refusals},
        **{f"lender:{one.id}": one.version for one in pool.lenders if one.id in lenders},
        **{f"responder:{one.id}": one.version for one in pool.relievers if one.id in responders},
    }


def changed(before: Mapping[str, int], after: Mapping[str, int]) -> tuple[str, ...]:
    """What changed, a sentence a kind of row; nothing when the roster still stands on what it read."""
    keys = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    kinds = sorted({key.split(":")[0] for key in keys}, key=list(_KINDS).index)
    return tuple(f"Pendant le calcul, {_KINDS[kind]} a changé ; la relève tient toujours." for kind in kinds)
