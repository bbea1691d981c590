"""Markdown becomes plain data: no gap between headings, no markup, no code."""

import json

from hypothesis import given
from hypothesis import strategies as st

from planblanc.documents import blocks


def kinds(markdown: str) -> list[object]:
    return [block["t"] for block in blocks.read(markdown)]


def levels(markdown: str) -> list[object]:
    return [block["level"] for block in blocks.read(markdown) if block["t"] == "heading"]


def test_headings_begin_at_one_and_leave_no_gap() -> None:
    assert levels("## Un\n\n##### Deux\n\n## Trois") == [1, 2, 1]


def test_the_first_heading_is_of_the_first_level_whatever_follows() -> None:
    assert levels("### Un\n\n# Deux\n\n### Trois") == [1, 1, 2]


def test_a_list_of_boxes_is_a_list_to_tick() -> None:
    (ticked,) = blocks.read("- [ ] **Un** geste\n- [ ] deux")

    assert ticked["t"] == "checks"
    assert "[ ]" not in json.dumps(ticked)


def test_a_list_that_is_only_partly_of_boxes_stays_a_list() -> None:
    assert kinds("- [ ] un\n- deux") == ["bullets"]


def test_a_table_of_blank_rows_is_a_form_under_its_title() -> None:
    (form,) = blocks.read("Registre\n\n| Heure | Geste |\n|---|---|\n| | |")

    assert form["t"] == "form"
    assert form["title"] == [{"t": "text", "s": "Registre"}]


def test_a_table_that_tells_something_stays_a_table() -> None:
    assert kinds("| Quoi | Délai |\n|---|---|\n| CNIL | 72 heures |") == ["table"]


def test_a_column_is_as_wide_as_what_it_holds_within_bounds() -> None:
    (table,) = blocks.read(f"| a | b |\n|---|---|\n| {'x' * 20} | {'y' * 90} |")

    assert table["weights"] == [20, 40]


def test_html_is_told_as_it_was_typed() -> None:
    assert blocks.read("<script>x</script>") == [{"t": "paragraph", "inline": [{"t": "text", "s": "<script>x</script>"}]}]


def test_a_link_shows_its_address() -> None:
    assert "https://17cyber.gouv.fr" in json.dumps(blocks.read("Voir [17Cyber](https://17cyber.gouv.fr)."))


def test_no_line_can_begin_with_the_sign_of_its_end() -> None:
    assert blocks.typographic("L'heure : « rien » ; 72 %") == "L’heure\u00a0: «\u00a0rien\u00a0»\u00a0; 72\u00a0%"


def test_a_text_inside_another_has_lower_headings_and_its_code_untouched() -> None:
    assert blocks.demoted("# Un\n\n```\n# code\n```", by=2) == "### Un\n\n```\n# code\n```"


@given(st.text(max_size=300))
def test_any_text_becomes_plain_data(typed: str) -> None:
    assert json.loads(json.dumps(blocks.read(typed))) == blocks.read(typed)
