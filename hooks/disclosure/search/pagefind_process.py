"""Runs Pagefind over pages and takes from its output what the reader in the browser needs.

Pagefind is started through its Python wrapper, as `python -m pagefind`. Its asynchronous interface is not used: it
waits a tenth of a second for every page (1.5.2), which is 17 minutes for 10,000.
"""

from __future__ import annotations

import json
import subprocess
import sys
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from gzip import decompress
from pathlib import Path

from disclosure.cache import scratch
from disclosure.problem import Refused
from disclosure.source import list_files, read_bytes

TIME_LIMIT = 1800
"""Seconds that one run may take; 2,000 long documents take about 10."""
SIGNATURE = b"pagefind_dcd"
"""What every file of Pagefind begins with, once it is decompressed."""
_KILLED = -9
_CALLS = (
    "let wasm_bindgen=",
    "function init_pagefind(metadata_bytes)",
    "function request_indexes(ptr,query)",
    "function load_index_chunk(ptr,chunk_bytes)",
    "function search(ptr,query,original_query,filter,sort,exact,exact_diacritics)",
)
"""What overrides/assets/search/pagefind.js calls in Pagefind's own script; a later version may have changed it."""

MISSING = (
    "检索引擎 pagefind 没有装好，不能生成检索索引。请按 requirements.txt 重新安装（其中有 pagefind 和 pagefind-bin），"
    "或者把 site.yml 里的“检索引擎”改回“内置”。"
)


@dataclass(frozen=True, slots=True)
class Program:
    """What searches in the browser; it comes with Pagefind."""

    version: str
    script: str
    """Pagefind's script for a worker, which knows how to call its WebAssembly."""
    wasm: bytes


@dataclass(frozen=True, slots=True)
class Bundle:
    """What Pagefind made of some pages."""

    meta: bytes
    """The table of chunks and pages, as WebAssembly reads it."""
    chunks: tuple[tuple[str, bytes], ...]
    """Every part of the index by its name, sorted."""
    hashes: tuple[str, ...]
    """By which name the answers speak of each page, in the order of the pages."""


def pagefind_program(folder: Path) -> Program:
    """What searches in the browser. Raises Refused when Pagefind is missing or another version than can be used."""
    with _made(["<html><body data-pagefind-body>0000</body></html>\n"], folder) as made:
        script = read_bytes(made / "pagefind-worker.js").decode()
        version = json.loads(read_bytes(made / "pagefind-entry.json"))["version"]
        wasm = _plain(made / "wasm.unknown.pagefind")
    if missing := [call for call in _CALLS if call not in script]:
        raise Refused(
            f"装着的 pagefind {version} 与本程序不配套（它的脚本里没有 {missing[0]}），"
            "请按 requirements.txt 安装规定的版本。"
        )
    return Program(version, script, wasm)


def pagefind_bundle(pages: Sequence[str], folder: Path) -> Bundle:
    """Index some pages. Raises Refused when Pagefind is missing, fails, takes too long or leaves pages out."""
    with _made(pages, folder) as made:
        names = list_files(made).files
        (meta,) = (name for name in names if name.endswith(".pf_meta"))
        hashes = _hashes(made, [name for name in names if name.startswith("fragment/")])
        if sorted(hashes) != list(range(len(pages))):
            raise Refused(f"pagefind 应当收录 {len(pages)} 页，实际收录了 {len(hashes)} 页，没有发布。")
        return Bundle(
            meta=_plain(made / meta),
            chunks=tuple((_chunk_name(name), _plain(made / name)) for name in names if name.startswith("index/")),
            hashes=tuple(hashes[number] for number in range(len(pages))),
        )


@contextmanager
def _made(pages: Sequence[str], folder: Path) -> Iterator[Path]:
    """Pagefind's output for some pages; it is deleted at the end. No other work may be done in the folder."""
    try:
        with scratch(folder) as place:
            for number, page in enumerate(pages):
                place.write(f"{number}.html", [page.encode()])
            made = place.folder / "made"
            _run(["--site", str(place.folder), "--output-path", str(made), "--silent"])
            yield made
    except (OSError, EOFError, zlib.error, ValueError, LookupError) as error:
        raise Refused("pagefind 的文件写不进去或者读不出来，没有发布。请检查磁盘空间，再试一次。") from error


def _run(arguments: Sequence[str]) -> str:
    command = [sys.executable, "-m", "pagefind", *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - the wrapper of the locked package, with arguments of our own
            command, check=False, capture_output=True, stdin=subprocess.DEVNULL, timeout=TIME_LIMIT
        )
    except subprocess.TimeoutExpired as error:
        raise Refused(f"pagefind 运行超过 {TIME_LIMIT // 60} 分钟还没有结束，已经停下，没有发布。") from error
    if done.returncode == 0:
        return done.stdout.decode("utf-8", "replace")
    said = (done.stderr + done.stdout).decode("utf-8", "replace")
    if "No module named" in said or "FileNotFoundError" in said or "PermissionError" in said:
        raise Refused(MISSING)
    if done.returncode == _KILLED:
        raise Refused("pagefind 被系统终止，多半是内存不足。请关闭别的程序以后再试，或者改用内置的检索引擎。")
    last = next((line.strip() for line in reversed(said.splitlines()) if line.strip()), "没有说明")
    raise Refused(f"pagefind 运行失败，没有发布。它最后说的是：{last}")


def _chunk_name(name: str) -> str:
    return name.removeprefix("index/unknown_").removesuffix(".pf_index")


def _hashes(made: Path, names: Sequence[str]) -> dict[int, str]:
    """The name of each page's fragment by the number of the page. The fragments themselves are not published."""
    found = {}
    for name in names:
        url = json.loads(_plain(made / name))["url"]
        found[int(url.removeprefix("/").removesuffix(".html"))] = name.removeprefix("fragment/").partition(".")[0]
    return found


def _plain(path: Path) -> bytes:
    """A file of Pagefind, decompressed, without its signature."""
    content = decompress(read_bytes(path))
    if not content.startswith(SIGNATURE):
        raise ValueError(path.name)
    return content.removeprefix(SIGNATURE)
