"""One crisis that is really served: `planblanc demo`, replayed up to an hour, and left running for browsers."""

import asyncio
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx2

from planblanc.auth import AUDIENCE, demonstration
from planblanc.bench.visitor import Visitor
from planblanc.settings import UNHURRIED

MOMENT = "06:39"  # a plan waits, calls are answered one after the other, a lender rings back, people are on the way
_LONGEST = 240
_REPORTED = """
query ($region: String!) { now incidents(region: $region, states: [REPORTED], first: 20) { edges { node { id victim { name } } } } }
"""


@dataclass(frozen=True)
class Crisis:
    """Where a crisis is served, and the folder of its keys."""

    address: str
    home: Path

    async def ask(self, document: str, *, by: str = "ars-75", **variables: Any) -> Any:
        """The data of an answer of its API, as an identity of the demonstration."""
        speaker = demonstration.Speaker(self.home, by, AUDIENCE)
        async with httpx2.AsyncClient(base_url=self.address, timeout=30) as http:
            answer = await http.post(
                "/graphql", json={"query": document, "variables": variables}, headers=speaker.header(datetime.now(UTC))
            )
        told = answer.json()
        assert "errors" not in told, told
        return told["data"]

    async def reported(self, finess: str, name: str) -> str:
        """An incident that the portal has just declared, at one of the region's hospitals that has none; its identifier."""
        now = (await self.ask(_REPORTED, region="75"))["now"]
        structure = {"kind": "ET", "finess": finess, "name": name, "town": "Ici", "department": "16"}
        told = {"national_number": f"SYN-{finess}", "revision": 1, "structure": structure, "declarant": "UNKNOWN"}
        async with self.visitor() as portal:
            await portal.post(
                {"type": "incident.declared", "timestamp": now, "data": {**told, "times": {"awareness": now, "declared": now}}}
            )
        for _ in range(100):
            for edge in (await self.ask(_REPORTED, region="75"))["incidents"]["edges"]:
                if edge["node"]["victim"]["name"] == name:
                    return str(edge["node"]["id"])
            await asyncio.sleep(0.1)
        raise AssertionError("the portal's message was not read")

    def visitor(self, identity: str = "ars-75") -> Visitor:
        """A program that acts as this identity, and the portal that signs its messages."""
        return Visitor(self.address, self.home, identity)


@contextmanager
def served(home: Path, *, until: str = MOMENT) -> Iterator[Crisis]:
    """A crisis on a database of its own, on a free port; stopped at the end."""
    command = [sys.executable, "-m", "planblanc", "demo", "--until", until, "--port", "0"]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PLANBLANC") and name != "DATABASE_URL"}
    environment: Mapping[str, str] = {**kept, **UNHURRIED, "PLANBLANC_HOME": str(home), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            yield Crisis(_opened(process), home)
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                process.wait(timeout=60)


def _opened(process: subprocess.Popen[str]) -> str:
    """Where it is open, once it says so; what it said, where it does not."""
    alarm = threading.Timer(_LONGEST, process.kill)
    alarm.start()
    told, address = "", None
    assert process.stdout
    for line in process.stdout:
        told += line
        found = re.search(r"Ouvrez (http://[^ /]+)", line)
        address = found[1] if found else address
        if "token --as" in line:
            break
    alarm.cancel()
    assert address, told
    # What it goes on saying must not fill the pipe.
    threading.Thread(target=process.stdout.read, daemon=True).start()
    return address
