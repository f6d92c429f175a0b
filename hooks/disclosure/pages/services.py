"""The family of pages on 政务服务事项: all organs on one page, the matters of each organ on one page of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from disclosure.kinds import Entry, ServiceGuide, ServiceList
from disclosure.kinds.service_list import Guides
from disclosure.pages.environment import environment
from disclosure.pages.site import ENTRY_VIEWS, Family, Page, Site, add, column_tags, make_page, up_from
from disclosure.views import Services, guide_view, list_view, newer_lists, services_of

_NAME = "services"
_INDEX = "services/index.html"
_TITLE = "政务服务事项和办事指南"
_KEYWORDS = ("政务服务事项", "办事指南", "主项", "实施编码")


@dataclass(frozen=True, slots=True)
class _Prepared:
    services: Services
    guides: Guides
    categories: Mapping[str, str]
    """The column of the menu by kind."""


def _prepare(site: Site) -> _Prepared:
    words = site.catalogue.vocabulary
    columns = {
        kind.slug: words.ancestry[words.category_of_kind[kind.slug].slug][0].slug
        for kind in (ServiceGuide, ServiceList)
    }
    return _Prepared(services_of(site.catalogue), Guides(site.catalogue.entries), columns)


def _names(_: Site, prepared: _Prepared) -> Iterator[str]:
    if prepared.services.organs:
        yield "index"
        yield from (f"organ {services.organ.slug}" for services in prepared.services.organs)


def _render(site: Site, prepared: _Prepared, name: str) -> Page:
    menu = prepared.categories[ServiceList.slug]
    if name == "index":
        return _index(site, prepared.services, menu)
    services = prepared.services.of(name.removeprefix("organ "))
    if services is None:
        raise KeyError(name)
    address, organ = services.address, services.organ
    body = (
        environment(site.root)
        .get_template("pages/services-organ.html")
        .render(services=services, index=_INDEX, index_title=_TITLE, up=up_from(address))
    )
    description = f"{organ.name}办理的{services.count}项政务服务事项，按主项排列，附办事指南。"
    head = column_tags(f"{organ.short}办事事项", description, (organ.short, *_KEYWORDS), "办事服务")
    title = f"{organ.short}办事事项 - {site.catalogue.vocabulary.site.name}"
    return make_page(site, address, title, head, body, menu)


def _index(site: Site, services: Services, menu: str) -> Page:
    template = environment(site.root).get_template("pages/services.html")
    body = template.render(services=services, title=_TITLE, up=up_from(_INDEX))
    region = site.catalogue.vocabulary.site.region
    description = f"{region}各机关办理的政务服务事项，按机关和主项查找，附办事指南。"
    head = column_tags(_TITLE, description, _KEYWORDS, "办事服务")
    return make_page(site, _INDEX, f"{_TITLE} - {site.catalogue.vocabulary.site.name}", head, body, menu)


def _of_organ(prepared: _Prepared, entry: Entry) -> str:
    services = prepared.services.of(entry.organ_slug)
    return services.address if services else ""


def _guide(site: Site, entry: Entry) -> Mapping[str, Any]:
    assert isinstance(entry, ServiceGuide)  # noqa: S101 - by the slug under which this is registered
    return {"guide": guide_view(site.catalogue, entry), "organ": _of_organ(site.prepared[_NAME], entry)}


def _list(site: Site, entry: Entry) -> Mapping[str, Any]:
    assert isinstance(entry, ServiceList)  # noqa: S101 - by the slug under which this is registered
    prepared: _Prepared = site.prepared[_NAME]
    return {
        "groups": list_view(site.catalogue, entry, prepared.guides),
        "newer": newer_lists(site.catalogue, entry),
        "organ": _of_organ(prepared, entry),
    }


add(Family(_NAME, _prepare, _names, _render, lambda prepared: prepared.services.count))
ENTRY_VIEWS[ServiceGuide.slug] = _guide
ENTRY_VIEWS[ServiceList.slug] = _list
