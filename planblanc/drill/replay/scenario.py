"""Reads a scenario: `replay.json`, strictly, so that a misspelt word is named rather than passed over."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from planblanc.domain.errors import BadInput
from planblanc.domain.french import PARIS


class Kind(StrEnum):
    """What a step does; the word that stands for it in the file."""

    ASK = "ask"
    """A GraphQL document, by its name, as somebody."""
    POST = "post"
    """A message of the incident portal."""
    HEAR = "hear"
    """Wait for the news of this kind that the service sends back to the portal."""
    PRINT = "print"
    """Fetch a document of the service, as somebody, and keep it in a file."""


@dataclass(frozen=True)
class Rows:
    """Lines told under a step: one for each item of a list, its cells in columns."""

    of: str
    cells: tuple[str, ...]
    where: Mapping[str, Any] = field(default_factory=dict)
    sort: str | None = None


@dataclass(frozen=True)
class Each:
    """A step that is done once for each item of a list, which its values call `item`; its answers are a list."""

    of: str
    where: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Step:
    """One thing that happens: when (Paris time), what is done, by whom, what is kept, told, shown as it is, and expected."""

    name: str
    at: datetime
    kind: Kind
    what: Any
    say: str = ""
    by: str | None = None
    given: Mapping[str, Any] = field(default_factory=dict)
    each: Each | None = None
    until: Mapping[str, Any] = field(default_factory=dict)
    refused: str | None = None
    keep: Mapping[str, Any] = field(default_factory=dict)
    rows: Rows | None = None
    then: str = ""
    show: str = ""
    expect: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Scenario:
    """One crisis, from its first call on."""

    code: str
    title: str
    steps: tuple[Step, ...]
    documents: Mapping[str, str]

    @property
    def starts_at(self) -> datetime:
        """When the first step happens."""
        return self.steps[0].at

    def until(self, moment: str) -> "Scenario":
        """The crisis as far as this moment, written "06:39" on its first day, or with its date; `BadInput` before it begins."""
        try:
            at = datetime.fromisoformat(moment if "T" in moment else f"{self.starts_at:%Y-%m-%d}T{moment}").replace(tzinfo=PARIS)
        except ValueError:
            raise BadInput("L'heure s'écrit 06:39, ou avec son jour 2021-02-09T06:39.", ("until",)) from None
        steps = tuple(step for step in self.steps if step.at <= at)
        if not steps:
            raise BadInput(f"À cette heure, la crise n'a pas commencé : elle commence le {self.starts_at:%Y-%m-%dT%H:%M}.", ("until",))
        return replace(self, steps=steps)


_TOP = {"title", "based_on", "through", "steps"}
_WORDS = {"name", "at", "say", "as", "with", "input", "until", "refused", "for_each", "keep", "rows", "then", "show", "expect"}
_ROWS = {"of", "cells", "where", "sort"}
_EACH = {"of", "where"}


def known(folder: Path) -> tuple[str, ...]:
    """The codes of the crises under `folder` that can be replayed."""
    return tuple(sorted(path.parent.name for path in folder.glob("*/replay.json")))


def read(folder: Path, code: str) -> Scenario:
    """The scenario of this code; `BadInput` says which file and which step is wrong."""
    path = folder / code / "replay.json"
    if code not in known(folder):
        raise BadInput(f"Le scénario « {code} » n'existe pas : choisissez parmi {', '.join(known(folder))}.")
    documents = {path.stem: path.read_text("utf-8") for path in sorted((folder / "documents").glob("*.graphql"))}
    told = json.loads(path.read_text("utf-8"))
    _require(path, told, _TOP)
    steps = (*_shared(folder, path, told), *(_step(path, raw) for raw in told["steps"]))
    _check(path, steps, documents)
    return Scenario(code, told["title"], steps, documents)


def _shared(folder: Path, path: Path, told: Mapping[str, Any]) -> tuple[Step, ...]:
    """The first steps of another scenario, up to and with the one that is named."""
    if "based_on" not in told:
        return ()
    base = read(folder, told["based_on"]).steps
    names = [step.name for step in base]
    if told.get("through") not in names:
        raise BadInput(f"{path} : l'étape « {told.get('through')} » n'existe pas dans « {told['based_on']} ».")
    return base[: names.index(told["through"]) + 1]


def _step(path: Path, raw: Mapping[str, Any]) -> Step:
    kinds = [kind for kind in Kind if kind in raw]
    if len(kinds) != 1:
        raise BadInput(f"{path} : l'étape « {raw.get('name')} » doit faire une chose et une seule ({', '.join(Kind)}).")
    _require(path, raw, _WORDS | {kinds[0]})
    if rows := raw.get("rows"):
        _require(path, rows, _ROWS)
    if each := raw.get("for_each"):
        _require(path, each, _EACH)
    return Step(
        name=raw["name"],
        at=datetime.fromisoformat(raw["at"]).replace(tzinfo=PARIS),
        kind=kinds[0],
        what=raw[kinds[0]],
        say=raw.get("say", ""),
        by=raw.get("as"),
        given=raw.get("with", {}) | ({"input": raw["input"], "key": "{key}"} if "input" in raw else {}),
        each=Each(each["of"], each.get("where", {})) if each else None,
        until=raw.get("until", {}),
        refused=raw.get("refused"),
        keep=raw.get("keep", {}),
        rows=Rows(rows["of"], tuple(rows["cells"]), rows.get("where", {}), rows.get("sort")) if rows else None,
        then=raw.get("then", ""),
        show=raw.get("show", ""),
        expect=raw.get("expect", {}),
    )


def _require(path: Path, raw: Mapping[str, Any], words: set[str]) -> None:
    unknown = sorted(set(raw) - words)
    if unknown:
        raise BadInput(f"{path} : « {unknown[0]} » n'est pas un mot d'un scénario.")


def _check(path: Path, steps: tuple[Step, ...], documents: Mapping[str, str]) -> None:
    names: set[str] = set()
    for before, step in zip((None, *steps), steps, strict=False):
        if step.name in names:
            raise BadInput(f"{path} : deux étapes s'appellent « {step.name} ».")
        if before is not None and step.at < before.at:
            raise BadInput(f"{path} : l'étape « {step.name} » vient avant celle qui la précède.")
        if step.kind is Kind.ASK and step.what not in documents:
            raise BadInput(f"{path} : l'étape « {step.name} » demande « {step.what} », qui n'est pas dans documents/.")
        if step.kind in {Kind.ASK, Kind.PRINT} and step.by is None:
            raise BadInput(f"{path} : l'étape « {step.name} » ne dit pas qui agit (as).")
        names |= {step.name, *step.keep}
