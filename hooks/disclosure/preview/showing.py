"""The site as it would be built now, of which only what is asked for is made."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import RLock

from disclosure.languages import View, views_of
from disclosure.pages import Made, Page, Site, closing, hand_written, page_at, render
from disclosure.publication import Shell, other_files, write_index_files
from disclosure.source import list_files, read_bytes

_CLOSING = re.compile(r"(?:sitemap|links)(?:-\d+)?\.(?:html|xml|csv)")
"""The pages that know all others: all others are rendered before they can be."""
_ASSETS = "assets/"
_SEARCH = "search/"
_SEARCH_PAGE = "search.html"


class Index:
    """The index of the full-text search: made when somebody searches, for the site as it was when the page came."""

    def __init__(self, root: Path) -> None:
        """Make nothing yet."""
        self._root = root
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._lock = RLock()
        self._wanted: Shown | None = None
        self._made: Shown | None = None

    def want(self, shown: Shown) -> None:
        """From now on the index is that of this site."""
        with self._lock:
            self._wanted = shown

    def file(self, address: str, shown: Shown) -> bytes | None:
        """A file of the index, which is made if need be. Raises Refused while a build makes its own."""
        with self._lock:
            wanted = self._wanted or shown
            self._folder = self._folder or tempfile.TemporaryDirectory(prefix="disclosure-preview-")
            folder = Path(self._folder.name)
            if self._made is not wanted:
                write_index_files(self._root, folder, wanted.site.catalogue, wanted.shell.files, 1)
                self._made = wanted
            there = address.removeprefix(_SEARCH) in list_files(folder / _SEARCH).files
            return read_bytes(folder / address) if there else None

    def close(self) -> None:
        """Delete the files."""
        with self._lock:
            if self._folder:
                self._folder.cleanup()


@dataclass(frozen=True, eq=False)
class Shown:
    """One state of the site."""

    site: Site
    shell: Shell
    stale: Mapping[str, str]
    """The pages that show a file in its last good form: the file by the address of its page."""
    hints: MutableMapping[str, str]
    """See `page_at`; handed on from state to state."""
    index: Index

    def content(self, address: str) -> bytes | Path | None:
        """The file at an address as a build would write it: bytes, or the file that is copied; None: there is none."""
        if address.startswith(_SEARCH):
            return self.index.file(address, self)
        if address in self._stored:
            return self._stored[address]
        with self._lock:
            if address not in self._made:
                self._made[address] = self._make(address)
        return self._made[address]

    def opened(self, address: str) -> None:
        """Somebody has opened a page: from the page of the search on, the index is that of this state."""
        if address.rpartition("/")[2] == _SEARCH_PAGE:
            self.index.want(self)

    def _make(self, address: str) -> bytes | None:
        if address.startswith(_ASSETS) and address in self._others:
            return self._others[address]
        if view := self._views.get(address.partition("/")[0]):
            page = self._page(address.partition("/")[2])
            other = view.page(page) if page else None
            return other.content if other else None
        page = self._page(address)
        return page.content if page else None

    def _page(self, address: str) -> Page | None:
        content = self.shell.files.get(address)
        if content is not None:
            return (
                hand_written(self.site, address, content)
                if address.endswith(".html")
                else Page(address, content, frozenset())
            )
        if _CLOSING.fullmatch(address):
            return self._closing.get(address)
        return page_at(self.site, address, self.hints)

    @cached_property
    def _lock(self) -> RLock:
        return RLock()

    @cached_property
    def _made(self) -> dict[str, bytes | None]:
        return {}

    @cached_property
    def _stored(self) -> dict[str, Path]:
        return {stored.address: self.site.root / stored.path for stored in self.site.catalogue.stored}

    @cached_property
    def _views(self) -> dict[str, View]:
        return {view.language.slug: view for view in views_of(self.site.catalogue.vocabulary)}

    @cached_property
    def _others(self) -> dict[str, bytes]:
        return other_files(self.site.root, self.site.catalogue, list(self._views.values()))

    @cached_property
    def _closing(self) -> dict[str, Page]:
        pages = [render(self.site, name) for name in self.site.names]
        files = self.shell.files.items()
        pages += [hand_written(self.site, name, content) for name, content in files if name.endswith(".html")]
        made = [Made(page.address, page.title, page.outside) for page in pages if page.title]
        return {page.address: page for page in closing(self.site, made)}
