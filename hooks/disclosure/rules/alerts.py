"""预警信息: levels and colours of the law, and every warning changed or lifted in its time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from disclosure.catalogue import Catalogue
from disclosure.kinds import Alert, EmergencyPlan, Entry
from disclosure.kinds.alert import LIFTED, UNGRADED
from disclosure.problem import Loc, Problem, Rule, quote, sentence
from disclosure.rules.register import Context, catalogue_rule, entry_rule

_LAW = "《中华人民共和国突发事件应对法》第六十三条"


OTHER_COLOUR = sentence("level-colour-mismatch", "{level}的颜色不是{colour}", "请写成“{wanted}”，或者更正级别")
OTHER_IN_TITLE = sentence("alert-title-level", "写的是{found}，预警{name}是{own}", "请核对哪一个对")
UNGRADED_LEVEL = sentence("level-not-graded", "社会安全事件的预警不分级", "请删去{name}，或者更正事件类别")
NO_LEVEL = sentence("alert-without-level", "没有填写{names}", "请补上")
SHOWN_EARLY = sentence("published-before-announced", "{announced} 晚于发布日期 {published}", "请核对这两个时间")


def _colours(context: Context) -> dict[str, str]:
    """Level → colour, by the order of the two lists of the vocabulary."""
    terms = context.vocabulary.terms
    return dict(zip(terms["预警级别"], terms["预警颜色"], strict=False))


def _graded(entry: Entry) -> Iterator[tuple[Loc, str, str, str]]:
    """(place of the colour, level, colour, name of the field) of an alert or of the warning levels of a plan."""
    if isinstance(entry, Alert) and entry.level and entry.colour:
        yield ("预警颜色",), entry.level, entry.colour, "预警颜色"
    if isinstance(entry, EmergencyPlan):
        for number, warning in enumerate(entry.warning_levels):
            yield ("预警级别", number, "颜色"), warning.level, warning.colour, "颜色"


@entry_rule(
    "level-colour-mismatch",
    requires="预警级别与颜色一致：一级红色、二级橙色、三级黄色、四级蓝色。",
    reason="颜色错了，公众会低估或者高估危险。",
    source=_LAW,
)
def level_colour_mismatch(entry: Entry, context: Context, rule: Rule) -> Iterator[Problem]:
    """The colour is that of the level."""
    colours = _colours(context)
    for loc, level, colour, _ in _graded(entry):
        wanted = colours.get(level, colour)
        if colour != wanted and colour in colours.values():
            said = OTHER_COLOUR(level=level, colour=colour, wanted=wanted)
            yield rule(entry.path, *said, loc=loc, found=colour)


@entry_rule(
    "alert-title-level",
    kind=Alert,
    requires="标题里写的颜色、级别与填写的相同。",
    reason="标题和内容不一样，转发时就会传错。",
)
def alert_title_level(entry: Alert, context: Context, rule: Rule) -> Iterator[Problem]:
    """The title of an issued warning names no other colour or level; titles of changes may name two."""
    if entry.previous or not entry.level:
        return
    terms = context.vocabulary.terms
    for name, own, others in (
        ("颜色", entry.colour, terms["预警颜色"]),
        ("级别", entry.level, [f"{level}预警" for level in terms["预警级别"]]),
    ):
        said = [other for other in others if other in entry.title]
        if own and said and not any(other.startswith(own) for other in said):
            told = OTHER_IN_TITLE(found=quote(said[0]), name=name, own=quote(own))
            yield rule(entry.path, *told, loc=("标题",), found=said[0])


@entry_rule(
    "level-not-graded",
    requires="社会安全事件的预警不写级别和颜色。",
    reason="法律只给可以预警的自然灾害、事故灾难和公共卫生事件分级。",
    source=_LAW,
    exemptable=True,
)
def level_not_graded(entry: Entry, context: Context, rule: Rule) -> Iterator[Problem]:
    """Warnings of social security events have no levels."""
    del context
    if entry.optional("event_class") != UNGRADED:
        return
    plan_levels = isinstance(entry, EmergencyPlan) and entry.warning_levels
    if plan_levels or (isinstance(entry, Alert) and (entry.level or entry.colour)):
        name = "预警级别" if plan_levels or entry.optional("level") else "预警颜色"
        yield rule(entry.path, *UNGRADED_LEVEL(name=name), loc=(name,))


@entry_rule(
    "alert-without-level",
    kind=Alert,
    requires="发布、调整自然灾害、事故灾难、公共卫生事件的预警，写明级别和颜色。",
    reason="公众按级别和颜色决定怎样防范。",
    source=_LAW,
)
def alert_without_level(entry: Alert, context: Context, rule: Rule) -> Iterator[Problem]:
    """A graded warning says its level and colour."""
    del context
    missing = [name for name, value in (("预警级别", entry.level), ("预警颜色", entry.colour)) if value is None]
    if entry.event_class != UNGRADED and entry.action != LIFTED and missing:
        names = "、".join(quote(name) for name in missing)
        yield rule(entry.path, *NO_LEVEL(names=names), loc=("预警状态",))


@entry_rule(
    "published-before-announced",
    kind=Alert,
    requires="在网站上公开的时间不早于预警的发布时间。",
    reason="还没有发布的预警不能先公开；多半是抄写错误。",
)
def published_before_announced(entry: Alert, context: Context, rule: Rule) -> Iterator[Problem]:
    """The website does not publish a warning before it was given; a date without time covers its whole day."""
    del context
    published, announced = entry.published_at, entry.announced_at
    timed = published.hour or published.minute
    if (published < announced) if timed else (published.date() < announced.date()):
        said = SHOWN_EARLY(announced=f"{announced:%Y-%m-%d %H:%M}", published=f"{published:%Y-%m-%d %H:%M}")
        yield rule(entry.path, *said, loc=("发布时间",))


@catalogue_rule(
    "alert-followed-after-lifting",
    requires="一个预警只解除一次，解除以后不再调整；再有危险时另行发布。",
    reason="说法不一，公众不知道预警还在不在。",
)
def alert_followed_after_lifting(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """Nothing follows the lifting of a warning."""
    del context
    for entry in catalogue.entries:
        later = [
            other
            for relation, other in catalogue.referring.get(entry.index_number, [])
            if relation.attribute == "previous" and isinstance(other, Alert)
        ]
        later.sort(key=lambda alert: (alert.announced_at, alert.index_number))
        lifted = next((alert for alert in later if alert.action == LIFTED), None)
        for alert in later[later.index(lifted) + 1 :] if lifted else ():
            what = f"{entry.index_number} 已由 {lifted.index_number}（{lifted.path}）解除" if lifted else ""
            yield rule(alert.path, what, "请核对“原预警”和时间", loc=("原预警",))


@catalogue_rule(
    "alert-not-lifted",
    requires="预警过了预计结束时间（没有写的按发布时间）又超过规定的日数（期限表“alert-open”），有调整或者解除的信息。",
    reason="危险过去了不宣布解除，公众以后就不当回事。",
    severity="warning",
)
def alert_not_lifted(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """An old warning was changed or lifted. A warning: time passes without anybody's fault."""
    limit = context.vocabulary.deadline("alert-open")
    for entry, end, by in unlifted(catalogue):
        if limit and context.today > by:
            what = f"{end.isoformat()} 以后超过 {limit.amount} 日，没有调整或者解除"
            yield rule(entry.path, what, "请发布解除信息，在它的“原预警”里写本条的索引号", loc=("预警状态",))


def unlifted(catalogue: Catalogue) -> Iterator[tuple[Alert, date, date]]:
    """Alerts that nothing on the site follows: the alert, its end as announced, the last day to change or lift it."""
    limit = catalogue.vocabulary.deadline("alert-open")
    for entry in catalogue.entries:
        if limit is None or not isinstance(entry, Alert) or entry.action == LIFTED:
            continue
        followed = any(link.attribute == "previous" for link, _ in catalogue.referring.get(entry.index_number, []))
        if not followed:
            end = (entry.ends_at or entry.announced_at).date()
            yield entry, end, end + timedelta(days=limit.amount)
