"""The tasks that are measured, each a program of its own: an engine indexes a corpus, or MkDocs gets its pages.

python tests/bench/search_jobs.py ngram --corpus DIR --base N --site DIR --cache DIR [--variant changed|added]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "hooks")]

from bench.corpus import Corpus, Text  # noqa: E402 - after the path is set
from bench.search_source import FolderTarget, MadeSource  # noqa: E402
from disclosure.cache import Cache  # noqa: E402
from disclosure.search import write_index  # noqa: E402
from disclosure.search.pagefind import write_pagefind  # noqa: E402

VARIANTS: dict[str, Callable[[Corpus], Corpus]] = {
    "same": lambda corpus: corpus,
    "changed": Corpus.changed,
    "added": lambda corpus: corpus.changed().added(),
}
"""The states of the texts, each with the changes of the one before."""
MKDOCS = """site_name: 测速
site_url: ""
use_directory_urls: false
theme:
  name: material
  language: zh
  font: false
nav: [index.md]
validation: {nav: {omitted_files: ignore}}
"""


def ngram(corpus: Corpus, site: Path, cache: Path) -> None:
    """The engine of this project."""
    target = FolderTarget(site / "search")
    target.keep_only(write_index(MadeSource(corpus), target, cache=Cache(cache)))


def pagefind(corpus: Corpus, site: Path, cache: Path) -> None:
    """Pagefind, as the project uses it."""
    target = FolderTarget(site / "search")
    target.keep_only(write_pagefind(MadeSource(corpus), target, cache=Cache(cache)))


def markdown(text: Text) -> str:
    """A text as a page for MkDocs: everything that our engine searches, too."""
    lines = [line for part in text.parts() for line in part.split("\n") if line != text.title]
    return "\n\n".join([f"# {text.title}", *lines, ""])


def pages(corpus: Corpus, site: Path, cache: Path) -> None:
    """The source folder of a MkDocs site, with and without its search. `cache` is not used."""
    del cache
    for name, plugins in (("with", '["search"]'), ("without", "[]")):
        place = site / f"mkdocs-{name}.yml"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(f"{MKDOCS}plugins: {plugins}\n", encoding="utf-8", newline="\n")
    (site / "docs").mkdir(exist_ok=True)
    (site / "docs" / "index.md").write_text("# 测速\n", encoding="utf-8", newline="\n")
    for text in corpus.texts(range(corpus.count)):
        place = (site / "docs" / text.address).with_suffix(".md")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(markdown(text), encoding="utf-8", newline="\n")


TASKS: dict[str, Callable[[Corpus, Path, Path], None]] = {"ngram": ngram, "pagefind": pagefind, "pages": pages}


def main() -> None:
    """Read the arguments and do the task."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=sorted(TASKS))
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--base", type=int, required=True)
    parser.add_argument("--site", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--variant", choices=sorted(VARIANTS), default="same")
    options = parser.parse_args()
    corpus = VARIANTS[options.variant](Corpus(options.corpus, options.base))
    TASKS[options.task](corpus, options.site, options.cache)


if __name__ == "__main__":
    main()
