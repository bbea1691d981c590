"""The first page of a demonstration: served from here, with nothing written in line; absent in production."""

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest_asyncio
from joserfc.jwk import ECKey

from planblanc.settings import Mode
from tests.api.client import Client, serving


@pytest_asyncio.fixture
async def demonstration(database_url: str, tmp_path: Path) -> AsyncIterator[Client]:
    async with serving(database_url, tmp_path) as started:
        yield started


@pytest_asyncio.fixture
async def production(database_url: str, tmp_path: Path) -> AsyncIterator[Client]:
    keys = tmp_path / "keys.json"
    keys.write_text(json.dumps({"keys": [ECKey.generate_key("P-256").as_dict(private=False)]}), "utf-8")
    changes: dict[str, Any] = {"mode": Mode.PRODUCTION, "token_issuer": "https://identites.example", "token_keys": keys}
    async with serving(database_url, tmp_path, **changes) as started:
        yield started


async def test_the_page_shows_the_identities_and_the_examples(demonstration: Client) -> None:
    page = (await demonstration.http.get("/")).text

    assert "planblanc token --as grades-esea" in page
    assert "Une région par son code INSEE" in page


async def test_nothing_is_written_in_line_and_nothing_comes_from_outside(demonstration: Client) -> None:
    answer = await demonstration.http.get("/")

    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert not re.search(r"<script(?![^>]*\bsrc=)|\bon\w+=|\bstyle=|<style|https?://", answer.text)
    for path in re.findall(r'(?:src|href)="([^"]+)"', answer.text):
        assert (await demonstration.http.get(path)).status_code == 200, path


async def test_production_has_no_such_page_and_trusts_no_demonstration_token(production: Client) -> None:
    assert (await production.http.get("/")).headers["location"] == "/veille"
    assert (await production.http.get("/demonstration/welcome.js")).status_code == 404
    assert (await production.post(b'{"query": "{ __typename }"}')).status_code == 401


async def test_health_tells_the_process_from_the_database(demonstration: Client) -> None:
    assert (await demonstration.http.get("/health/live")).json() == {"status": "ok"}
    assert (await demonstration.http.get("/health/ready")).json()["schema"].startswith("0")
