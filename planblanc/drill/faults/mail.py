"""A mail server that is away for ten minutes of the crisis: everything is delivered once it is back, and nothing piles up.

Run as a module it is that server: `python -m planblanc.drill.faults.mail PORT FILE` takes mail by SMTP and keeps each one's identity.
"""

import asyncio
import contextlib
import socket
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

from planblanc.domain.contacts import ContactChannel, ContactWanted
from planblanc.domain.errors import Unavailable
from planblanc.domain.identity import LenderId
from planblanc.domain.notifications import Notice, NoticeKind, NoticeState, Recipient
from planblanc.drill.faults.documents import REGION
from planblanc.drill.faults.figures import Figure, counted
from planblanc.drill.faults.ground import WATCHER, Ground
from planblanc.drill.faults.inside import COORDINATOR
from planblanc.integrations.notify.mail import MailServer, Protection
from planblanc.integrations.notify.senders import Senders
from planblanc.planning.run import Solver
from planblanc.store import lenders
from planblanc.store import notifications as stored
from planblanc.store.lenders import LendersWanted
from planblanc.store.transaction import Database, Transaction
from planblanc.usecases import contacts, notifications
from planblanc.worker import notifications as sending
from planblanc.worker.relay import WORKER
from planblanc.worker.tools import Tools

AWAY = timedelta(minutes=10)
NOTICES = 600
_BEFORE, _AFTER, _LAST = timedelta(minutes=2), timedelta(minutes=7), timedelta(minutes=1)
_STEP = timedelta(seconds=10)
_ROUNDS_A_STEP = 3  # the worker makes more
_LENDERS = 40


@dataclass
class PostOffice:
    """The mail server as a process of its own, on one port however often it is started."""

    file: Path
    port: int = field(init=False)
    _process: asyncio.subprocess.Process | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as listening:
            self.port = listening.getsockname()[1]

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def open(self) -> None:
        """Start it, and wait until it listens."""
        command = (sys.executable, "-m", __spec__.name, str(self.port), str(self.file))
        self._process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
        if self._process.stdout is None or not await self._process.stdout.readline():
            raise Unavailable("Le serveur de messagerie de l'essai n'a pas démarré.")

    async def close(self) -> None:
        """End it at once: whoever connects is refused."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()
            self._process = None

    def taken(self) -> list[str]:
        """The Message-ID of each mail that it took, in order."""
        return self.file.read_text().splitlines() if self.file.exists() else []


@dataclass
class Away:
    """What the drill works with: the worker's database, its lenders with a box each, the server, and the clock of the crisis."""

    database: Database
    office: PostOffice
    lenders: Sequence[LenderId]
    now: datetime
    told: int = 0

    @property
    def tools(self) -> Tools:
        """The worker's, with this mail server and this clock."""

        async def crisis_clock(_: Transaction) -> datetime:
            return self.now

        server = MailServer("127.0.0.1", self.office.port, Protection.NONE, "alerte@planblanc.invalid")
        return Tools(self.database, Solver(), crisis_clock, lambda: datetime.now(UTC), senders=Senders(server))

    async def tell(self) -> None:
        """One more notice, to the next lender."""
        lender = self.lenders[self.told % len(self.lenders)]
        said = {"wanted": "10 postes de travail"}
        notice = Notice(f"drill:{self.told}", NoticeKind.SOLICITATION, Recipient.lender(lender), REGION, said=said)
        async with self.database.transaction(WORKER) as tx:
            await notifications.notify(tx, notice, self.now)
        self.told += 1

    async def live(self, lasting: timedelta, notices: int) -> None:
        """Let time pass, with so many notices spread over it, and the worker's rounds."""
        steps = int(lasting / _STEP)
        for step in range(steps):
            for _ in range(notices * (step + 1) // steps - notices * step // steps):
                await self.tell()
            for _ in range(_ROUNDS_A_STEP):
                await sending.send_mail(self.tools)
            await sending.send_others(self.tools)
            await sending.end_what_is_late(self.tools)
            self.now += _STEP

    async def waiting(self) -> int:
        """How many notices have no end yet."""
        async with self.database.transaction(WORKER, read_only=True) as tx:
            return (await stored.standing(tx)).get(NoticeState.PENDING, 0)


async def run(ground: Ground) -> tuple[Figure, ...]:
    """Tell before, during and after the outage; see that everything arrives, once each."""
    async with PostOffice(ground.home / "mails") as office, ground.opened("planblanc_worker", size=12) as database:
        away = Away(database, office, await _with_a_box(ground), datetime.now(UTC))
        return await outage(away, ground.scaled(NOTICES, least=40))


async def outage(away: Away, notices: int) -> tuple[Figure, ...]:
    """The server stops for ten minutes of the crisis; a tenth of the notices before, half during, the rest after."""
    before, during = notices // 10, notices // 2
    await away.live(_BEFORE, before)
    await away.office.close()
    await away.live(AWAY, during)
    piled = await away.waiting()
    await away.office.open()
    await away.live(_AFTER, notices - before - during)
    await away.live(_LAST, 0)  # the last ones are told too
    async with away.database.transaction(WORKER, read_only=True) as tx:
        standing, sends = await stored.standing(tx), await stored.sends(tx)
    return _figures(away, standing, piled, sends)


def _figures(away: Away, standing: dict[NoticeState, int], piled: int, sends: int) -> tuple[Figure, ...]:
    taken = away.office.taken()
    delivered, ended = standing.get(NoticeState.DELIVERED, 0), away.told - standing.get(NoticeState.PENDING, 0)
    tries = sends / max(away.told, 1)
    return (
        Figure(
            "serveur de messagerie absent dix minutes : tout est remis au retour",
            f"{counted(delivered)} sur {counted(away.told)}, {counted(piled)} en attente au pire",
            delivered == away.told and len(set(taken)) == away.told and piled > 0,
        ),
        Figure("aucun avis remis deux fois", f"{counted(len(taken) - len(set(taken)))} de trop", len(taken) == len(set(taken))),
        Figure("aucun avis sans fin", f"{counted(away.told - ended)} sur {counted(away.told)}", ended == away.told),
        Figure("l'absence n'emballe pas les envois", f"{tries:.1f} essais par avis".replace(".", ","), tries <= 10),
    )


async def _with_a_box(ground: Ground) -> tuple[LenderId, ...]:
    """Lenders of the region, each with a box of its own that is tried first."""
    now = datetime.now(UTC)
    async with ground.opened("planblanc_app") as database, database.transaction(COORDINATOR) as tx:
        found = await lenders.lenders(tx, LendersWanted(region=REGION), after_code=None, limit=_LENDERS)
        for lender in found:
            box = ContactWanted("Garde", ContactChannel.MAIL, f"{lender.code.casefold()}@essai.invalid", lender_id=lender.id)
            await contacts.save(tx, COORDINATOR, box, now)
    async with ground.opened() as database, database.transaction(WATCHER, read_only=True) as tx:
        if not found or await stored.sends(tx):
            raise Unavailable("L'essai demande une base qui a des prêteurs, et qui n'a encore prévenu personne.")
    return tuple(lender.id for lender in found)


async def _serve(port: int, file: Path) -> None:
    """Take every mail, until the process ends."""

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            await _converse(reader, writer, file)
        writer.close()

    server = await asyncio.start_server(converse, "127.0.0.1", port)
    print("ready", flush=True)
    await server.serve_forever()


async def _converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, file: Path) -> None:
    writer.write(b"220 essai\r\n")
    while command := (await reader.readline()).strip().upper():
        if command == b"DATA":
            writer.write(b"354 go on\r\n")
            mail = await reader.readuntil(b"\r\n.\r\n")
            identity = next(line for line in mail.splitlines() if line.lower().startswith(b"message-id:"))
            with file.open("ab") as kept:
                kept.write(identity + b"\n")
        writer.write(b"221 bye\r\n" if command == b"QUIT" else b"250 OK\r\n")
        await writer.drain()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]), Path(sys.argv[2])))
