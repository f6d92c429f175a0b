"""政务服务事项清单: the matters that an organ handles, by name and code (优化营商环境条例第三十五条).

A list of matters is not a set of guides. An office that has only names and codes (the usual export of a 政务服务平台)
files them here, one entry an organ: the public finds what can be done where, and nobody is shown a guide without
content. A matter finds its 办事指南 by 实施编码, or by its name where it has no code; nothing is linked by hand.

An organ may keep several lists that add up (one file holds about 800 matters, see `file-too-large`). A new edition
names the lists it takes the place of in 替代; only lists that none replaces count as current.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, ClassVar

from disclosure.fields import Line, Listed, Model, NonEmpty, term
from disclosure.kinds.base import Entry, Relation
from disclosure.kinds.service_guide import ServiceGuide


class ServiceItem(Model):
    """One matter (政务服务事项)."""

    unnamed: ClassVar[frozenset[str]] = frozenset({"main_item", "name", "sort"})

    main_item: Line | None = term("主项", about="所属的主项，没有的不写", example="护士执业注册", default=None)
    name: Line = term("事项名称", about="事项的规范名称", example="护士执业首次注册")
    code: Line | None = term(
        "实施编码",
        about="政务服务事项的实施编码",
        example="990101010001-990000000000-000-119900009900001300-1-00",
        default=None,
    )
    sort: Annotated[Line, Listed("事项类型")] | None = term(
        "事项类型", about="行政许可、公共服务等", example="公共服务", default=None
    )


class ServiceList(Entry):
    """The matters of an organ."""

    slug: ClassVar[str] = "service-list"
    label: ClassVar[str] = "政务服务事项清单"
    about: ClassVar[str] = "各机关办理的政务服务事项的名称、主项和实施编码"
    counter: ClassVar[str] = "份"
    relations: ClassVar[tuple[Relation, ...]] = (
        Relation("replaces", "本清单替代的清单", "替代本清单的清单", ("service-list",)),
    )

    items: Annotated[tuple[ServiceItem, ...], NonEmpty] = term("事项", about="各个事项", example="见示例")
    replaces: tuple[Line, ...] = term(
        "替代", about="替代哪些旧清单，写索引号", example="990000021/2024-00003", default=()
    )


def current_lists(entries: Iterable[Entry]) -> list[ServiceList]:
    """The lists that no other list replaces, in the order given."""
    lists = [entry for entry in entries if isinstance(entry, ServiceList)]
    replaced = {number for entry in lists for number in entry.replaces}
    return [entry for entry in lists if entry.index_number not in replaced]


class Guides:
    """Finds the guide of a matter: by 实施编码, or by its name in the same organ where one of the two has no code."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Of guides with the same code the first counts; the rule duplicate-item-code reports them."""
        self._by_code: dict[str, ServiceGuide] = {}
        self._by_name: dict[tuple[str, str], ServiceGuide] = {}
        for entry in entries:
            if isinstance(entry, ServiceGuide):
                if entry.code:
                    self._by_code.setdefault(entry.code, entry)
                self._by_name.setdefault((entry.organ_slug, entry.matter_name), entry)

    def find(self, organ_slug: str, item: ServiceItem) -> ServiceGuide | None:
        """The guide of a matter of an organ; one of the same name but another code is another matter's."""
        if item.code and item.code in self._by_code:
            return self._by_code[item.code]
        named = self._by_name.get((organ_slug, item.name))
        return None if named is None or (item.code and named.code) else named
