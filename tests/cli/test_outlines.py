"""`planblanc derive-outlines` writes the file that is shipped, from the files of the source."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from planblanc import shipped
from planblanc.cli import main

SQUARE = [[5, 45], [5, 46], [6, 46], [6, 45], [5, 45]]


def test_outlines_are_written_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "outline_names.csv").write_text("source_name,department_code\nAin,01\n", "utf-8")
    shape = {"properties": {"name": "Ain"}, "geometry": {"type": "Polygon", "coordinates": [SQUARE]}}
    for name, features in (("fra", [shape]), ("blm", []), ("maf", [])):
        (tmp_path / f"{name}.json").write_text(json.dumps({"features": features}), "utf-8")
    monkeypatch.setattr(shipped, "seeds_dir", lambda: tmp_path)

    told = CliRunner().invoke(main, ["derive-outlines", str(tmp_path)], catch_exceptions=False)

    assert "(1 ligne fermée)" in told.output
    assert (tmp_path / "outlines.csv").read_text("utf-8") == (
        "department_code,points\n01,5.000 45.000 5.000 46.000 6.000 46.000 6.000 45.000\n"
    )
