"""Mutual aid agreements, rows and words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import asyncpg

from planblanc.domain.agreements import Agreement, AgreementId
from planblanc.domain.costs import CostRule
from planblanc.domain.identity import EstablishmentId, LenderId
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("agreements")


@dataclass(frozen=True)
class Wanted:
    """Which agreements a list holds: everything that is not said is no condition; `on`: those in force on that day."""

    ids: tuple[AgreementId, ...] | None = None
    region: str | None = None
    lender: LenderId | None = None
    on: date | None = None


async def by_ids(tx: Transaction, ids: Sequence[AgreementId]) -> list[Agreement | None]:
    """Each agreement that the actor can see, in the order asked."""
    found = {agreement.id: agreement for agreement in await page(tx, Wanted(ids=tuple(ids)), limit=len(ids))}
    return [found.get(key) for key in ids]


async def page(tx: Transaction, wanted: Wanted, *, limit: int, after: tuple[str, UUID] | None = None) -> list[Agreement]:
    """The agreements that match, by title."""
    rows = await tx.rows(
        QUERIES["read_agreements"],
        ids=list(wanted.ids) if wanted.ids is not None else None,
        region=wanted.region,
        lender=wanted.lender,
        on=wanted.on,
        after_title=after[0] if after else None,
        after_id=after[1] if after else None,
        limit=limit,
    )
    return [_agreement(row) for row in rows]


async def add(tx: Transaction, agreement: Agreement) -> None:
    """Keep a new agreement; its parties are put apart."""
    await tx.execute(QUERIES["add_agreement"], **_columns(agreement))


async def save(tx: Transaction, agreement: Agreement, version: int) -> bool:
    """Write an agreement as it now is; false when it was changed since it was read."""
    return bool(await tx.execute(QUERIES["save_agreement"], **_columns(agreement), version=version))


async def put_parties(tx: Transaction, agreement: Agreement) -> None:
    """Who lends and who is helped under it, and nobody else."""
    lenders, sites = list(agreement.lenders), list(agreement.beneficiaries)
    await tx.execute(QUERIES["drop_lenders"], agreement=agreement.id, lenders=lenders)
    await tx.execute(QUERIES["put_lenders"], agreement=agreement.id, region=agreement.region, lenders=lenders)
    await tx.execute(QUERIES["drop_beneficiaries"], agreement=agreement.id, beneficiaries=sites)
    await tx.execute(QUERIES["put_beneficiaries"], agreement=agreement.id, region=agreement.region, beneficiaries=sites)


def _columns(agreement: Agreement) -> dict[str, object]:
    return {
        "id": agreement.id,
        "region": agreement.region,
        "title": agreement.title,
        "covers_people": agreement.covers_people,
        "covers_equipment": agreement.covers_equipment,
        "preauthorised": agreement.preauthorised,
        "rule": agreement.rule,
        "rate_cents": agreement.rate_cents,
        "starts_on": agreement.starts_on,
        "expires_on": agreement.expires_on,
        "ended": agreement.ended,
    }


def _agreement(row: asyncpg.Record) -> Agreement:
    return Agreement(
        id=AgreementId(row["id"]),
        region=row["region_code"],
        title=row["title"],
        covers_people=row["covers_people"],
        covers_equipment=row["covers_equipment"],
        preauthorised=row["preauthorised"],
        rule=CostRule(row["cost_rule"]),
        rate_cents=row["rate_cents"],
        starts_on=row["starts_on"],
        expires_on=row["expires_on"],
        lenders=tuple(map(LenderId, row["lenders"])),
        beneficiaries=tuple(map(EstablishmentId, row["beneficiaries"])),
        ended=row["ended"],
        synthetic=row["synthetic"],
        version=row["version"],
    )
