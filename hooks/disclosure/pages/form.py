"""填报: the form in which staff fill in an entry; it works from a folder, without a server."""

from __future__ import annotations

import json

from disclosure.kinds import KINDS
from disclosure.pages.environment import environment
from disclosure.pages.site import Family, Page, Site, add, column_tags, make_page
from disclosure.views import Link
from disclosure.views.form import SCRIPTS, form_data

ADDRESS = "填报.html"
TITLE = "填报"
DATA = "assets/form/data.js"
"""All that the scripts know: a script itself, since nothing else can be read from a disk."""
_PAGE_SCRIPTS = ("write", "yaml", "read", "widgets", "groups", "page", "files")
"""After those that check; they run in this order, the last one starts the page."""


def _render(site: Site, _: None, name: str) -> Page:
    if name == "data":
        data = json.dumps(form_data(site.catalogue), ensure_ascii=False, separators=(",", ":"))
        # What begins a tag or ends a line in old scripts stands as an escape: the file is safe wherever it is read.
        safe = data.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
        return Page(DATA, f"window.disclosureForm={{data:{safe}}};\n".encode(), frozenset())
    words = site.catalogue.vocabulary
    crumbs = (Link("首页", "index.html"), Link("填报手册", "manual/index.html"), Link(TITLE, ADDRESS))
    template = environment(site.root).get_template("pages/form.html")
    body = template.render(
        site=site, kinds=KINDS.values(), title=TITLE, crumbs=crumbs, up="", host=words.site.form_host
    )
    head = column_tags(TITLE, "填写一条政府信息，边填边查，写成文件。", (TITLE, "政府信息公开"), "填报说明")
    head += '\n<link rel="stylesheet" href="assets/form/form.css">'
    head += f'\n<script src="{DATA}" defer></script>'
    names = (*SCRIPTS, *_PAGE_SCRIPTS)
    head += "".join(f'\n<script src="assets/form/{script}.js" defer></script>' for script in names)
    return make_page(site, ADDRESS, f"{TITLE} - {words.site.name}", head, body)


add(Family("form", lambda _: None, lambda _, __: ("page", "data"), _render, staff=True))
