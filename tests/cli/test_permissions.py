"""The printed permission table is the one that decides."""

from pathlib import Path

from click.testing import CliRunner

from planblanc.cli import main
from planblanc.domain.access import FRESH_ACTS, PERMISSIONS, Act, Role

PAGE = Path(__file__).parents[2] / "docs" / "permissions.md"


def rows(first: str) -> list[list[str]]:
    """The cells of each row of the table whose first column is called this."""
    lines = PAGE.read_text("utf-8").splitlines()
    begun = next(place for place, line in enumerate(lines) if line.startswith(f"| {first} |"))
    table = []
    for line in lines[begun:]:
        if not line.startswith("|"):
            break
        table.append([cell.strip().strip("`") for cell in line.strip("|").split("|")])
    return table


def test_the_page_is_current() -> None:
    printed = CliRunner().invoke(main, ["permissions"], catch_exceptions=False)

    assert printed.output == PAGE.read_text("utf-8"), "run: planblanc permissions --write"


def test_each_act_is_marked_for_the_roles_that_have_it_and_no_other() -> None:
    header, _, *table = rows("act")
    marked = {(act, role) for act, _, _, *cells in table for role, cell in zip(header[3:], cells, strict=True) if cell}

    assert [act for act, *_ in table] == [act.name for act in Act]
    assert marked == {(act.name, role.value) for role, acts in PERMISSIONS.items() for act in acts}
    assert {act for act, _, fresh, *_ in table if fresh} == {act.name for act in FRESH_ACTS}


def test_each_role_says_its_scope_and_how_many_acts_it_has() -> None:
    _, _, *table = rows("role")

    assert {role: acts for role, _, acts in table} == {role.value: str(len(PERMISSIONS[role])) for role in Role}
    assert all(scope for _, scope, _ in table)
