"""政务服务事项: codes of items, in lists and in guides, and lists whose matters nobody explains."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from disclosure.catalogue import Catalogue
from disclosure.kinds import Entry, ServiceGuide, ServiceList
from disclosure.kinds.service_list import Guides, current_lists
from disclosure.problem import Loc, Problem, Rule, quote, sentence, shared
from disclosure.rules.register import Context, catalogue_rule, entry_rule

_BASIS = "《优化营商环境条例》（国务院令第722号）第三十五条"
ODD_CODE = sentence("bad-item-code", "{found}不是通行的编码写法", "请与政务服务平台核对；平台上就是这样的，可以豁免")
_CODE = shared(
    "item-code",
    r"(?:[0-9A-Z]{10,16}|[A-Z]-[0-9]{6}-[0-9]{3}|[0-9A-Z]{2}-[0-9]{4}-[0-9]{5})"
    r"-[0-9]{12}-[0-9]{3}-[0-9A-Z]{8,20}(?:-[0-9A-Z])?-[0-9]{1,2}-[0-9]{2}",
)
"""基本编码-区划-三位-主体代码-一位-两位: how the codes of a real district are formed; no standard is public."""

_ITEMS, _CODE_NAME = "事项", "实施编码"


def _codes(entry: Entry) -> Iterator[tuple[Loc, str, str]]:
    """(place, code, name of the matter) of the codes in a guide or a list."""
    if isinstance(entry, ServiceGuide) and entry.code:
        yield (_CODE_NAME,), entry.code, entry.matter_name
    elif isinstance(entry, ServiceList):
        yield from (
            ((_ITEMS, number, _CODE_NAME), item.code, item.name) for number, item in enumerate(entry.items) if item.code
        )


@entry_rule(
    "bad-item-code",
    requires="实施编码写成“基本编码-行政区划代码-三位-实施主体代码-一位-两位”，照政务服务平台抄录，没有空格。",
    reason="清单、指南和政务服务平台靠编码对上；抄错一位就对不上。",
    source="政务服务平台通行的编码",
    severity="warning",
    exemptable=True,
)
def bad_item_code(entry: Entry, context: Context, rule: Rule) -> Iterator[Problem]:
    """The code of a matter has the usual form."""
    del context
    for loc, code, _ in _codes(entry):
        if not _CODE.fullmatch(code):
            yield rule(entry.path, *ODD_CODE(found=quote(code)), loc=loc, found=code)


@catalogue_rule(
    "duplicate-item-code",
    requires="一个实施编码在现行的事项清单里只出现一次，也只有一份办事指南。",
    reason="两个事项用一个号，指南就会挂错；改版的清单请写“替代”。",
    source="政务服务平台通行的编码",
)
def duplicate_item_code(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """No two current matters, and no two guides, share a code."""
    del context
    current = {entry.index_number for entry in current_lists(catalogue.entries)}
    places: defaultdict[tuple[str, str], list[tuple[str, Loc]]] = defaultdict(list)
    for entry in catalogue.entries:
        if isinstance(entry, ServiceGuide) or entry.index_number in current:
            for loc, code, _ in _codes(entry):
                places[(entry.slug, code)].append((entry.path, loc))
    for (slug, code), found in places.items():
        cure = "请核对编码" if slug == ServiceGuide.slug else "请核对编码；旧清单已经改版的，请写“替代”"
        for path, loc in found[1:]:
            first_path, first_loc = found[0]
            where = f" {first_path}" if first_path != path else f"本清单第 {int(first_loc[1]) + 1} 项"
            yield rule(path, f"{quote(code)}已用在{where}", cure, loc=loc, found=code)


@catalogue_rule(
    "item-without-guide",
    requires="现行清单里的每个事项都有办事指南（实施编码相同，或者没有编码而名称相同）。",
    reason="只有名称的事项，群众不知道要带什么、到哪里办。",
    source=_BASIS,
    severity="warning",
    exemptable=True,
)
def item_without_guide(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """Each matter of a current list has its guide; one sentence a list."""
    del context
    guides = Guides(catalogue.entries)
    for entry in current_lists(catalogue.entries):
        alone = [number for number, item in enumerate(entry.items) if guides.find(entry.organ_slug, item) is None]
        if alone:
            shown = "、".join(quote(entry.items[number].name) for number in alone[:3])
            rest = "等" if len(alone) > 3 else ""  # noqa: PLR2004 - as many as are shown
            what = f"{len(entry.items)} 项里有 {len(alone)} 项没有办事指南：{shown}{rest}"
            yield rule(
                entry.path,
                what,
                "请编写办事指南，实施编码写得与清单相同",
                loc=(_ITEMS, alone[0], "事项名称"),
                field=_ITEMS,
            )
