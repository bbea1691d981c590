"""What is installed is pinned by its hash, and comes from whatever index the machine is set to."""

import json
import re
import sys
import tomllib
from collections.abc import Iterable
from importlib import metadata

import pytest

from tests.architecture.sources import ROOT, Source, under

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
# What a checkout alone has: other solvers, and a browser.
PEERS = ("planblanc/bench/solver/peers.py", "planblanc/bench/console/")
LOCKS = ("requirements.lock", "requirements-dev.lock")
# Nothing that installs names where from.
NODE_LOCK = "tests/outside/graphql_over_http/package-lock.json"
INSTALLERS = (*LOCKS, NODE_LOCK, "pyproject.toml", "Makefile", "bin/setup", "bin/lock", ".ci/run")


def pins(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", (ROOT / lock).read_text("utf-8"), re.MULTILINE))


@pytest.mark.parametrize("name", INSTALLERS)
def test_no_index_is_named(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")

    assert not re.search(r"https?://|file://|--(?:extra-)?index-url|--find-links|(?<!no-emit-)index-url\s*=", text)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_its_hashes(lock: str) -> None:
    blocks = re.split(r"\n(?=\S)", (ROOT / lock).read_text("utf-8").strip())

    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_every_package_of_node_has_its_hash() -> None:
    packages = json.loads((ROOT / NODE_LOCK).read_text("utf-8"))["packages"]

    assert len(packages) > 1
    assert [name for name, package in packages.items() if name and not package.get("integrity", "").startswith("sha512-")] == []


def test_both_locks_agree() -> None:
    run, dev = (pins(lock) for lock in LOCKS)

    assert run.items() <= dev.items()


def names(wanted: list[str]) -> set[str]:
    return {re.split(r"[^a-z0-9-]", want)[0] for want in wanted}


def test_every_direct_dependency_is_locked() -> None:
    assert names([*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["build"]]) <= pins("requirements.lock").keys()


def test_what_is_imported_is_a_dependency_of_ours() -> None:
    ours = [source for source in under("planblanc", "solver") if not source.name.startswith(PEERS)]

    assert imported(ours) <= names(PROJECT["project"]["dependencies"])


def test_what_the_bench_measures_against_is_a_dependency_of_the_project_or_of_its_development() -> None:
    peers = [source for source in under("planblanc") if source.name.startswith(PEERS)]
    known = [*PROJECT["project"]["dependencies"], *(one for one in PROJECT["dependency-groups"]["dev"] if isinstance(one, str))]

    assert peers
    assert imported(peers) <= names(known)


def imported(sources: Iterable[Source]) -> set[str]:
    """The distributions that these sources import from."""
    providers = metadata.packages_distributions()
    modules = {name.partition(".")[0] for source in sources for name in source.imports} - sys.stdlib_module_names
    return {provider.lower() for module in modules - {"planblanc", "solver"} for provider in providers[module]}
