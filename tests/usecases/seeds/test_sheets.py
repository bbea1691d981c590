"""A wrong file is refused with its name, the line and the field, in French."""

import shutil
from pathlib import Path

import pytest

from planblanc import shipped
from planblanc.domain.errors import BadInput
from planblanc.usecases.seeds import crises, readers, reference, sheets
from planblanc.usecases.seeds.sheets import Sheet

SHEET = Sheet("things", {"code": readers.code, "count": readers.whole(0, 9)}, key=("code",))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(shipped.seeds_dir(), tmp_path / "seeds"))


def things(folder: Path, text: str) -> Path:
    (folder / "things.csv").write_bytes(text.encode("utf-8"))
    return folder


def replace(path: Path, line: int, text: str) -> None:
    lines = path.read_text("utf-8").splitlines()
    lines[line - 1] = text
    path.write_text("\n".join(lines) + "\n", "utf-8")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("code,count\nA,1\nB,10\n", "things.csv, ligne 3, champ « count » : « 10 » n'est pas un nombre entier de 0 à 9."),
        ("code,count\nA,1\nB,-1\n", "things.csv, ligne 3, champ « count » : « -1 » n'est pas un nombre entier de 0 à 9."),
        ("code,count\nA,1\nB,deux\n", "things.csv, ligne 3, champ « count » : « deux » n'est pas un nombre entier de 0 à 9."),
        ("code,count\nA,1\n,2\n", "things.csv, ligne 3, champ « code » : «  » n'est pas un code."),
        ("code,count\nA,1\nA,2\n", "things.csv, ligne 3, champ « code » : « A » est déjà à la ligne 2."),
        ("code,count\nA,1\nB\n", "things.csv, ligne 3, champ « count » : il faut 2 valeurs, et il y en a 1."),
        ("code,number\nA,1\n", "things.csv, ligne 1, champ « count » : les colonnes attendues sont code, count."),
        ("code,count,more\nA,1,2\n", "things.csv, ligne 1, champ « more » : les colonnes attendues sont code, count."),
        ("", "things.csv, ligne 1, champ « code » : les colonnes attendues sont code, count."),
    ],
)
def test_a_wrong_cell_is_named(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(BadInput) as refusal:
        sheets.read(things(tmp_path, text), SHEET)

    assert refusal.value.message == told


def test_an_unclosed_quote_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="ligne 2"):
        sheets.read(things(tmp_path, 'code,count\nA,"1\n'), SHEET)


def test_a_file_that_is_not_utf8_is_refused_at_its_line(tmp_path: Path) -> None:
    (tmp_path / "things.csv").write_bytes(b"code,count\nA,1\n\xe9,2\n")

    with pytest.raises(BadInput, match=r"ligne 3.*UTF-8"):
        sheets.read(tmp_path, SHEET)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"things\.csv est introuvable"):
        sheets.read(tmp_path, SHEET)


@pytest.mark.parametrize("written", ["2021-02-30", "09/02/2021", ""])
def test_a_date_is_a_date(written: str) -> None:
    with pytest.raises(BadInput):
        readers.day(written)


def test_a_moment_without_its_zone_is_refused() -> None:
    with pytest.raises(BadInput, match="fuseau"):
        readers.moment("2021-02-09T02:00:00")


def test_hidden_characters_are_refused(folder: Path) -> None:
    replace(folder / "defence_zones.csv", 2, "NORD,No\u202erd")

    with pytest.raises(BadInput, match=r"defence_zones\.csv, ligne 2, champ « name »"):
        reference.read(folder)


def test_a_row_that_names_nothing_is_refused(folder: Path) -> None:
    replace(folder / "departments.csv", 2, "01,01,Ain,99")

    with pytest.raises(BadInput, match=r"departments\.csv, ligne 2, champ « region_code » : « 99 » n'existe pas dans regions\.csv"):
        reference.read(folder)


def test_a_wrong_procedure_is_named(folder: Path) -> None:
    (folder / "procedures" / "wrong.md").write_text("no front matter", "utf-8")

    with pytest.raises(BadInput, match=r"wrong\.md"):
        reference.read(folder)


def test_a_pack_line_that_asks_for_nothing_is_refused(folder: Path) -> None:
    replace(folder / "ready_pack_lines.csv", 2, "FIRST_24H,1,RESPONDER,,2,,,,1,0,1,1,DEL0,24,VITAL")

    with pytest.raises(BadInput, match=r"ready_pack_lines\.csv, ligne 2, champ « competence_code »"):
        reference.read(folder)


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("lenders", "999999999,X,ESTABLISHMENT,DAX,40,43.7,-1.0,MAINLAND,0,", "champ « code »"),
        ("responders", "r,alpi,X,true,2,DAX,43.7,-1.0,MAINLAND,true,,,5,", "champ « capacity »"),
        ("responders", "r,nobody,X,false,2,DAX,43.7,-1.0,MAINLAND,true,,,5,", "champ « lender_code »"),
        ("equipment_stocks", "alpi,Ici,FLYING_CARPET,1,0,DAX,43.7,-1.0,MAINLAND,,,", "champ « equipment_type_code »"),
        ("equipment_stocks", "alpi,Ici,WORKSTATION,1000000000,0,DAX,43.7,-1.0,MAINLAND,,,", "champ « quantity »"),
        ("contact_points", "alpi,400000105,X,PHONE,+33536490001,1,", "champ « lender_code »"),
        (
            "availabilities",
            "640000162-systemes,9,WINDOW,2021-02-09T02:00:00+01:00,2021-02-09T01:00:00+01:00,,,127",
            "champ « ends_at »",
        ),
        (
            "availabilities",
            "640000162-systemes,9,DAILY,2021-02-09T02:00:00+01:00,2021-03-09T01:00:00+01:00,,,127",
            "champ « daily_from »",
        ),
    ],
)
def test_a_wrong_row_of_a_pool_is_refused(folder: Path, file: str, text: str, told: str) -> None:
    path = folder / "demo" / "dax" / f"{file}.csv"
    line = len(path.read_text("utf-8").splitlines()) + 1
    path.write_text(path.read_text("utf-8") + text + "\n", "utf-8")

    with pytest.raises(BadInput, match=rf"{file}\.csv, ligne {line}, {told}"):
        crises.read(folder / "demo", "dax", reference.read(folder))


def test_an_unknown_crisis_is_refused_with_those_that_are_known(folder: Path) -> None:
    with pytest.raises(BadInput, match="dax, dax-sans-tarbes, armentieres"):
        crises.read(folder / "demo", "atlantis", reference.read(folder))
