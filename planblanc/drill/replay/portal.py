"""The portal's own side of the news: a small HTTP receiver that checks each signature, as the portal would."""

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Empty, Queue
from typing import Any

from planblanc.drill.replay.expectations import NotAsExpected
from planblanc.integrations.portal import signature
from planblanc.integrations.portal.faults import faults_of

_SCHEMA = "portal-callback"
_MOST_BYTES = 256 * 1024


class Receiver:
    """Listens on a free port of this machine; what it accepted waits to be heard."""

    def __init__(self, secrets: Sequence[bytes]) -> None:
        self._secrets = secrets
        self._heard: Queue[dict[str, Any]] = Queue()
        self._waiting: list[dict[str, Any]] = []
        self._ids: set[str] = set()
        self.refused: list[str] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(self))

    @property
    def url(self) -> str:
        """Where the service sends its news."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/retours"

    @contextmanager
    def listening(self) -> Iterator["Receiver"]:
        """Listen for as long as the block runs."""
        thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()
            thread.join()

    def receive(self, body: bytes, headers: Any) -> int:
        """The status that answers a message: 401 for a bad signature, 400 for one that breaks the schema, 200 for a repeat."""
        try:
            webhook_id = signature.verify(body, headers, self._secrets, datetime.now(UTC))
        except signature.BadSignature as error:
            self.refused.append(str(error.__doc__))
            return 401
        message = json.loads(body)
        faults = faults_of(message, _SCHEMA)
        if faults:
            self.refused.append(f"{faults[0].path} : {faults[0].message}")
            return 400
        if webhook_id in self._ids:
            return 200
        self._ids.add(webhook_id)
        self._heard.put(message)
        return 202

    def next(self, kind: str, seconds: float) -> dict[str, Any]:
        """The first message of this type that was not told yet; blocks until it comes, `NotAsExpected` when it does not."""
        for message in self._waiting:
            if message["type"] == kind:
                self._waiting.remove(message)
                return message
        try:
            while (message := self._heard.get(timeout=seconds))["type"] != kind:
                self._waiting.append(message)
        except Empty:
            reason = f" (refusé : {self.refused[-1]})" if self.refused else ""
            raise NotAsExpected(f"Le portail attendait « {kind} », rien n'est venu en {seconds:.0f} s{reason}.") from None
        return message


def _handler_of(receiver: Receiver) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = min(int(self.headers.get("content-length") or 0), _MOST_BYTES)
            status = receiver.receive(self.rfile.read(length), self.headers)
            self.send_response(status)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_: Any, **__: Any) -> None:
            """Nothing: the replay tells what came."""

    return Handler
