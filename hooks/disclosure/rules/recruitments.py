"""公务员招考: quotas add up, nobody is hired beyond them, and people are not exposed more than needed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from disclosure.catalogue import Catalogue
from disclosure.kinds import Entry, Recruitment
from disclosure.kinds.recruitment import HIRED, PROPOSED
from disclosure.problem import Problem, Rule, quote, sentence, shared
from disclosure.rules.dates import working_days
from disclosure.rules.register import Context, catalogue_rule, entry_rule

OTHER_QUOTA = sentence("quota-sum", "写的是 {quota}，{positions} 个职位的名额相加是 {total}", "请核对职位表和合计")
CODE_TWICE = sentence("duplicate-position", "{found}写了两次", "请核对职位代码")
UNMASKED = sentence("exam-number-unmasked", "没有隐去中间几位", "请写成“前三位****后四位”，例如 260****0137")
SHORT_PUBLICITY = sentence(
    "publicity-too-short",
    "从 {first} 到 {end} 只有 {taken} 个工作日，少于 {limit} 个",
    "请延长公示，或者核对日期",
)


@entry_rule(
    "quota-sum",
    kind=Recruitment,
    requires="名额合计等于各职位名额之和。",
    reason="合计与职位表对不上，考生不知道招多少人。",
)
def quota_sum(entry: Recruitment, context: Context, rule: Rule) -> Iterator[Problem]:
    """The total is that of the table of positions."""
    del context
    total = sum(position.quota for position in entry.positions)
    if entry.positions and entry.quota is not None and entry.quota != total:
        said = OTHER_QUOTA(quota=entry.quota, positions=len(entry.positions), total=total)
        yield rule(entry.path, *said, loc=("名额合计",), found=str(entry.quota))


@entry_rule(
    "duplicate-position",
    kind=Recruitment,
    requires="职位表里的职位代码不重复。",
    reason="两个职位同一个代码，后面各阶段就分不清是哪一个。",
)
def duplicate_position(entry: Recruitment, context: Context, rule: Rule) -> Iterator[Problem]:
    """Each code stands for one position."""
    del context
    seen: set[str] = set()
    for number, position in enumerate(entry.positions):
        if position.code in seen:
            loc = ("职位", number, "职位代码")
            yield rule(entry.path, *CODE_TWICE(found=quote(position.code)), loc=loc, found=position.code)
        seen.add(position.code)


def _announcement(catalogue: Catalogue, entry: Entry) -> Recruitment | None:
    """The announcement to which a stage belongs, if it has a table of positions."""
    if isinstance(entry, Recruitment):
        for target in entry.announcement:
            other = catalogue.by_number.get(target)
            if isinstance(other, Recruitment) and other.positions:
                return other
    return None


@catalogue_rule(
    "unknown-position",
    requires="名单里的职位代码是招考公告职位表里有的。",
    reason="公告里没有的职位不能录用人；多半是抄错了代码。",
)
def unknown_position(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """Every listed person stands for a position of the announcement."""
    del context
    for entry in catalogue.entries:
        announcement = _announcement(catalogue, entry)
        if announcement is None or not isinstance(entry, Recruitment):
            continue
        known = {position.code for position in announcement.positions}
        for number, candidate in enumerate(entry.candidates):
            if candidate.code not in known:
                what = f"{announcement.index_number}（{announcement.path}）里没有职位{quote(candidate.code)}"
                loc = ("名单", number, "职位代码")
                yield rule(entry.path, what, "请核对职位代码", loc=loc, found=candidate.code)


@catalogue_rule(
    "hired-over-quota",
    requires="同一次公示的拟录用人数、全部录用结果的人数，不超过职位的名额。",
    reason="超过名额录用不合规定；多半是重复列了人或者抄错了职位代码。",
    source="《公务员录用规定》",
    exemptable=True,
)
def hired_over_quota(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """Nobody is hired beyond the quota. Proposals may be repeated in a later list, where somebody withdrew."""
    del context
    hired: Counter[tuple[str, str]] = Counter()
    for entry in catalogue.entries:
        announcement = _announcement(catalogue, entry)
        if announcement is None or not isinstance(entry, Recruitment) or entry.stage not in {PROPOSED, HIRED}:
            continue
        listed = Counter(candidate.code for candidate in entry.candidates)
        for position in announcement.positions:
            taken = listed[position.code]
            if entry.stage == HIRED:
                hired[announcement.index_number, position.code] += taken
                taken = hired[announcement.index_number, position.code]
            if listed[position.code] and taken > position.quota:
                what = f"职位 {position.code} {position.name}的名额是 {position.quota}，{entry.stage}有 {taken} 人"
                yield rule(entry.path, what, "请核对名单和职位代码", loc=("名单",))


_RUN = shared("exam-number", r"[0-9A-Za-z]{8,}")


@entry_rule(
    "exam-number-unmasked",
    kind=Recruitment,
    requires="名单里的准考证号隐去中间几位。",
    reason="凭完整的准考证号可以查到本人的成绩等信息；当地规定公布完整号码的，可以豁免。",
    source="《中华人民共和国个人信息保护法》第三十四条",
    severity="warning",
    exemptable=True,
)
def exam_number_unmasked(entry: Recruitment, context: Context, rule: Rule) -> Iterator[Problem]:
    """The middle of exam numbers is masked. The message does not repeat the number."""
    del context
    for number, candidate in enumerate(entry.candidates):
        if candidate.exam_number and _RUN.search(candidate.exam_number):
            loc = ("名单", number, "准考证号")
            yield rule(entry.path, *UNMASKED(), loc=loc)


@entry_rule(
    "publicity-too-short",
    kind=Recruitment,
    requires="拟录用人员公示不少于规定的工作日（期限表“hiring-publicity”）。",
    reason="公示期太短，公众来不及反映。",
    source="《公务员录用规定》",
    severity="warning",
)
def publicity_too_short(entry: Recruitment, context: Context, rule: Rule) -> Iterator[Problem]:
    """The proposal stays public long enough; the first day counts when it is a working day."""
    limit = context.vocabulary.deadline("hiring-publicity")
    start, end = entry.publicity_from, entry.publicity_until
    if limit is None or start is None or end is None or entry.stage != PROPOSED or end < start:
        return
    first = max(start, entry.published_at.date())
    taken = working_days(context, first - timedelta(days=1), end, limit.amount)
    if taken < limit.amount:
        said = SHORT_PUBLICITY(first=first, end=end, taken=taken, limit=limit.amount)
        yield rule(entry.path, *said, loc=("公示结束日期",))
