"""The scripts of the console: one file, whole, kept by browsers; a worker that may ask this service alone."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from planblanc.console import scripts, site

JS = site.STATIC / "js"
FILES = sorted(JS.rglob("*.js"))


@pytest.fixture
def browser() -> TestClient:
    return TestClient(Starlette(routes=[*scripts.routes()]))


def test_every_module_is_in_the_one_file() -> None:
    written = {path.stem for path in (JS / "console").glob("*.js")}

    assert written == {"page", *scripts.MODULES}
    for path in (JS / "console").glob("*.js"):
        assert path.read_bytes().strip() in scripts.bundle()


def test_the_one_file_is_kept_under_the_address_of_its_version(browser: TestClient) -> None:
    answered = browser.get(site.asset(scripts.NAME))

    assert answered.headers["content-type"].startswith("text/javascript")
    assert "immutable" in answered.headers["cache-control"]
    assert answered.content == scripts.bundle()


def test_the_worker_is_asked_for_again_each_time_and_may_ask_this_service_alone(browser: TestClient) -> None:
    answered = browser.get("/sw.js")

    assert answered.status_code == 200
    assert answered.headers["cache-control"] == "no-cache"
    assert answered.headers["content-security-policy"] == "default-src 'none'; connect-src 'self'"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_script_asks_anything_of_another_place_or_writes_html_that_somebody_typed(path: Path) -> None:
    text = path.read_text("utf-8")

    assert not re.search(r"https?://(?!www\.w3\.org)", text)
    assert not re.search(r"\.(innerHTML|outerHTML)\s*=|insertAdjacentHTML|document\.write|\beval\(|new Function", text)


def test_the_one_file_can_be_read(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed: browsers read the scripts in the journeys")
    bundled = tmp_path / "console.mjs"
    bundled.write_bytes(scripts.bundle())

    for path in (bundled, JS / "sw.js"):
        read = subprocess.run([node, "--check", str(path)], capture_output=True, text=True, check=False)
        assert read.returncode == 0, read.stderr
