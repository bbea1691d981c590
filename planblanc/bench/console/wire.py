"""The wire between a browser and the service: every byte that comes back is counted, whoever in the browser asked for it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

_PIECE = 65_536


@dataclass
class Wire:
    """Where a browser finds the service through it, and how many bytes came back since it was last asked."""

    address: str = ""
    received: int = 0

    def taken(self) -> int:
        """The bytes since the last time, headers with them."""
        bytes_, self.received = self.received, 0
        return bytes_


@asynccontextmanager
async def between(address: str) -> AsyncIterator[Wire]:
    """A wire to the service of this address."""
    wire, there = Wire(), urlsplit(address)

    async def joined(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        back, forth = await asyncio.open_connection(there.hostname, there.port)
        await asyncio.gather(_carried(reader, forth, None), _carried(back, writer, wire))

    server = await asyncio.start_server(joined, "127.0.0.1", 0)
    wire.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield wire
    finally:
        server.close()


async def _carried(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, counting: Wire | None) -> None:
    try:
        while piece := await reader.read(_PIECE):
            if counting is not None:
                counting.received += len(piece)
            writer.write(piece)
            await writer.drain()
    except ConnectionError:
        pass  # a browser that is closed lets go of what it had asked for
    finally:
        writer.close()
