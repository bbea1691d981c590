"""Time, randomness, identity and the environment are arguments."""

import ast
import re

import pytest

from tests.architecture.sources import Source, under

# Whoever may read the wall clock; a timeout (time.monotonic) is not the clock.
CLOCKS = ("planblanc/app.py", "planblanc/cli/", "planblanc/worker/", "planblanc/bench/", "planblanc/drill/")
CLOCK = re.compile(r"\b(?:datetime|date|time)\.(?:now|utcnow|today|time|time_ns|gmtime|localtime)$")
CHANCE = re.compile(r"^(?:random|secrets|numpy\.random|time|uuid\.uuid[14]|os\.urandom)\b")
PURE = under("planblanc/domain", "solver")


def reads_the_clock(source: Source) -> set[str]:
    return {call for call in source.calls if CLOCK.search(call)}


@pytest.mark.parametrize("source", PURE, ids=lambda source: source.name)
def test_solver_and_domain_know_no_clock_and_no_chance(source: Source) -> None:
    chance = {name for name in source.imports if CHANCE.match(name)}
    drawn = {call for call in source.calls if re.search(r"(?:\brandom\b|\buuid[14]$|\burandom$)", call)}

    assert not chance
    assert not drawn
    assert not reads_the_clock(source)


def test_only_the_doors_read_the_wall_clock() -> None:
    readers = {source.name for source in under("planblanc") if reads_the_clock(source)}

    assert {name for name in readers if not name.startswith(CLOCKS)} == set()


def test_only_the_settings_read_the_environment() -> None:
    readers = {source.name for source in under("planblanc", "solver") if re.search(r"\bos\.(?:environ|getenv)\b", ast.unparse(source.tree))}

    assert readers == {"planblanc/settings.py"}
