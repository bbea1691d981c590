"""Somebody to tell, something to tell them, a worker that tells it, and an eye on what became of it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import asyncpg

from planblanc.domain.contacts import ContactChannel
from planblanc.domain.identity import IncidentId, LenderId, establishment_id, lender_id
from planblanc.domain.notifications import Notice, NoticeKind, Recipient
from planblanc.integrations.notify.gateways import Gateways
from planblanc.integrations.notify.mail import MailServer, Protection
from planblanc.integrations.notify.senders import Senders
from planblanc.planning.run import Solver
from planblanc.store.transaction import Database, Transaction
from planblanc.usecases import notifications
from planblanc.worker import notifications as sending
from planblanc.worker.relay import WORKER
from planblanc.worker.tools import Tools
from tests.outside.servers import OutsideServer

NOW = datetime(2021, 2, 9, 1, 40, tzinfo=UTC)
BAYONNE = LenderId(lender_id("640000162"))
DAX = establishment_id("400000105")


@dataclass
class Telling:
    """The worker on a seeded database, with a clock of the crisis that a test moves."""

    database: Database
    eye: asyncpg.Connection
    senders: Senders = field(default_factory=Senders)
    private_targets: bool = True
    now: datetime = NOW

    def by_mail(self, server: OutsideServer) -> None:
        """Mail goes to this server."""
        self.senders = replace(self.senders, mail=MailServer("127.0.0.1", server.port, Protection.NONE, "alerte@planblanc.example"))

    def by_sms(self, server: OutsideServer) -> None:
        """SMS go to this receiver, which stands for a gateway."""
        urls = Gateways(dict.fromkeys(_SMS, (f"json://127.0.0.1:{server.port}/{{number}}",)), private_allowed=True)
        self.senders = replace(self.senders, gateways=urls)

    @property
    def tools(self) -> Tools:
        async def crisis_clock(_: Transaction) -> datetime:
            return self.now

        return Tools(
            self.database, Solver(), crisis_clock, lambda: datetime.now(UTC), senders=self.senders, private_targets=self.private_targets
        )

    async def reach(self, *ways: tuple[str, str], lender: UUID = BAYONNE, own_network: Sequence[str] = ()) -> None:
        """The contact points of a lender: channel and address, in the order of their ranks."""
        await self.eye.execute("DELETE FROM planblanc.contact_point WHERE lender_id = $1", lender)
        await self.eye.execute(
            "DELETE FROM planblanc.contact_point USING planblanc.lender"
            " WHERE lender.id = $1 AND contact_point.establishment_id = lender.establishment_id",
            lender,
        )
        for rank, (channel, address) in enumerate(ways, 1):
            await self.eye.execute(_CONTACT, uuid4(), lender, "Direction de garde", channel, address, rank, address in own_network)

    async def tell(self, key: str = "one", **changed: Any) -> None:
        """Tell Bayonne that it is asked for help."""
        said = {"wanted": "30 postes de travail"}
        notice = Notice(key, NoticeKind.SOLICITATION, Recipient.lender(BAYONNE), "75", said=said)
        async with self.database.transaction(WORKER) as tx:
            await notifications.notify(tx, replace(notice, **changed), self.now)

    async def round(self) -> None:
        """One round of each kind, as the worker makes them."""
        for make in (sending.send_mail, sending.send_others, sending.send_webhooks, sending.end_what_is_late):
            await make(self.tools)

    async def rounds(self, minutes: float, every: float = 10) -> None:
        """Let so many minutes of the crisis pass, with a round every so many seconds."""
        until = self.now + timedelta(minutes=minutes)
        while self.now < until:
            await self.round()
            self.now += timedelta(seconds=every)

    async def forget_leases(self) -> None:
        """The leases of a worker that was killed come to their end."""
        await self.eye.execute(
            "UPDATE planblanc.notification SET claimed_until = now() - interval '1 second' WHERE claimed_until IS NOT NULL"
        )
        await self.eye.execute(
            "UPDATE planblanc.webhook_delivery SET claimed_until = now() - interval '1 second' WHERE claimed_until IS NOT NULL"
        )

    async def notices(self) -> list[tuple[str, str]]:
        """Each notice, with its kind and its state."""
        return [
            (row["kind"], row["state"]) for row in await self.eye.fetch("SELECT kind, state FROM planblanc.notice ORDER BY created_at, key")
        ]

    async def tries(self) -> list[tuple[str, str]]:
        """Each try, with its channel and its state."""
        rows = await self.eye.fetch("SELECT channel, state FROM planblanc.notification ORDER BY created_at, position")
        return [(row["channel"], row["state"]) for row in rows]

    async def lines(self, act: str) -> list[str]:
        """What the journal says of an act."""
        rows = await self.eye.fetch(
            "SELECT convert_from(line, 'UTF8')::jsonb AS line FROM planblanc.log_entry ORDER BY recorded_at, sequence"
        )
        told = [json.loads(row["line"]) for row in rows]
        return [line["text"] for line in told if line.get("act") == act]


async def incident(eye: asyncpg.Connection, *, exercise: bool = False) -> IncidentId:
    """An incident of Dax that nobody has in charge, with the mobile that its declarant gave."""
    key = uuid4()
    await eye.execute(_INCIDENT, key, DAX, NOW, exercise)
    await eye.execute(_CALLER, uuid4(), key)
    return IncidentId(key)


_SMS = (ContactChannel.SMS, ContactChannel.PHONE)
_CONTACT = """
    INSERT INTO planblanc.contact_point (id, lender_id, region_code, label, channel, address, rank, on_own_network)
    SELECT $1, id, region_code, $3, $4, $5, $6, $7 FROM planblanc.lender WHERE id = $2"""
_INCIDENT = """
    INSERT INTO planblanc.incident (id, region_code, establishment_id, source, state, origin, severity, declared_at, exercise)
    VALUES ($1, '75', $2, 'PHONE', 'REPORTED', 'UNKNOWN', 'MAJOR', $3, $4)"""
_CALLER = """
    INSERT INTO planblanc.incident_contact (id, incident_id, region_code, name, position, phone)
    VALUES ($1, $2, '75', 'Directeur de garde', '', '06 00 00 00 40')"""
