"""The server that leaves no caller without an answer when it is told to stop, and takes a socket that was opened for it."""

import asyncio
import socket
import stat
from collections.abc import Callable
from os import fstat

import uvicorn

from planblanc.domain.errors import Unavailable

# Callers have two seconds to leave by themselves.
_LOOKS, _LOOK_SECONDS = 100, 0.02
_LAST_ANSWER = (b"connection", b"close")


class Server(uvicorn.Server):
    """Stops accepting, ends what streams, tells each caller at its next answer to go elsewhere, and only then closes what is silent.

    Closed at once, a connection kept alive could be cut while its caller writes the next request.
    """

    def __init__(self, config: uvicorn.Config, end_streams: Callable[[], None]) -> None:
        super().__init__(config)
        self._end_streams = end_streams

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Leave in that order; what is still under way is finished."""
        for server in self.servers:
            server.close()
        self._end_streams()
        # Read by uvicorn at each new request; its clock, which would set them again, has stopped.
        self.server_state.default_headers = [*self.server_state.default_headers, _LAST_ANSWER]
        for _ in range(_LOOKS):
            if not self.server_state.connections or self.force_exit:
                break
            await asyncio.sleep(_LOOK_SECONDS)
        await super().shutdown(sockets)


def inherited(number: int) -> socket.socket:
    """The listening socket that was opened before us, by its number; `Unavailable` when it is none.

    Whoever holds it too keeps the callers waiting while one process takes over from another.
    """
    try:
        is_socket = stat.S_ISSOCK(fstat(number).st_mode)
    except OSError:
        is_socket = False
    listening = socket.socket(fileno=number) if is_socket else None
    if listening is None or not listening.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
        raise Unavailable(f"Le descripteur {number} n'est pas une socket en écoute : vérifiez qui lance le service (--fd).")
    listening.setblocking(False)
    return listening
