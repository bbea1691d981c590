"""Files that hold a secret: written once, for their owner alone."""

import os
import tempfile
from pathlib import Path


def write_once(path: Path, content: bytes) -> None:
    """Keep a secret in a file that its owner alone can read, unless it is there already."""
    # Two first starts at once must end with one secret: the file is complete (mode 0600) before it takes its name.
    handle, draft = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        Path(draft).unlink()


def replace(path: Path, content: bytes) -> None:
    """Put a secret in the place of another, whole or not at all."""
    handle, draft = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(path)
    finally:
        Path(draft).unlink(missing_ok=True)
