"""The secrets shared with the portal: named by the installation, or the demonstration's own."""

import stat
from pathlib import Path

import pytest

from planblanc.integrations.portal import secret
from planblanc.integrations.portal.signature import BadSecret


def test_a_demonstration_makes_its_secret_once_for_its_owner_alone(tmp_path: Path) -> None:
    first, again = secret.demonstrated(tmp_path / "new"), secret.demonstrated(tmp_path / "new")

    (file,) = (tmp_path / "new").iterdir()
    assert first == again
    assert len(first[0]) == 32
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadSecret, match=r"absent\.txt"):
        secret.named(tmp_path / "absent.txt")
