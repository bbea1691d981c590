"""What the demonstration says to type works where it is read."""

from pathlib import Path

import pytest

from planblanc.cli import demo


@pytest.mark.parametrize(
    ("program", "told"),
    [
        ("/project/.venv/bin/planblanc", ".venv/bin/planblanc"),
        ("/usr/bin/planblanc", "planblanc"),
        ("/project/planblanc/__main__.py", "python -m planblanc"),
    ],
)
def test_the_command_is_told_as_it_is_typed(program: str, told: str) -> None:
    assert demo.command(Path(program), Path("/project")) == told
