"""What was agreed before the crisis is kept: who lends to whom, at what cost, authorised beforehand or not."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import uuid4

from planblanc.domain import access, agreements, facts, french, texts
from planblanc.domain.access import Act, Actor
from planblanc.domain.agreements import Agreement, AgreementId
from planblanc.domain.costs import RULE_WORDS, CostRule
from planblanc.domain.errors import BadInput, Conflict, NotFound
from planblanc.domain.identity import EstablishmentId, LenderId
from planblanc.domain.journal import Chain, LogLine
from planblanc.store import agreements as stored
from planblanc.store import lenders, outbox
from planblanc.store import victims as stored_victims
from planblanc.store.transaction import Transaction


@dataclass(frozen=True)
class AgreementWanted:
    """An agreement as it is to be; with `id` and the `version` that was read, a known one is changed."""

    region: str
    title: str
    covers_people: bool
    covers_equipment: bool
    preauthorised: bool
    rule: CostRule
    rate_cents: int
    starts_on: date
    expires_on: date
    lenders: tuple[LenderId, ...]
    beneficiaries: tuple[EstablishmentId, ...] = ()
    ended: bool = False
    id: AgreementId | None = None
    version: int | None = None


async def save(tx: Transaction, actor: Actor, wanted: AgreementWanted, now: datetime) -> Agreement:
    """Keep an agreement of the region: its lenders and those they help read it."""
    if not await stored_victims.region_exists(tx, wanted.region):
        raise BadInput(f"La région {texts.quoted(wanted.region)} n'existe pas.", ("region",))
    access.require(actor, Act.SAVE_AGREEMENT, region=wanted.region)
    kept = _checked(wanted)
    await _require_known(tx, actor, kept)
    if wanted.id is None:
        await stored.add(tx, kept)
    else:
        kept = await _changed(tx, wanted, kept)
    await stored.put_parties(tx, kept)
    cost = RULE_WORDS[kept.rule]
    ended = " ; close" if kept.ended else f", {cost}, jusqu'au {french.on(kept.expires_on)}"
    text = f"Convention d'entraide « {kept.title} » : {french.counted(len(kept.lenders), 'prêteur', 'prêteurs')}{ended}."
    tx.note(LogLine(Chain.of_region(kept.region), "agreement.saved", text, now, details={"agreement": str(kept.id)}))
    await outbox.append(tx, facts.AgreementSaved(kept.region, agreement_id=kept.id))
    return kept


def _checked(wanted: AgreementWanted) -> Agreement:
    kept = Agreement(
        id=wanted.id or AgreementId(uuid4()),
        region=wanted.region,
        title=texts.line(wanted.title, ("title",)),
        covers_people=wanted.covers_people,
        covers_equipment=wanted.covers_equipment,
        preauthorised=wanted.preauthorised,
        rule=wanted.rule,
        rate_cents=wanted.rate_cents,
        starts_on=wanted.starts_on,
        expires_on=wanted.expires_on,
        lenders=tuple(dict.fromkeys(wanted.lenders)),
        beneficiaries=tuple(dict.fromkeys(wanted.beneficiaries)),
        ended=wanted.ended,
    )
    agreements.require_sound(kept)
    return kept


async def _require_known(tx: Transaction, actor: Actor, kept: Agreement) -> None:
    """Its lenders are known to the actor; only their own region authorises beforehand, since nobody asks them again."""
    found = await lenders.lenders_by_id(tx, kept.lenders)
    if None in found:
        raise BadInput("L'un de ces prêteurs est inconnu.", ("lenders",))
    if kept.preauthorised and not all(access.covers_region(actor, lender.region) for lender in found if lender is not None):
        raise BadInput("Seule la région d'un prêteur peut autoriser d'avance ses transferts.", ("preauthorised",))


async def _changed(tx: Transaction, wanted: AgreementWanted, kept: Agreement) -> Agreement:
    """The known agreement as it is to be, unless somebody changed it since it was read."""
    (known,) = await stored.by_ids(tx, [kept.id])
    if known is None:
        raise NotFound(path=("agreement",))
    if known.region != kept.region:
        raise BadInput("Une convention reste dans sa région : mettez-y fin, et créez-en une autre.", ("region",))
    if wanted.version is None or not await stored.save(tx, kept, wanted.version):
        raise Conflict(path=("agreement",))
    return replace(kept, synthetic=known.synthetic, version=wanted.version + 1)
