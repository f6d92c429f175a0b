"""How a reader may see a page: the looks, the widths of windows, and how an open page is put into them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from playwright.sync_api import Page

WIDTHS = {1280: 900, 768: 1024, 390: 844, 320: 640}
"""Heights of windows by their widths, in CSS pixels."""
PUT_ON = """wanted => {
  const root = document.documentElement;
  for (const name of ["data-scheme", "data-contrast", "data-version"]) {
    if (name in wanted) root.setAttribute(name, wanted[name]); else root.removeAttribute(name);
  }
}"""


@dataclass(frozen=True, kw_only=True)
class Look:
    """A look, as the settings of the reader's system ask for it and as the page's own switch does."""

    title: str
    scheme: Literal["light", "dark"] = "light"
    contrast: Literal["more", "no-preference"] = "no-preference"
    attributes: dict[str, str] = field(default_factory=dict)
    """What the switch writes on the root element."""

    def put_on(self, page: Page, *, switch: bool) -> None:
        """Put an open page into this look, by the page's switch or by the settings of the system.

        The version for the elderly has no setting of a system: it comes by the switch alone.
        """
        by_system = self.scheme if not switch else "light"
        page.emulate_media(color_scheme=by_system, contrast="no-preference" if switch else self.contrast)
        chosen = {name: value for name, value in self.attributes.items() if switch or name == "data-version"}
        page.evaluate(PUT_ON, chosen)


LOOKS = {
    "light": Look(title="浅色", attributes={"data-scheme": "light"}),
    "dark": Look(title="深色", scheme="dark", attributes={"data-scheme": "dark"}),
    "contrast": Look(title="高对比度", contrast="more", attributes={"data-scheme": "light", "data-contrast": "high"}),
    "elder": Look(title="长辈版", attributes={"data-scheme": "light", "data-version": "elder"}),
}


def resize(page: Page, width: int) -> None:
    """Give an open page a window of a width of WIDTHS."""
    page.set_viewport_size({"width": width, "height": WIDTHS[width]})
