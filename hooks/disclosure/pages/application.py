"""The application form for information that is not published (政府信息公开申请表, 条例第二十九条).

It is filled in on the screen or with a pen and printed; nothing is sent or kept: there is no <form> to submit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from disclosure.kinds.guide import DisclosureOffice, Guide
from disclosure.pages.environment import environment
from disclosure.pages.site import Family, Page, Site, add, column_tags, make_page
from disclosure.vocabulary import Organ

ADDRESS = "application.html"
_TITLE = "政府信息公开申请表"


@dataclass(frozen=True, slots=True)
class Receiver:
    """An organ with the office that receives applications, by its newest guide."""

    organ: Organ
    office: DisclosureOffice
    guide: str
    """The address of the guide."""

    @property
    def place(self) -> str:
        """Where letters go, in one line."""
        return "，".join(filter(None, (self.office.address, self.office.name, self.office.postcode)))


def receivers(site: Site) -> list[Receiver]:
    """Every organ with a guide, in the order of the vocabulary."""
    catalogue = site.catalogue
    newest: dict[str, Guide] = {}
    for entry in catalogue.newest_first:
        if isinstance(entry, Guide):
            newest.setdefault(entry.organ_slug, entry)
    return [
        Receiver(organ, newest[organ.slug].office, catalogue.address_of(newest[organ.slug]))
        for organ in catalogue.vocabulary.organs
        if organ.slug in newest
    ]


def _others(site: Site, known: list[Receiver]) -> list[Organ]:
    """Organs without a guide of their own that can be asked too; villages are no organs of the state."""
    guided = {one.organ.slug for one in known}
    organs = site.catalogue.vocabulary.organs
    return [organ for organ in organs if organ.slug not in guided and organ.level != "村"]


def _render(site: Site, _: Any, __: str) -> Page:  # noqa: ANN401 - families share nothing here
    settings = site.catalogue.vocabulary.site
    column = next((one for one in site.catalogue.vocabulary.columns if one.article), None)
    template = environment(site.root).get_template("pages/application.html")
    known = receivers(site)
    body = template.render(receivers=known, others=_others(site, known), column=column)
    about = f"向{settings.region}各行政机关申请公开政府信息的申请表，可以在网页上填写打印，也可以打印空白表。"
    head = column_tags(_TITLE, about, (_TITLE, "依申请公开"), column.column_type if column else "信息公开")
    return make_page(site, ADDRESS, f"{_TITLE} - {settings.name}", head, body, column.slug if column else "")


add(Family("application", lambda _: None, lambda _, __: ("page",), _render))
