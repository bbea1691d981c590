"""A real HTTP receiver, in a process of its own: it answers a status, stalls or redirects, as it is told on its standard input."""

import json
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class Receiver(BaseHTTPRequestHandler):
    """Keeps what it gets in a file, one request a line."""

    mode = "204"
    file = Path()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0))).decode()
        kept = {"path": self.path, "headers": {name.lower(): value for name, value in self.headers.items()}, "body": body}
        with self.file.open("a") as file:
            file.write(json.dumps(kept) + "\n")
        if self.mode == "stall":
            time.sleep(3600)
        self.send_response(int(self.mode))
        self.send_header("location", "/elsewhere")
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing: what it got is in its file."""


def main() -> None:
    """Serve on a port until the standard input ends."""
    Receiver.file = Path(sys.argv[2])
    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Receiver)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print("ready", flush=True)
    for line in sys.stdin:
        Receiver.mode = line.strip()
        print(Receiver.mode, flush=True)


if __name__ == "__main__":
    main()
