"""The published instances, read where their folder lies beside the project."""

from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[4] / "shared" / "data" / "orlib"

beside = pytest.mark.skipif(not FOLDER.is_dir(), reason="the published instances are not beside the project")


def numbers(name: str) -> list[int]:
    """All the numbers of a file, in order."""
    return [int(word) for word in (FOLDER / name).read_text(encoding="ascii").split()]
