"""Which pages can be read in other languages, and the links between the views of one page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from disclosure.pages.environment import environment, href

if TYPE_CHECKING:
    from disclosure.pages.site import Site

_SIMPLIFIED_ONLY = re.compile(r"404\.html|kiosk\.html|填报\.html|(?:kiosk|manual)/")
"""The page for missing addresses belongs to no folder; what clerks use and touch screens have one language."""


def is_mirrored(address: str) -> bool:
    """Tell whether the page with this address in the site has a twin below the folder of each language."""
    return address.endswith(".html") and not _SIMPLIFIED_ONLY.match(address)


def switch(site: Site, address: str) -> bytes:
    """The links to the other views of a page; empty where there are none."""
    languages = site.catalogue.vocabulary.languages
    if not languages or not is_mirrored(address):
        return b""
    template = environment(site.root).get_template("pages/_languages.html")
    up = "../" * address.count("/")
    return template.render(languages=languages, up=up, address=href(address)).encode()
