"""The worker as a process that is told where the mail goes, killed as it sends: nothing is lost, and nothing piles up."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.outside.servers import OutsideServer
from tests.worker.telling import Telling

ROOT = Path(__file__).parents[2]


@asynccontextmanager
async def worker(url: str, home: Path, post: OutsideServer) -> AsyncIterator[asyncio.subprocess.Process]:
    """A worker of its own process, that sends mail by this server."""
    mail = {"PLANBLANC_MAIL_SERVER": f"smtp://127.0.0.1:{post.port}", "PLANBLANC_MAIL_FROM": "alerte@planblanc.example"}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "planblanc", "worker"),
        cwd=ROOT,
        env=os.environ | mail | {"DATABASE_URL": url, "PLANBLANC_HOME": str(home)},
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def until(is_true: Callable[[], Awaitable[object]]) -> None:
    for _ in range(1000):
        if await is_true():
            return
        await asyncio.sleep(0.05)
    pytest.fail("nothing came within fifty seconds")


async def test_a_worker_killed_as_it_sends_loses_nothing_and_doubles_nothing_but_what_it_could_not_know(
    telling: Telling, post: OutsideServer, seeded_url: str, tmp_path: Path
) -> None:
    telling.now = datetime.now(UTC)
    await telling.reach(("MAIL", "garde@ailleurs.example"))
    post.behave("take and stall")
    for key in ("one", "two", "three"):
        await telling.tell(key)

    async def is_taken() -> bool:
        return len(post.got()) == 3

    async def is_delivered() -> bool:
        return [state for _, state in await telling.notices()] == ["DELIVERED"] * 3

    async with worker(seeded_url, tmp_path, post) as killed:
        await until(is_taken)
        killed.send_signal(signal.SIGKILL)
        await killed.wait()
    assert [state for _, state in await telling.notices()] == ["PENDING"] * 3
    post.behave("take")
    await telling.forget_leases()
    async with worker(seeded_url, tmp_path, post):
        await until(is_delivered)

    identities = [str(mail["message-id"]) for mail in post.mails()]
    assert len(identities) == 6
    assert len(set(identities)) == 3
    assert await telling.tries() == [("MAIL", "DELIVERED")] * 3


async def test_a_worker_that_is_asked_to_stop_does_not_wait_for_a_server_that_stalls(
    telling: Telling, post: OutsideServer, seeded_url: str, tmp_path: Path
) -> None:
    telling.now = datetime.now(UTC)
    await telling.reach(("MAIL", "garde@ailleurs.example"))
    post.behave("take and stall")
    await telling.tell()

    async def is_taken() -> bool:
        return len(post.got()) == 1

    async with worker(seeded_url, tmp_path, post) as asked:
        await until(is_taken)
        asked.send_signal(signal.SIGTERM)
        async with asyncio.timeout(25):
            assert await asked.wait() == 0

    assert await telling.tries() == [("MAIL", "PENDING")]
