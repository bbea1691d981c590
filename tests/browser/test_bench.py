"""The bench of the console runs: what it prints is for people to compare, no test of it is timed."""

import json
import subprocess
import sys
from pathlib import Path

from playwright.async_api import Browser

ROOT = Path(__file__).parents[2]


def test_the_console_is_measured_in_a_browser_and_with_many_open(browser: Browser) -> None:
    command = [sys.executable, "-m", "planblanc", "bench", "console", "--consoles", "3", "--runs", "2", "--json"]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=900, check=False)

    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert 0 < told["first_page"]["bytes"] < 120_000
    assert all(page["bytes"] > 0 for page in told["pages"])
    assert told["event"]["runs"] == 2
    assert told["crowd"]["consoles"] == 3
    assert told["crowd"]["lost"] == 0
