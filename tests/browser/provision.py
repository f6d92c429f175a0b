"""Finds the browsers for the tests, or installs them: a missing one is a failure or an installation, never a skip."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, kw_only=True)
class Make:
    """A make of browser: what it is called, where it lies, what brings it."""

    title: str
    """What the reader of a failure is asked to install."""
    chosen: str
    """The environment variable that names one."""
    names: tuple[str, ...]
    """The programs on PATH, best first."""
    mac_places: tuple[str, ...]
    windows_places: tuple[str, ...]
    """Below each of WINDOWS_FOLDERS."""
    packages: tuple[str, ...]
    """The packages of Debian, best first; each bears the name of its program."""
    fallback: tuple[str, ...]
    """The command that brings one without the right to install packages; there may be none."""


CHROMIUM = Make(
    title="Chromium、Chrome 或 Edge",
    chosen="DISCLOSURE_BROWSER",
    names=(
        "chromium-headless-shell",
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "microsoft-edge",
        "msedge",
    ),
    mac_places=(
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ),
    windows_places=(
        "Google/Chrome/Application/chrome.exe",
        "Chromium/Application/chrome.exe",
        "Microsoft/Edge/Application/msedge.exe",
    ),
    # The same Chromium without the parts of a window: a new page costs it a third of the work.
    packages=("chromium-headless-shell", "chromium"),
    fallback=(sys.executable, "-m", "playwright", "install", "chromium"),
)
# The Firefox that Playwright brings is another program with other settings; only a real one tells what readers get.
FIREFOX = Make(
    title="Firefox",
    chosen="DISCLOSURE_FIREFOX",
    names=("firefox-esr", "firefox"),
    mac_places=("/Applications/Firefox.app/Contents/MacOS/firefox",),
    windows_places=("Mozilla Firefox/firefox.exe",),
    packages=("firefox-esr",),
    fallback=(),
)
WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Nothing but this computer can be reached, whatever a page asks for.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
UPDATE = ("apt-get", "update")
INSTALL = ("apt-get", "-o", "DPkg::Lock::Timeout=300", "install", "-y", "--no-install-recommends")
FONTS = ("fonts-noto-cjk", "fontconfig")

NOT_THERE = "{name} 指定的浏览器不存在：{path}。请改正，或去掉这个环境变量。"
NOT_FOUND = "没有找到浏览器，也没能自动安装。请安装 {title}，或用环境变量 {name} 指定它的位置。{details}"


class BrowserMissingError(Exception):
    """No browser could be found or installed; the message says what to install."""


class Machine(Protocol):
    """What provisioning asks of the computer it runs on."""

    environ: Mapping[str, str]
    platform: str
    administrator: bool

    def which(self, name: str) -> str | None:
        """Return the program of that name on PATH."""

    def is_file(self, path: str) -> bool:
        """Tell whether a file is there."""

    def run(self, command: Sequence[str]) -> tuple[int, str]:
        """Run a program; return its exit code and all it wrote."""


@dataclass(kw_only=True)
class ThisMachine:
    """The computer the tests run on."""

    environ: Mapping[str, str]
    platform: str
    administrator: bool

    def which(self, name: str) -> str | None:
        """Return the program of that name on PATH."""
        return shutil.which(name)

    def is_file(self, path: str) -> bool:
        """Tell whether a file is there."""
        return Path(path).is_file()

    def run(self, command: Sequence[str]) -> tuple[int, str]:
        """Run a program; return its exit code and all it wrote."""
        environment = {**self.environ, "DEBIAN_FRONTEND": "noninteractive"}
        try:
            done = subprocess.run(
                list(command),
                check=False,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                env=environment,
                encoding="utf-8",
                errors="replace",
                timeout=1200,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            return 1, str(error)
        return done.returncode, done.stdout


def this_machine() -> Machine:
    """Describe the computer the tests run on."""
    administrator = sys.platform != "win32" and os.geteuid() == 0
    return ThisMachine(environ=dict(os.environ), platform=sys.platform, administrator=administrator)


def browser_path(machine: Machine, make: Make = CHROMIUM) -> str | None:
    """Return the browser to start, installing one if need be; None stands for the one Playwright keeps itself.

    Where packages can be installed, the best is, even beside another; should that fail, the other serves.
    """
    found = find_browser(machine, make)
    if found and (is_best(found, make) or machine.environ.get(make.chosen) or not has_apt(machine)):
        return found
    failures = []
    for package in make.packages if has_apt(machine) else ():
        failures.append(apt_install(machine, (package, *FONTS)))
        found = find_browser(machine, make)
        if found:
            return found
    if make.fallback:
        code, output = machine.run(make.fallback)
        if code == 0:
            return None
        failures.append(output)
    raise BrowserMissingError(NOT_FOUND.format(title=make.title, name=make.chosen, details=last_lines(failures)))


def find_browser(machine: Machine, make: Make) -> str | None:
    """Return the first browser that is there: the chosen one, those on PATH, those in the usual places."""
    chosen = machine.environ.get(make.chosen, "")
    if chosen:
        if not machine.is_file(chosen):
            raise BrowserMissingError(NOT_THERE.format(name=make.chosen, path=chosen))
        return chosen
    return next((path for path in candidates(machine, make) if starts(machine, path)), None)


def is_best(found: str, make: Make) -> bool:
    """Tell whether a browser is the one that the first package brings, or of a make that has only one package."""
    return len(make.packages) == 1 or Path(found).name == make.packages[0]


def candidates(machine: Machine, make: Make) -> Iterator[str]:
    """Yield browsers that seem to be there, best first."""
    for name in make.names:
        found = machine.which(name)
        if found:
            yield found
    if machine.platform == "darwin":
        yield from filter(machine.is_file, make.mac_places)
    if machine.platform == "win32":
        folders = [machine.environ[name] for name in WINDOWS_FOLDERS if machine.environ.get(name)]
        places = (f"{folder}/{place}" for place in make.windows_places for folder in folders)
        yield from filter(machine.is_file, places)


def starts(machine: Machine, path: str) -> bool:
    """Tell whether a browser is more than a stub that asks for another package, as on Ubuntu.

    Asked on Linux only: on Windows the same question opens a window.
    """
    return not machine.platform.startswith("linux") or machine.run([path, "--version"])[0] == 0


def ensure_chinese_font(machine: Machine) -> None:
    """Install a Chinese font where that is possible and none is there, so that screenshots show characters."""
    if has_apt(machine) and not has_chinese_font(machine):
        apt_install(machine, FONTS)


def has_chinese_font(machine: Machine) -> bool:
    """Tell whether fontconfig knows a font for Chinese."""
    code, output = machine.run(["fc-list", ":lang=zh"])
    return code == 0 and bool(output.strip())


def has_apt(machine: Machine) -> bool:
    """Tell whether packages can be installed here without asking anyone."""
    return machine.administrator and machine.which("apt-get") is not None


def apt_install(machine: Machine, packages: Sequence[str]) -> str:
    """Install packages of the distribution; return what was written."""
    # An update may fail for one of several sources and still be enough.
    _, updated = machine.run(UPDATE)
    _, installed = machine.run([*INSTALL, *packages])
    return updated + installed


def flags(machine: Machine) -> list[str]:
    """Return the switches the browser is started with; the sandbox does not work for root."""
    return [*FLAGS, "--no-sandbox"] if machine.administrator else list(FLAGS)


def last_lines(outputs: Sequence[str]) -> str:
    """Return the end of what each attempt wrote."""
    lines = [line for output in outputs for line in output.strip().splitlines()[-4:]]
    return "\n" + "\n".join(lines) if lines else ""
