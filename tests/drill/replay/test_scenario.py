"""A scenario is read strictly."""

import json
from pathlib import Path
from typing import Any

import pytest
from graphql import parse

from planblanc import shipped
from planblanc.auth.demonstration import IDENTITIES
from planblanc.domain.errors import BadInput
from planblanc.drill.replay import scenario

DEMO = shipped.seeds_dir() / "demo"
CALL = {"name": "call", "at": "2021-02-09T02:40", "as": "ars-75", "ask": "declarer", "input": {"byPhone": True}}
NEWS = {"name": "news", "at": "2021-02-09T02:50", "hear": "incident.closed"}


def written(folder: Path, code: str, *steps: dict[str, Any], **more: str) -> Path:
    (folder / code).mkdir(parents=True)
    (folder / "documents").mkdir(exist_ok=True)
    (folder / "documents" / "declarer.graphql").write_text("{ viewer { name } }", "utf-8")
    (folder / code / "replay.json").write_text(json.dumps({"title": code, "steps": steps, **more}), "utf-8")
    return folder


@pytest.mark.parametrize("code", scenario.known(DEMO))
def test_each_crisis_asks_with_documents_that_read_as_identities_that_are(code: str) -> None:
    told = scenario.read(DEMO, code)

    assert {step.by for step in told.steps} - {None} <= {known.code for known in IDENTITIES}
    for document in told.documents.values():
        parse(document)


def test_every_document_is_asked_by_a_crisis() -> None:
    asked = {step.what for code in scenario.known(DEMO) for step in scenario.read(DEMO, code).steps if step.kind is scenario.Kind.ASK}

    assert {path.stem for path in (DEMO / "documents").glob("*.graphql")} == asked


def test_hours_are_those_of_paris_and_an_input_brings_its_key(tmp_path: Path) -> None:
    (step,) = scenario.read(written(tmp_path, "one", CALL), "one").steps

    assert step.at.isoformat() == "2021-02-09T02:40:00+01:00"
    assert step.given == {"input": {"byPhone": True}, "key": "{key}"}


def test_a_step_may_be_done_for_each_item_of_a_list(tmp_path: Path) -> None:
    (step,) = scenario.read(written(tmp_path, "one", {**CALL, "for_each": {"of": "list.calls", "where": {"isToMake": True}}}), "one").steps

    assert step.each == scenario.Each("list.calls", {"isToMake": True})


def test_one_scenario_begins_as_another(tmp_path: Path) -> None:
    written(tmp_path, "one", CALL, NEWS)
    written(tmp_path, "two", {**NEWS, "name": "other"}, based_on="one", through="call")

    assert [step.name for step in scenario.read(tmp_path, "two").steps] == ["call", "other"]


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ([{**CALL, "sya": "…"}], "« sya » n'est pas un mot"),
        ([{**CALL, "post": {}}], "une chose et une seule"),
        ([CALL, CALL], "deux étapes s'appellent « call »"),
        ([NEWS, CALL], "vient avant celle qui la précède"),
        ([{**CALL, "ask": "inventer"}], "« inventer », qui n'est pas dans documents/"),
        ([{key: value for key, value in CALL.items() if key != "as"}], "ne dit pas qui agit"),
        ([{**CALL, "rows": {"of": "plan.lines", "cells": [], "where": {}, "order": "km"}}], "« order » n'est pas un mot"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, steps: list[dict[str, Any]], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        scenario.read(written(tmp_path, "wrong", *steps), "wrong")


def test_a_beginning_that_is_not_there_is_named(tmp_path: Path) -> None:
    written(tmp_path, "one", CALL)
    written(tmp_path, "two", NEWS, based_on="one", through="plan")

    with pytest.raises(BadInput, match="« plan » n'existe pas dans « one »"):
        scenario.read(tmp_path, "two")
