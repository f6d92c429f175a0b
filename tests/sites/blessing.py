"""The expected texts of the small site: which pages they show, and how they are written again.

`bless()` rewrites what lies in tests/sites/small/expected/ and returns the names that changed; read the difference
before you commit it.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from sites.page import Page
from sites.project import SMALL, Tree, small_site

EXPECTED = SMALL / "expected"
ADDRESSES = "addresses.txt"
PAGES = (
    "index.html",
    "catalogue.html",
    "sitemap.html",
    "links.html",
    "application.html",
    "404.html",
    "column/statutory.html",
    "column/item-01.html",
    "column/item-01-p1.html",
    "column/item-03.html",
    "organ/xzf.html",
    "organ/jiedao.html",
    "entry/980000010/2025-00002.html",  # repealed
    "entry/980000010/2026-00001.html",  # policy, with everything
    "entry/980000010/2026-00004.html",  # hostile
    "entry/980000010/2026-00002.html",  # interpretation
    "entry/980000010/2026-00005.html",  # rulebook
    "entry/980000010/2026-00006.html",  # guide
    "entry/980000010/2026-00007.html",  # annual-report
    "entry/980000010/2026-00008.html",  # emergency-plan
    "entry/980000010/2026-00009.html",  # notice, corrected
    "entry/980000010/2026-00010.html",  # withdrawn
    "entry/980000010/2026-00501.html",  # alert, lifted
    "entry/980000010/2026-00503.html",  # inspection
    "entry/980000010/2026-00504.html",  # recruitment
    "entry/980000010/2026-00505.html",  # recruitment, a later stage
    "entry/980000010/2026-00506.html",  # consultation
    "entry/980000010/2026-00507.html",  # consultation, its result
    "entry/980000010/2026-00508.html",  # standard-catalogue
    "standards/index.html",
    "entry/980000020/2026-00003.html",  # organ-profile
    "entry/980000020/2026-00004.html",  # budget
    "entry/980000020/2026-00005.html",  # final-account
    "entry/980000020/2026-00006.html",  # power-list
    "entry/980000510/2026-00700.html",  # early-annual-report
    "entry/980000020/2026-00300.html",  # licence-decision
    "entry/980000020/2026-00301.html",  # penalty-decision
    "entry/980000020/2026-00302.html",  # fee
    "entry/980000020/2026-00304.html",  # procurement
    "entry/980000020/2026-00305.html",  # major-project
    "entry/980000020/2026-00306.html",  # resource-trading
    "entry/980000020/2026-00307.html",  # plan
    "entry/980000020/2026-00308.html",  # statistic
    "statistics/index.html",
    "power/czj/0100-A-00100.html",
    "power/czj/0100-K-00100.html",  # ended
    "powers/index.html",
    "accounts/2025.html",
    "accounts/compare.html",
    "validity/index.html",
    "powers/organ-czj.html",
    "adjustments/index.html",
    "entry/980000020/2026-00101.html",  # service-guide
    "entry/980000020/2025-00103.html",  # service-list
    "services/index.html",
    "services/organ-czj.html",
    "entry/980000510/2026-00001.html",  # long title, rare characters, wide table
)


def name_of(address: str) -> str:
    """The file in expected/ for a page."""
    return address.removesuffix(".html").replace("/", "_") + ".txt"


def texts_of(tree: Tree) -> dict[str, str]:
    """What a built site says, by file in expected/: the list of its files, and the text of the pages.

    The files of the search index are not listed: their names follow from how it is cut.

    What stands around every page is shown once, with the home page.
    """
    own = sorted(address for address in tree if not address.startswith(("search/",)))
    texts = {ADDRESSES: "\n".join(own) + "\n"}
    for address in PAGES:
        page = Page(address, tree[address])
        texts[name_of(address)] = f"{page.title}\n\n{page.text if address == 'index.html' else page.main_text}"
    return texts


def bless(folder: Path | None = None) -> list[str]:
    """Write the expected texts as the program makes them now; return the names of those that changed."""
    if folder is None:
        with tempfile.TemporaryDirectory() as made:
            return bless(Path(made))
    project = small_site(folder / "small")
    project.build()
    texts = texts_of(project.tree())
    EXPECTED.mkdir(exist_ok=True)
    there = {path.name: path.read_text(encoding="utf-8") for path in sorted(EXPECTED.glob("*.txt"))}
    for name in there.keys() - texts.keys():
        (EXPECTED / name).unlink()
    changed = {name for name, text in texts.items() if there.get(name) != text}
    for name in changed:
        (EXPECTED / name).write_text(texts[name], encoding="utf-8", newline="\n")
    return sorted(changed | (there.keys() - texts.keys()))
