"""Servers of the outside world as processes of their own: started, told how to behave, killed, started again on the same port."""

import email
import json
import socket
import subprocess
import sys
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any, Self

HERE = Path(__file__).parent


@dataclass
class OutsideServer:
    """One server: its program, where it keeps what it gets, and its port."""

    program: str
    file: Path
    port: int = 0
    _process: subprocess.Popen[str] | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        self.port = self.port or _free_port()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def start(self) -> None:
        """Start it, or start it again, and wait until it listens."""
        command = [sys.executable, str(HERE / f"{self.program}.py"), str(self.port), str(self.file)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._said() == "ready"

    def behave(self, mode: str) -> None:
        """From now on, do this."""
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(f"{mode}\n")
        self._process.stdin.flush()
        assert self._said() == mode

    def kill(self) -> None:
        """End it at once: whoever connects is refused."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def got(self) -> list[dict[str, Any]]:
        """What it got, in order."""
        return [json.loads(line) for line in self.file.read_text().splitlines()] if self.file.exists() else []

    def mails(self) -> list[EmailMessage]:
        """The mails that it took, in order."""
        return [email.message_from_string(one["raw"], policy=default) for one in self.got()]

    def _said(self) -> str:
        assert self._process is not None
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
    return port
