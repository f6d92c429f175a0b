"""What all tests share: the folders they look at, and the rule that under CI nothing is skipped in silence."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ALLOWED_SKIPS = Path(__file__).with_name("allowed_skips.txt")
SHARED_MISSING = "../shared 不在，跳过真实材料验收"


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the root of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of real material beside the checkout, or skip where it is missing."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip(SHARED_MISSING)
    return folder


def pytest_configure(config: pytest.Config) -> None:
    """Watch for skips where they count: of several processes in the one that collects what the others report.

    The many programs that tests start find each other's compiled modules, whatever this computer is set to.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    working = hasattr(config, "workerinput")
    if os.environ.get("CI", "").lower() == "true" and not config.option.collectonly and not working:
        config.pluginmanager.register(SkipPolicy(allowed_reasons(ALLOWED_SKIPS.read_text(encoding="utf-8"))))


def allowed_reasons(text: str) -> frozenset[str]:
    """Return the listed reasons, without comments and empty lines."""
    lines = (line.strip() for line in text.splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))


def skip_reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    """Return why a test was skipped, in the words of the test."""
    if isinstance(report.longrepr, tuple):
        return report.longrepr[2].removeprefix("Skipped: ").strip()
    return str(report.longrepr)


class SkipPolicy:
    """Fails a run in which a test was skipped for a reason that is not listed, or in which nothing was tested."""

    def __init__(self, allowed: frozenset[str]) -> None:
        """Start with nothing seen."""
        self.allowed = allowed
        self.tested = 0
        self.complaints: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note a test that ran, or one that was skipped."""
        if report.when == "call" and not report.skipped:
            self.tested += 1
        self.note_skip(report)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Note a whole module that was skipped."""
        self.note_skip(report)

    def note_skip(self, report: pytest.TestReport | pytest.CollectReport) -> None:
        """Keep a complaint about a skip that is not allowed; an expected failure is no skip."""
        if not report.skipped or hasattr(report, "wasxfail"):
            return
        reason = skip_reason(report)
        if reason not in self.allowed:
            self.complaints.append(f"{report.nodeid} 被跳过，理由没有列入 tests/allowed_skips.txt：{reason}")

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> Iterator[None]:
        """Turn complaints into a failed run."""
        if not self.tested and not self.complaints:
            self.complaints.append("没有运行任何测试")
        if self.complaints and session.exitstatus in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
        yield

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Name each test and its reason."""
        if self.complaints:
            terminalreporter.section("流水线上不许有未列出的跳过", red=True)
            for complaint in self.complaints:
                terminalreporter.line(complaint)
