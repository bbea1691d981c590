"""A skipped test that `allowed_skips.txt` does not name, with its reason, fails the run."""

from pathlib import Path

import pytest

_ALLOWED = Path(__file__).parent / "allowed_skips.txt"


def read_allowed(text: str) -> dict[str, str]:
    """The reason of each test, or of each folder, that may be skipped; a line without a reason allows nothing."""
    pairs = (line.split("  ", 1) for line in text.splitlines() if line and not line.startswith("#"))
    return {pair[0]: pair[1].strip() for pair in pairs if len(pair) == 2 and pair[1].strip()}


class SkipGuard:
    """A pytest plugin that remembers what was skipped."""

    def __init__(self, allowed: dict[str, str]) -> None:
        self._allowed = allowed
        self._skipped: list[str] = []

    @property
    def unnamed(self) -> tuple[str, ...]:
        """What was skipped without leave; a test with parameters is named without them."""
        return tuple(test for test in self._skipped if self._allowed.keys().isdisjoint(_named_by(test)))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.skipped and not hasattr(report, "wasxfail"):
            self._skipped.append(report.nodeid)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.skipped:
            self._skipped.append(report.nodeid)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.unnamed and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        for test in self.unnamed:
            terminalreporter.write_line(f"SKIPPED WITHOUT LEAVE {test}: name it in tests/allowed_skips.txt, with its reason", red=True)


def _named_by(test: str) -> tuple[str, str]:
    """The lines that allow a test: its own, and that of the folder that it stands in."""
    name = test.split("[", 1)[0]
    return name, f"{name.split('::', 1)[0].rpartition('/')[0]}/"


def install(config: pytest.Config) -> None:
    """Guard this run."""
    config.pluginmanager.register(SkipGuard(read_allowed(_ALLOWED.read_text("utf-8"))), "skip-guard")
