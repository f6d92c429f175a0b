"""Addresses of pages: none may fall on another one."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from disclosure.catalogue import Catalogue, address_of
from disclosure.problem import Problem, Rule
from disclosure.rules.register import Context, catalogue_rule


@catalogue_rule(
    "output-collision",
    requires="由索引号得出的网址，不分大小写、全半角也不重复。",
    reason="两条信息落到同一个网址，后一条会盖掉前一条；复制到 Windows 时大小写不分。",
)
def output_collision(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """No two entries with different numbers share an address after folding."""
    del context
    places: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for number, path in catalogue.records:
        key = unicodedata.normalize("NFKC", address_of(number)).casefold()
        places[key].setdefault(number, path)
    for numbers in places.values():
        (first, first_path), *others = sorted(numbers.items(), key=lambda item: item[1])
        for number, path in others:
            yield rule(path, f"{number} 与 {first}（{first_path}）的网址相同", "请换一个索引号", loc=("索引号",))
