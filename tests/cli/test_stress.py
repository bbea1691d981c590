"""`planblanc stress-test` says in French what would fall short, as a table, for a spreadsheet and for a program."""

import csv
import io
import json
from pathlib import Path

import jsonschema
from click.testing import CliRunner, Result

from planblanc import shipped
from planblanc.cli import main


def stress_test(database_url: str, *options: str) -> Result:
    return CliRunner().invoke(main, ["stress-test", *options], env={"DATABASE_URL": database_url})


def test_the_table_tells_what_falls_short_at_night(seeded_url: str) -> None:
    result = stress_test(seeded_url, "--region", "75", "--night", "--lines", "3")

    assert result.exit_code == 0, result.output
    assert "Test de résistance du vivier, Nouvelle-Aquitaine" in result.output
    assert "De nuit : " in result.output
    assert "Établissements attaqués seuls : " in result.output
    assert "De jour" not in result.output
    assert "Besoins non couverts, sur toutes ces attaques : 3 sur" in result.output


def test_a_program_reads_what_its_schema_says(seeded_url: str) -> None:
    result = stress_test(seeded_url, "--region", "75", "--format", "json")

    told = json.loads(result.stdout)
    schema = json.loads((shipped.schema_dir() / "messages" / "stress-test.schema.json").read_text("utf-8"))
    jsonschema.validate(told, schema, jsonschema.Draft202012Validator)
    assert [one["staffing"] for one in told["staffings"]] == ["DAY", "NIGHT", "WEEK_END"]
    assert all(len(one["alone"]) == 188 for one in told["staffings"])


def test_a_spreadsheet_opens_the_file_with_its_accents(seeded_url: str, tmp_path: Path) -> None:
    file = tmp_path / "test.csv"

    result = stress_test(seeded_url, "--region", "75", "--night", "--format", "csv", "--output", str(file))

    assert result.exit_code == 0, result.output
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig")), delimiter=";"))
    assert {row["tableau"] for row in rows} >= {"établissement seul", "besoin non couvert", "une unité de plus"}
    assert sum(row["tableau"] == "établissement seul" for row in rows) == 188


def test_a_region_that_does_not_exist_is_refused_in_one_line(seeded_url: str) -> None:
    result = stress_test(seeded_url, "--region", "99")

    assert result.exit_code == 1
    assert result.output.splitlines()[-1] == "Erreur : Cette région n'existe pas."


def test_a_file_that_cannot_be_written_is_said_before_the_attacks(seeded_url: str, tmp_path: Path) -> None:
    result = stress_test(seeded_url, "--region", "75", "--output", str(tmp_path / "nowhere" / "test.csv"))

    assert result.exit_code == 2
    assert "nowhere" in result.output
