"""The manual: how entries are filled in, generated from the models, the rules and the examples in the catalogue."""

from __future__ import annotations

from disclosure.pages.environment import environment
from disclosure.pages.site import Family, Page, Site, add, column_tags, make_page, up_from
from disclosure.source import read_bytes
from disclosure.views.entry import Link
from disclosure.views.manual import Example, Manual, manual

EXAMPLES = "catalogue/.examples"
"""One folder a kind: good.yml, bad.yml, and bad.txt with what the check says about it."""


def _prepare(site: Site) -> Manual:
    folder = site.root / EXAMPLES
    slugs = sorted(path.name for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
    return manual(site.catalogue.vocabulary, {slug: _example(site, slug) for slug in slugs})


def _example(site: Site, slug: str) -> Example:
    folder = site.root / EXAMPLES / slug
    good, bad, said = (
        read_bytes(folder / name).decode() if (folder / name).is_file() else ""
        for name in ("good.yml", "bad.yml", "bad.txt")
    )
    return Example(good.strip(), bad.strip(), tuple(said.splitlines()))


def _names(_: Site, book: Manual) -> list[str]:
    return ["index", "rules", *(str(number) for number in range(len(book.kinds)))]


def _render(site: Site, book: Manual, name: str) -> Page:
    if name == "index":
        return _page(site, book, "manual/index.html", "manual-index", "填报手册")
    if name == "rules":
        return _page(site, book, "manual/rules.html", "manual-rules", "检查规则")
    kind = book.kinds[int(name)]
    return _page(site, book, kind.address, "manual-kind", f"怎样填报{kind.label}", kind=kind)


def _page(site: Site, book: Manual, address: str, template: str, title: str, **more: object) -> Page:
    crumbs = [Link("首页", "index.html"), Link("填报手册", "manual/index.html")]
    crumbs += [] if address.endswith("index.html") else [Link(title, address)]
    made = environment(site.root).get_template(f"pages/{template}.html")
    body = made.render(site=site, book=book, title=title, crumbs=crumbs, up=up_from(address), **more)
    head = column_tags(title, f"{title}：字段、例子和检查规则。", ("填报手册", title), "填报说明")
    return make_page(site, address, f"{title} - {site.catalogue.vocabulary.site.name}", head, body)


add(Family("manual", _prepare, _names, _render, staff=True))
