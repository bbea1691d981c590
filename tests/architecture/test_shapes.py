"""Files and functions that can be read at once."""

import statistics

import pytest

from tests.architecture.sources import Source, under

CODE = under("planblanc", "solver")
TESTS = under("tests")


def lines(source: Source) -> int:
    return len(source.path.read_text("utf-8").splitlines())


@pytest.mark.parametrize(("sources", "most"), [(CODE, 300), (TESTS, 400)], ids=["code", "tests"])
def test_no_file_is_too_long(sources: tuple[Source, ...], most: int) -> None:
    assert {source.name: lines(source) for source in sources if lines(source) > most} == {}


def test_no_function_is_too_long() -> None:
    long = {
        f"{source.name}:{function.lineno} {function.name}": length
        for source in CODE + TESTS
        for function in source.functions
        if (length := (function.end_lineno or function.lineno) - function.lineno + 1) > 50
    }

    assert long == {}


def test_files_and_functions_are_short_as_a_rule() -> None:
    lengths = [(function.end_lineno or 0) - function.lineno + 1 for source in CODE for function in source.functions]

    assert statistics.median(lines(source) for source in CODE) <= 90
    assert statistics.median(lengths) <= 10
