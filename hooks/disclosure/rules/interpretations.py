"""政策解读 follows its document in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from disclosure.catalogue import Catalogue
from disclosure.kinds import Entry
from disclosure.problem import Problem, Rule
from disclosure.rules.limits import working_days_over
from disclosure.rules.register import Context, catalogue_rule

_FIRST_DAY = date(2016, 4, 18)
"""国办发〔2016〕19号 is of this day; what was published before has no limit."""


@catalogue_rule(
    "interpretation-late",
    requires="政策文件的第一份解读在文件公开之日起3个工作日内发布；一份解读讲几份文件的，从最晚公开的一份算起。",
    reason="文件刚出台的几天问的人最多；迟了要在检查中说明。后来补写的解读可以豁免。",
    source="《2016年政务公开工作要点》（国办发〔2016〕19号）",
    severity="warning",
    exemptable=True,
)
def interpretation_late(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """The first explanation of a document is published within the working days that the limit allows."""
    for entry in catalogue.entries:
        documents = [
            other
            for relation in entry.relations
            if relation.attribute == "documents"
            for other in catalogue.referred(entry, relation)
        ]
        newest = max(documents, key=_when, default=None)
        if newest is None or newest.published_at.date() < _FIRST_DAY or not _is_first(catalogue, entry, newest):
            continue
        start, end = newest.published_at.date(), entry.published_at.date()
        if limit := working_days_over(context, "interpretation-publication", start, end):
            days = f"{start.isoformat()} 公开，到 {end.isoformat()} 超过 {limit} 个工作日"
            what = f"解读的文件 {newest.index_number} 在 {days}"
            yield rule(entry.path, what, "请核对日期；确实迟了的不必改", loc=("发布日期",), found=end.isoformat())


def _is_first(catalogue: Catalogue, entry: Entry, document: Entry) -> bool:
    """Whether no explanation of the document was published before this one."""
    around = catalogue.referring.get(document.index_number, [])
    return entry is min((other for relation, other in around if relation.attribute == "documents"), key=_when)


def _when(entry: Entry) -> tuple[date, str]:
    return entry.published_at.date(), entry.index_number
