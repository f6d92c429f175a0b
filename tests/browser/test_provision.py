"""Where the browser of the tests comes from: the order of the places, and what happens when there is none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from browser import provision
from browser.provision import CHROMIUM, FIREFOX, Make
from browser.serving import Serve
from browser.watch import WatchedPages

pytestmark = pytest.mark.browser

MAKES = (CHROMIUM, FIREFOX)


@dataclass(kw_only=True)
class FakeMachine:
    """A computer with just the programs and files a case names."""

    environ: Mapping[str, str] = field(default_factory=dict)
    platform: str = "linux"
    administrator: bool = False
    programs: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    stubs: set[str] = field(default_factory=set)
    apt_brings: set[str] = field(default_factory=set)
    playwright_works: bool = False
    fonts: str = ""
    ran: list[tuple[str, ...]] = field(default_factory=list)

    def which(self, name: str) -> str | None:
        """Return the program if the case has it."""
        return f"/bin/{name}" if name in self.programs else None

    def is_file(self, path: str) -> bool:
        """Tell whether the case has the file."""
        return path in self.files

    def run(self, command: Sequence[str]) -> tuple[int, str]:
        """Note the command and pretend to do it."""
        self.ran.append(tuple(command))
        if command[0] == "apt-get" and "install" in command:
            self.programs |= self.apt_brings
        if command[0] == "fc-list":
            return 0, self.fonts
        failed = command[0] in self.stubs or (command == CHROMIUM.fallback and not self.playwright_works)
        return int(failed), "apt 或 playwright 的输出"

    def installs(self) -> list[tuple[str, ...]]:
        """Return the commands that would have changed the computer."""
        return [command for command in self.ran if command[0] == "apt-get" or command == CHROMIUM.fallback]


def test_chosen_browser_comes_first() -> None:
    """The environment variable wins over everything on PATH."""
    machine = FakeMachine(environ={CHROMIUM.chosen: "/opt/b"}, files={"/opt/b"}, programs={"chromium"})
    assert provision.browser_path(machine) == "/opt/b"
    assert machine.ran == []


def test_chosen_browser_that_is_missing_is_an_error() -> None:
    """A wrong choice is not replaced by another browser."""
    machine = FakeMachine(environ={CHROMIUM.chosen: "/opt/b"}, programs={"chromium"})
    with pytest.raises(provision.BrowserMissingError, match="DISCLOSURE_BROWSER 指定的浏览器不存在：/opt/b"):
        provision.browser_path(machine)


@pytest.mark.parametrize("position", range(len(CHROMIUM.names)))
def test_path_is_searched_in_order(position: int) -> None:
    """Of several browsers on PATH the first of the list is taken, and nothing is installed."""
    machine = FakeMachine(programs={*CHROMIUM.names[position:], "apt-get"})
    assert provision.browser_path(machine) == f"/bin/{CHROMIUM.names[position]}"
    assert machine.installs() == []


def test_stub_is_passed_over() -> None:
    """A program that only asks for another package is no browser."""
    machine = FakeMachine(programs={"chromium-browser", "google-chrome"}, stubs={"/bin/chromium-browser"})
    assert provision.browser_path(machine) == "/bin/google-chrome"


@pytest.mark.parametrize(("make", "place"), [(make, place) for make in MAKES for place in make.mac_places])
def test_usual_places_on_mac(make: Make, place: str) -> None:
    """On a Mac browsers are not on PATH."""
    assert provision.browser_path(FakeMachine(platform="darwin", files={place}), make) == place


@pytest.mark.parametrize(("make", "place"), [(make, place) for make in MAKES for place in make.windows_places])
@pytest.mark.parametrize("folder", provision.WINDOWS_FOLDERS)
def test_usual_places_on_windows(folder: str, make: Make, place: str) -> None:
    """On Windows browsers are below one of three folders, and are not started for a look."""
    machine = FakeMachine(platform="win32", environ={folder: "C:/程序"}, files={f"C:/程序/{place}"})
    assert provision.browser_path(machine, make) == f"C:/程序/{place}"
    assert machine.ran == []


@pytest.mark.parametrize("there", [set(), {"google-chrome"}], ids=["没有浏览器", "有别的浏览器"])
def test_root_with_apt_installs_the_leanest_and_font(there: set[str]) -> None:
    """On a Debian the leanest package of the distribution is installed, with a Chinese font, even beside another."""
    machine = FakeMachine(administrator=True, programs={"apt-get", *there}, apt_brings={"chromium-headless-shell"})
    assert provision.browser_path(machine) == "/bin/chromium-headless-shell"
    assert machine.installs() == [provision.UPDATE, (*provision.INSTALL, "chromium-headless-shell", *provision.FONTS)]
    assert provision.browser_path(machine) == "/bin/chromium-headless-shell"
    assert len(machine.installs()) == 2


def test_distribution_without_the_leanest_gives_chromium() -> None:
    """Where the leanest package does not come, the next one is tried."""
    machine = FakeMachine(administrator=True, programs={"apt-get"}, apt_brings={"chromium"})
    assert provision.browser_path(machine) == "/bin/chromium"
    assert machine.installs()[1] == (*provision.INSTALL, "chromium-headless-shell", *provision.FONTS)


def test_browser_that_is_there_serves_when_nothing_comes() -> None:
    """Without a network the browser that is there is used."""
    machine = FakeMachine(administrator=True, programs={"apt-get", "chromium"})
    assert provision.browser_path(machine) == "/bin/chromium"
    assert len(machine.installs()) == 2


def test_root_with_apt_installs_firefox() -> None:
    """Firefox too comes from the distribution, and another browser that is there does not stand for it."""
    machine = FakeMachine(administrator=True, programs={"apt-get", "chromium"}, apt_brings={"firefox-esr"})
    assert provision.browser_path(machine, FIREFOX) == "/bin/firefox-esr"
    assert machine.installs() == [provision.UPDATE, (*provision.INSTALL, "firefox-esr", *provision.FONTS)]


def test_missing_firefox_is_not_replaced() -> None:
    """Without the right to install packages the sentence says what to install; nothing else is tried."""
    machine = FakeMachine(programs={"apt-get", "chromium"}, playwright_works=True)
    with pytest.raises(provision.BrowserMissingError, match="请安装 Firefox，或用环境变量 DISCLOSURE_FIREFOX 指定"):
        provision.browser_path(machine, FIREFOX)
    assert machine.installs() == []


def test_without_root_playwright_installs_its_own() -> None:
    """Without the right to use apt, Playwright downloads its browser."""
    machine = FakeMachine(programs={"apt-get"}, playwright_works=True)
    assert provision.browser_path(machine) is None
    assert machine.installs() == [CHROMIUM.fallback]


def test_failed_apt_falls_back_to_playwright() -> None:
    """When apt brings no browser, Playwright is tried too."""
    machine = FakeMachine(administrator=True, programs={"apt-get"}, playwright_works=True)
    assert provision.browser_path(machine) is None
    assert machine.installs()[-1] == CHROMIUM.fallback
    assert len(machine.installs()) == 2 * len(CHROMIUM.packages) + 1


def test_nothing_works_says_what_to_install() -> None:
    """The last word is a sentence in Chinese with the end of what was tried."""
    with pytest.raises(provision.BrowserMissingError) as caught:
        provision.browser_path(FakeMachine())
    assert str(caught.value).startswith("没有找到浏览器，也没能自动安装。请安装 Chromium、Chrome 或 Edge")
    assert str(caught.value).endswith("apt 或 playwright 的输出")


@pytest.mark.parametrize(
    ("administrator", "fonts", "expected"),
    [
        (True, "", [provision.UPDATE, (*provision.INSTALL, *provision.FONTS)]),
        (True, "Noto Sans CJK SC", []),
        (False, "", []),
    ],
    ids=["缺字体", "已有字体", "无权安装"],
)
def test_chinese_font(administrator: bool, fonts: str, expected: list[tuple[str, ...]]) -> None:  # noqa: FBT001
    """A font is installed only where it is missing and can be installed."""
    machine = FakeMachine(administrator=administrator, programs={"apt-get"}, fonts=fonts)
    provision.ensure_chinese_font(machine)
    assert machine.installs() == expected


def test_sandbox_is_off_for_root_only() -> None:
    """Everyone else keeps the sandbox."""
    assert "--no-sandbox" in provision.flags(FakeMachine(administrator=True))
    assert "--no-sandbox" not in provision.flags(FakeMachine())


def test_page_watch_records_requests_and_errors(tmp_path: Path, serve: Serve, page_watch: WatchedPages) -> None:
    """A page that leaves its origin, logs an error and throws is seen doing so, and the outside is not reached."""
    html = '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>政务公开</title>'
    (tmp_path / "good.html").write_text(html, encoding="utf-8", newline="\n")
    bad = html + '<img src="http://outside.example/a.png"><script>console.error("错"); throw new Error("抛")</script>'
    (tmp_path / "bad.html").write_text(bad, encoding="utf-8", newline="\n")
    base = serve(tmp_path)
    assert base.endswith("/gov/zwgk/")

    good = page_watch()
    response = good.page.goto(base + "good.html")
    assert response is not None
    assert response.status == 200
    assert good.page.title() == "政务公开"
    assert good.requests[0] == base + "good.html"
    good.assert_clean(base)

    wrong = page_watch()
    wrong.page.goto(base + "bad.html")
    assert wrong.outside(base) == ["http://outside.example/a.png"]
    assert any(error.startswith("错") for error in wrong.console_errors)
    assert any("ERR_NAME_NOT_RESOLVED" in error for error in wrong.console_errors)
    assert [error.splitlines()[0] for error in wrong.page_errors] == ["抛"]


def test_nothing_is_served_beside_the_sub_path(tmp_path: Path, serve: Serve, page_watch: WatchedPages) -> None:
    """A link that forgets the sub-path is a dead link in the tests too."""
    (tmp_path / "index.html").write_text("<!doctype html>", encoding="utf-8", newline="\n")
    origin = serve(tmp_path).removesuffix("gov/zwgk/")
    response = page_watch().page.goto(origin + "index.html")
    assert response is not None
    assert response.status == 404
