"""What the service and its solving process say to each other: length, then a pickled value; both ends are ours."""

import pickle
import struct
from typing import BinaryIO

_LENGTH = struct.Struct("!Q")
HEADER_BYTES = _LENGTH.size


def packed(value: object) -> bytes:
    """The bytes of one frame."""
    body = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    return _LENGTH.pack(len(body)) + body


def body_length(header: bytes) -> int:
    """How many bytes follow this header of `HEADER_BYTES`."""
    length: int = _LENGTH.unpack(header)[0]
    return length


def unpacked(body: bytes) -> object:
    """The value of a frame's body."""
    value: object = pickle.loads(body)  # noqa: S301  both ends of the pipe are this service's own
    return value


def read(stream: BinaryIO) -> object | None:
    """The next value of a blocking stream, or nothing at its end."""
    header = stream.read(HEADER_BYTES)
    if len(header) < HEADER_BYTES:
        return None
    return unpacked(stream.read(body_length(header)))
