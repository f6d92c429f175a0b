"""What the preview knows at the moment, and the thread that keeps it so."""

from __future__ import annotations

import gc
import time
import traceback
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Condition, Thread
from typing import Literal
from urllib.parse import urlsplit

from disclosure.catalogue import FOLDER, address_of
from disclosure.kinds import Entry, Withdrawn
from disclosure.pages import OnDemand, Site, forget_templates
from disclosure.preview.reading import Reader, Reading
from disclosure.preview.showing import Index, Shown
from disclosure.preview.watching import Watch
from disclosure.problem import Refused
from disclosure.publication import CheckResult, Shell, digest_of, only_writer, read_shell
from disclosure.vocabulary import FOLDER as VOCABULARY

_REMEMBERED = 50
"""So many changed files are listed."""
_OPENED = 100
"""So many opened pages are kept for when they cannot be made any more."""
_AGAIN, _TURNS = 0.2, 150
"""Seconds until a file is read again that could not be read, or a build is looked for again; how often that is done."""
_LONG, _FIRST = 0.2, 0.8
"""Where the whole check lasts longer, the browser gets the page first: it would wait twice as long beside the check."""
_ASIDE, _STEPS_ASIDE = 0.01, 30
What = Literal["新增", "修改", "删除"]


@dataclass(frozen=True, slots=True)
class Saved:
    """A file that has changed since the preview began, and the page that shows it, if there is one."""

    path: str
    what: What
    title: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the browser is to be given: bytes or a file; `stale` says what the page does not show yet."""

    content: bytes | Path | None
    stale: str = ""


@dataclass
class Desk:
    """The state: what is shown, what was found, what has changed. One thread writes it, those that answer read it."""

    root: Path
    today: date | None
    say: Callable[[str], None]
    """Told about every state in a few lines."""

    def __post_init__(self) -> None:
        """Know nothing yet; `begin` reads the site."""
        self.watch = Watch(self.root)
        self.shown: Shown | None = None
        self.result: CheckResult | None = None
        self.is_checking = True
        self.trouble = ""
        """Why the pages around the entries are not up to date, in the words of who refused."""
        self.saved: list[Saved] = []
        self.number = 0
        """Counts the states of the pages."""
        self.serial = 0
        """Counts all that can be told to the browser."""
        self.changed = Condition()
        self._reader = Reader(self.root, self.today)
        self._reading: Reading | CheckResult | None = None
        self._shell: Shell | None = None
        self._opened: dict[str, bytes] = {}
        """The pages that were opened last, in their last good form."""
        self._digests = OnDemand(lambda path: digest_of(self.root / path))
        """Size and SHA-256 of the stored files that have been shown."""
        self._hints: dict[str, str] = {}
        self._index = Index(self.root)
        self._lasting = 0.0
        self._answering = 0
        self._thread = Thread(target=self._run, daemon=True)
        self.is_over = False
        """Whether the preview ends: nobody needs to wait any longer."""

    def begin(self) -> None:
        """Read the site, by several processes where it is large, and begin to follow it."""
        self._update((), jobs=None)
        gc.collect()
        gc.freeze()  # what was read stays; looking through it again and again would cost tenths of a second
        self.watch.start()
        self._thread.start()

    def close(self) -> None:
        """Stop following."""
        self.is_over = True
        self.watch.stop()
        self._thread.join()
        self._index.close()
        with self.changed:
            self.changed.notify_all()

    def answer(self, address: str, *, opened: bool = True) -> Answer:
        """The file at an address. `opened` is False for who only wants to know whether it has changed."""
        shown = self.shown
        if shown is None:
            return Answer(None)
        self._answering += 1  # a few lost counts would do no harm: see _gives_up
        try:
            content = shown.content(address)
        except Refused:
            raise
        except Exception as error:  # noqa: BLE001 - pages are made for entries without errors; these may have any
            return self._earlier(address, error)
        finally:
            self._answering -= 1
        if opened:
            shown.opened(address)
            self._remember(address, content)
        return Answer(content, shown.stale.get(address, ""))

    def _earlier(self, address: str, error: Exception) -> Answer:
        """A page that cannot be made now, as it was when there was no error."""
        reason = f"这一页现在做不出来（{type(error).__name__}：{error}）"
        if address in self._opened:
            return Answer(self._opened[address], reason)
        raise Refused(f"{reason}。请先改好列出的错误；没有列出错误的，多半是页面模板写错了。") from error

    def _remember(self, address: str, content: bytes | Path | None) -> None:
        self._opened.pop(address, None)
        if isinstance(content, bytes) and address.endswith(".html"):
            self._opened[address] = content
        for name in list(self._opened)[:-_OPENED]:
            self._opened.pop(name, None)

    def _run(self) -> None:
        """Follow the files until the end; whatever happens, the last good state stays."""
        waiting: set[str] = set()
        self._finish(())
        while not self.is_over:
            changed = self.watch.wait() | waiting
            if self.is_over or not (changed or self.is_checking):
                continue
            waiting = set()
            try:
                if changed:
                    self._update(changed)
                self._finish(changed)
            except OSError:  # an editor still holds the file, or has just taken it away
                waiting = changed
                time.sleep(_AGAIN)
            except Exception as error:  # noqa: BLE001 - a fault of this program must not end the preview
                self.say(traceback.format_exc())
                self.trouble = f"预览程序出错（{type(error).__name__}：{error}），请把终端里的说明告诉维护人员。"
                self._publish(self.result, checking=False, moved=False)

    def _update(self, changed: Collection[str], jobs: int | None = 1) -> None:
        """Take in what has changed and let the browsers know; with nothing, read everything for the first time."""
        before = {path: self._reader.good.get(path) for path in changed}
        new = {path for path in changed if path in self.watch.added}
        for path in changed:
            self._digests.pop(path, None)
        if any(_is_of_shell(path) for path in changed):
            self._shell = None
        if any(path.startswith("overrides/") for path in changed):
            forget_templates()
        self._reading = read = self._reader.read(changed, jobs=jobs)
        if isinstance(read, Reading):
            self._take_shell()
            self._show(read)
            result = self._reader.first_result(read, changed, self.result)
        else:
            result = read
        for path in sorted(changed):
            self._note(path, before[path], is_new=path in new)
        self._publish(result, checking=isinstance(read, Reading), moved=True)

    def _take_shell(self) -> None:
        """Have what MkDocs makes, made anew if its files have changed; keep the old one while they are faulty."""
        if self._shell is not None:
            return
        try:
            with self._turn():
                self._shell = read_shell(self.root, for_staff=True)
            self.trouble = ""
        except Refused as refusal:
            self.trouble = str(refusal)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Wait for a build that is being made."""
        with ExitStack() as held:
            for _ in range(_TURNS):
                with suppress(Refused):
                    held.enter_context(only_writer(self.root / ".cache" / "shell"))
                    break
                time.sleep(_AGAIN)
            yield

    def _show(self, reading: Reading) -> None:
        """Make this the state that is shown, in the last sound shell."""
        shell = self._shell or (self.shown.shell if self.shown else None)
        if shell is None:
            return
        stale = {address_of(self._reader.good[path].index_number): path for path in reading.stale}
        site = Site(self.root, reading.shown, shell.frames, self._digests, for_staff=True)
        self.shown = Shown(site, shell, stale, self._hints, self._index)

    @property
    def folder(self) -> str:
        """The folder of the host in which the site is published, such as zwgk/; empty when it is not said."""
        address = self.shown.site.catalogue.vocabulary.site.public_address if self.shown else ""
        return urlsplit(address).path.lstrip("/")

    def content_of(self, path: str) -> Entry | Withdrawn | None:
        """What a file of the catalogue holds, or held when it was last good."""
        return self._reader.good.get(path)

    def _note(self, path: str, before: Entry | Withdrawn | None, *, is_new: bool) -> None:
        """Put a changed file in front of the list."""
        content = self.content_of(path) or before
        there = (self.root / path).is_file()
        what: What = "删除" if not there else "新增" if is_new else "修改"
        title = (content.title or content.index_number) if content else ""
        address = address_of(content.index_number) if content and there else ""
        self.saved = [Saved(path, what, title, address), *(one for one in self.saved if one.path != path)][:_REMEMBERED]

    def _finish(self, changed: Collection[str]) -> None:
        """Check everything, unless something has changed again meanwhile."""
        read = self._reading
        if not isinstance(read, Reading):
            self._report(changed)
            return
        if changed and self._lasting > _LONG:
            time.sleep(_FIRST)
        began = time.monotonic()
        result = self._reader.check(read, self._gives_up)
        if result is not None:
            self._lasting = time.monotonic() - began
            self._publish(result, checking=False, moved=False)
            self._report(changed)

    def _gives_up(self) -> bool:
        """Whether the check is of no more use; it waits a little while a page is being made."""
        for _ in range(_STEPS_ASIDE):
            if not self._answering or self.watch.is_pending or self.is_over:
                break
            time.sleep(_ASIDE)
        return self.watch.is_pending or self.is_over

    def _publish(self, result: CheckResult | None, *, checking: bool, moved: bool) -> None:
        """Let those know who wait; `moved` says that pages may have changed too."""
        with self.changed:
            self.result, self.is_checking = result, checking
            self.number += moved
            self.serial += 1
            self.changed.notify_all()

    def _report(self, changed: Collection[str]) -> None:
        """Say in the terminal what the check says, when something has changed."""
        if self.result is None:
            return
        lines = [f"{one.what} {one.path}" for one in self.saved if one.path in changed]
        self.say("\n".join([*lines, *(problem.report for problem in self.result.problems), self.result.summary]))


def _is_of_shell(path: str) -> bool:
    """Tell whether MkDocs makes something of a file."""
    return not path.startswith(f"{FOLDER}/") or path.startswith(f"{VOCABULARY}/")
