"""The build: check, render into the staging tree, verify, exchange. The live tree is touched by the exchange alone."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from disclosure.catalogue import Catalogue
from disclosure.languages import View, tables, views_of
from disclosure.pages import Frame, Made, Page, Site, closing, hand_written, links_in, render
from disclosure.problem import Refused
from disclosure.publication.index import write_index_files
from disclosure.publication.record import RECORD, record_of
from disclosure.publication.shell import read_shell
from disclosure.publication.tree import (
    MARK,
    MARK_TEXT,
    copy_if_different,
    delete_stale,
    exchange,
    mirror,
    only_writer,
    recover,
    require_ours,
    staging_of,
    write_if_different,
)
from disclosure.search import advice
from disclosure.source import list_files, read_bytes
from disclosure.vocabulary import host_of
from disclosure.workers import map_chunks


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did."""

    entries: int
    pages: int
    written: int
    deleted: int
    advice: str = ""
    """What the clerk should consider, if anything."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    address: str
    links: frozenset[str]
    written: bool
    title: str = ""
    outside: frozenset[str] = frozenset()


def build(
    root: Path, site_dir: Path, catalogue: Catalogue, *, jobs: int | None = None, for_staff: bool = False
) -> Built:
    """Publish a checked catalogue as `site_dir`. Raises Refused, and leaves the old site, when something is wrong.

    `for_staff` adds the pages for staff though the setting 填报资料 keeps them out of the public site.
    """
    require_ours(site_dir)
    with only_writer(root / ".cache" / "shell"), only_writer(site_dir):
        recover(site_dir)
        made = read_shell(root, for_staff=for_staff)
        staging = staging_of(site_dir)
        require_ours(staging)
        try:
            _level(staging, site_dir)
            outcomes = _fill(root, staging, catalogue, made.frames, made.files, jobs, for_staff=for_staff)
        except (FileExistsError, IsADirectoryError, NotADirectoryError):
            # A file lies where a folder must be, or the other way round; the staging tree is only a head start.
            shutil.rmtree(staging)
            _level(staging, site_dir)
            outcomes = _fill(root, staging, catalogue, made.frames, made.files, jobs, for_staff=for_staff)
        wanted = {outcome.address for outcome in outcomes}
        deleted = delete_stale(staging, wanted)
        exchange(staging, site_dir)
    written = sum(outcome.written for outcome in outcomes)
    count = len(catalogue.entries)
    return Built(count, len(outcomes), written, deleted, advice(catalogue.vocabulary.site.search_engine, count))


def _level(staging: Path, live: Path) -> None:
    """Mark the staging tree as ours and make it like the live tree, where there is one."""
    write_if_different(staging / MARK, MARK_TEXT.encode())
    if live.exists():
        mirror(live, staging)


def write_pages(root: Path, site_dir: Path, catalogue: Catalogue, frames: Mapping[int, str]) -> None:
    """Add the pages of a checked catalogue to what MkDocs has written into `site_dir` (plain `mkdocs build`)."""
    there = {name: read_bytes(site_dir / name) for name in list_files(site_dir).files}
    _fill(root, site_dir, catalogue, {number: Frame(html) for number, html in frames.items()}, there, None)


def _fill(  # noqa: PLR0913, PLR0917 - the parts of a site
    root: Path,
    tree: Path,
    catalogue: Catalogue,
    frames: Mapping[int, Frame],
    shell_files: Mapping[str, bytes],
    jobs: int | None,
    *,
    for_staff: bool = False,
) -> list[_Outcome]:
    digests = {stored.path: digest_of(root / stored.path) for stored in catalogue.stored}
    site = Site(root, catalogue, frames, digests, for_staff)
    site.prepare()
    views = views_of(catalogue.vocabulary)
    outcomes = map_chunks(_write_pages, (site, tree, views), site.names, jobs=jobs)
    files = {**shell_files, **other_files(root, catalogue, views)}
    for name, content in files.items():
        page = hand_written(site, name, content) if name.endswith(".html") else Page(name, content, frozenset())
        outcomes += _write_page(tree, views, page)
    made = [Made(outcome.address, outcome.title, outcome.outside) for outcome in outcomes if outcome.title]
    outcomes += [outcome for page in closing(site, made) for outcome in _write_page(tree, views, page)]
    for stored in catalogue.stored:
        copied = copy_if_different(root / stored.path, tree / stored.address)
        outcomes.append(_Outcome(stored.address, frozenset(), copied))
    found = write_index_files(root, tree, catalogue, shell_files, jobs)
    outcomes += [_Outcome(file.address, frozenset(), file.written) for file in found]
    _verify(outcomes, frames)
    return outcomes


def _write_pages(state: tuple[Site, Path, Sequence[View]], names: Sequence[str]) -> list[_Outcome]:
    site, tree, views = state
    return [outcome for name in names for outcome in _write_page(tree, views, render(site, name))]


def _write_page(tree: Path, views: Sequence[View], page: Page) -> list[_Outcome]:
    """Write a page, and the same in the other languages."""
    others = [other for view in views if (other := view.page(page))]
    return [
        _Outcome(one.address, one.links, write_if_different(tree / one.address, one.content), one.title, one.outside)
        for one in (page, *others)
    ]


def other_files(root: Path, catalogue: Catalogue, views: Sequence[View]) -> dict[str, bytes]:
    """What a site has besides pages, attachments, index and the files of the shell, by address."""
    files = {MARK: MARK_TEXT.encode(), RECORD: record_of(catalogue).to_bytes()}
    return files | tables(root, catalogue.vocabulary, views)


def digest_of(path: Path) -> tuple[int, str]:
    """Size and SHA-256 of a file of any size. Raises OSError."""
    with path.open("rb") as file:
        return path.stat().st_size, file_digest(file, "sha256").hexdigest()


def _verify(outcomes: Iterable[_Outcome], frames: Mapping[int, Frame]) -> None:
    """Links inside the site lead to files of the site, others to whole addresses; no two pages share an address."""
    outcomes = list(outcomes)
    addresses = {outcome.address for outcome in outcomes}
    if len(addresses) < len(outcomes):
        twice = sorted({o.address for o in outcomes if sum(p.address == o.address for p in outcomes) > 1})
        raise Refused(f"有两个页面的网址相同：{'、'.join(twice)}")
    broken = [f"{o.address} 里的链接 {link} 打不开" for o in outcomes for link in sorted(o.links - addresses)]
    for number, frame in frames.items():
        place = "x/" * number + "x.html"
        missing = sorted(links_in(frame.fill({}), place) - addresses)
        broken += [f"第 {number} 层页面的框架 里的链接 {link} 打不开" for link in missing]
    broken += [f"{o.address} 里的网址 {url} 不完整" for o in outcomes for url in sorted(o.outside) if not host_of(url)]
    if broken:
        raise Refused("\n".join([*broken[:20], f"共有 {len(broken)} 处链接打不开，没有发布。"]))
