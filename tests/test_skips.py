"""Nothing is skipped in silence."""

import pytest

from tests.skips import SkipGuard, read_allowed


def skipped(test: str) -> pytest.TestReport:
    return pytest.TestReport(nodeid=test, location=("", None, test), keywords={}, outcome="skipped", longrepr=None, when="setup")


def test_a_skip_that_is_not_named_is_seen() -> None:
    guard = SkipGuard({"tests/a.py::test_named": "needs a browser"})

    guard.pytest_runtest_logreport(skipped("tests/a.py::test_named[firefox]"))
    guard.pytest_runtest_logreport(skipped("tests/a.py::test_other"))

    assert guard.unnamed == ("tests/a.py::test_other",)


def test_a_name_without_a_reason_allows_nothing() -> None:
    allowed = read_allowed("# heading\ntests/a.py::test_bare\ntests/a.py::test_named  needs a browser\n")

    assert allowed == {"tests/a.py::test_named": "needs a browser"}
