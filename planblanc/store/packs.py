"""Ready packs, rows and words."""

from collections.abc import Sequence
from datetime import timedelta

import asyncpg

from planblanc.domain.packs import Pack, PackLine
from planblanc.domain.requests import Criticality, WantedBy
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("packs")


async def read(tx: Transaction, codes: Sequence[str] | None = None) -> tuple[Pack, ...]:
    """The packs of these codes that exist, or all of them, with their lines."""
    packs = await tx.rows(QUERIES["list_packs"], codes=list(codes) if codes is not None else None)
    lines = await tx.rows(QUERIES["list_pack_lines"], codes=[pack["code"] for pack in packs])
    return tuple(
        Pack(
            code=pack["code"],
            label=pack["label"],
            description=pack["description"],
            lines=tuple(_line(line) for line in lines if line["pack_code"] == pack["code"]),
        )
        for pack in packs
    )


def _line(row: asyncpg.Record) -> PackLine:
    return PackLine(
        competence=row["competence_code"],
        equipment_type=row["equipment_type_code"],
        service_domain=row["service_domain_code"],
        least_level=row["least_level"],
        only_if_service=row["only_if_service"],
        base=row["quantity_base"],
        per_100_beds=row["quantity_per_100_beds"],
        least=row["quantity_least"],
        most=row["quantity_most"],
        wanted_by=WantedBy(row["wanted_by"]),
        window=timedelta(hours=row["window_hours"]),
        criticality=Criticality(row["criticality"]),
    )
