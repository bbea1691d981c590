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


def test_a_folder_that_is_named_allows_what_stands_in_it_alone() -> None:
    guard = SkipGuard({"tests/browser/": "needs a browser"})

    guard.pytest_runtest_logreport(skipped("tests/browser/test_pages.py::test_any[a]"))
    guard.pytest_runtest_logreport(skipped("tests/browsers.py::test_any"))

    assert guard.unnamed == ("tests/browsers.py::test_any",)


def test_a_name_without_a_reason_allows_nothing() -> None:
    allowed = read_allowed("# heading\ntests/a.py::test_bare\ntests/a.py::test_named  needs a browser\n")

    assert allowed == {"tests/a.py::test_named": "needs a browser"}
