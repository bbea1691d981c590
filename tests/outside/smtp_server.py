"""A real mail server, in a process of its own: it takes, refuses, stalls or is busy, as it is told line by line on its standard input."""

import asyncio
import json
import sys
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Box:
    """Keeps what it takes in a file, one mail a line; boxes called `unknown@…` are nobody's."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.mode = "take"
        self.handle_RCPT, self.handle_DATA = self.recipient, self.letter  # the names that the library calls

    async def recipient(self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]) -> str:
        if self.mode == "stall":
            await asyncio.sleep(3600)
        if address.startswith("unknown@"):
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def letter(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        if self.mode == "busy":
            return "451 try again later"
        with self._file.open("a") as kept:
            kept.write(json.dumps({"to": envelope.rcpt_tos, "raw": bytes(envelope.original_content or b"").decode()}) + "\n")
        if self.mode == "take and stall":
            await asyncio.sleep(3600)  # taken, and not said: whoever sends cannot know
        return "250 OK"


def main() -> None:
    """Serve on a port until the standard input ends."""
    port, box = int(sys.argv[1]), Box(Path(sys.argv[2]))
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    print("ready", flush=True)
    for line in sys.stdin:
        box.mode = line.strip()
        print(box.mode, flush=True)
    controller.stop()


if __name__ == "__main__":
    main()
