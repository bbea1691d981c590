"""A replay is read at night, in a terminal of a hundred columns."""

from planblanc.drill.replay.telling import Teller


def test_the_hour_is_said_once_and_lines_stand_beside_it() -> None:
    lines: list[str] = []
    teller = Teller(lines.append)

    teller.step("02:40", "mot " * 30)
    teller.step("02:40", "Encore.")
    teller.step("02:41", "Ensuite.")

    assert lines[0].startswith("  02:40  mot mot")
    assert lines[1].startswith("         mot")
    assert lines[2:] == ["         Encore.", "  02:41  Ensuite."]
    assert max(map(len, lines)) <= 100


def test_numbers_stand_to_the_right_and_words_to_the_left() -> None:
    lines: list[str] = []

    Teller(lines.append).rows([["5", "Ville de Dax", "0,5 km"], ["12", "Bayonne", "43,5 km"]])

    assert lines == ["            5  Ville de Dax   0,5 km", "           12  Bayonne       43,5 km"]


def test_the_widest_column_gives_way() -> None:
    lines: list[str] = []

    Teller(lines.append).rows(
        [["1", "Ingénieurs de tout ce qui peut être réparé la nuit, par l'astreinte de semaine impaire", "Mont-de-Marsan"]]
    )

    (line,) = lines
    assert len(line) <= 100
    assert line.endswith("…  Mont-de-Marsan")


def test_no_line_begins_with_a_mark_nor_parts_a_number_from_its_unit() -> None:
    for words in range(60, 90):
        lines: list[str] = []
        Teller(lines.append).step("02:40", f"{'x' * words} lits : 90 postes ! « oui »")

        assert not any(line.strip()[0] in ":!»" or line.strip().startswith(("postes", "oui")) for line in lines)


def test_a_document_stands_as_it_is_and_no_line_is_too_long() -> None:
    lines: list[str] = []

    Teller(lines.append).page("# Point\n\n- " + "mot " * 40)

    assert lines[:3] == ["         │ # Point", "         │", "         │ - mot" + " mot" * 21]
    assert max(map(len, lines)) <= 100
