"""Secrets come from the environment or from files, and are compared in constant time."""

import ast
import dataclasses
import re
from pathlib import Path
from typing import get_type_hints

import click
import pytest

from planblanc.cli import main
from planblanc.settings import Settings
from tests.architecture.sources import ROOT, Source, under

SECRET = re.compile(r"(^|_)(token|secret|password|signature|mac|hmac|csrf|digest|nonce)s?($|_)", re.IGNORECASE)
# What is public on both sides: nothing is guessed by how long it takes to compare.
PUBLIC = {
    "planblanc/api/trusted_documents.py: digest(text) == name",
    "planblanc/sealing/verify_journal.py: digest != _hex(end['sha256'], 32)",
    "planblanc/usecases/pool_imports.py: pool_imports.token(told) != token",
    "planblanc/settings.py: self.token_issuer == DEMONSTRATION_ISSUER",
}


def compared(source: Source) -> list[str]:
    """Every `==` and `!=` whose side is called like a secret."""
    found = []
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Compare) and any(isinstance(one, ast.Eq | ast.NotEq) for one in node.ops):
            sides = [node.left, *node.comparators]
            if any(SECRET.search(_called(side)) for side in sides) and "len" not in map(_called, sides):
                found.append(f"{source.name}: {ast.unparse(node)}")
    return found


def _called(side: ast.expr) -> str:
    if isinstance(side, ast.Call):
        return _called(side.func)
    return side.attr if isinstance(side, ast.Attribute) else side.id if isinstance(side, ast.Name) else ""


def test_a_secret_is_compared_in_constant_time() -> None:
    found = {one for source in under("planblanc") for one in compared(source)}

    assert found == PUBLIC


@pytest.mark.parametrize("text", ["a.token == b", "digest(x) != y", "csrf == given", "secret_of(a) == b.kept"])
def test_a_comparison_that_takes_longer_when_it_is_nearer_is_found(text: str) -> None:
    source = Source(ROOT / "planblanc" / "__init__.py")
    source.__dict__["tree"] = ast.parse(text)

    assert compared(source) == [f"planblanc/__init__.py: {text}"]


def test_a_setting_that_is_secret_is_the_path_of_a_file() -> None:
    kinds = get_type_hints(Settings)
    secret = {field.name for field in dataclasses.fields(Settings) if re.search(r"(secret|password|keys?)s?$", field.name)}

    assert secret >= {"portal_secret", "mail_password", "journal_key", "token_keys"}
    assert {name: kinds[name] for name in secret if kinds[name] != Path | None} == {}


def options(command: click.Command) -> list[click.Parameter]:
    """Every option of a command, and of those within it."""
    inner = command.commands.values() if isinstance(command, click.Group) else ()
    return [*command.params, *(option for one in inner for option in options(one))]


def test_no_command_takes_a_secret_on_its_line() -> None:
    secret = {option.name for option in options(main) if SECRET.search(option.name or "") and not isinstance(option.type, click.Path)}

    assert secret == set()
