"""Who discloses accounts and when (预算法第十四条, 实施条例第六条); and that accounts.yml itself can be used."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.catalogue import Catalogue
from disclosure.kinds.accounts import Accounts, Row
from disclosure.problem import Problem, Rule, quote, sentence
from disclosure.rules.accounts.figures import AMOUNTS
from disclosure.rules.register import Context, catalogue_rule, entry_rule

LIMITS = {"政府": "government-budget", "部门": "department-budget", "单位": "unit-budget"}
"""The time limit of deadlines.yml for each 类型; all in natural days (日)."""

PUBLISHED_LATE = sentence(
    "accounts-published-late",
    "批复日期 {approved} 到发布日期共 {taken} 日，超过 {limit} 日",
    "请核对日期；确实迟了的不必改，在年报中说明",
)
UNEXPLAINED = sentence("matter-not-explained", "没有说明{matter}的情况", "请在“说明”里写明；没有的写明没有{matter}")
ELSEWHERE = sentence(
    "government-accounts-elsewhere", "政府{label}应当由{names}公开，这里是{owner}的文件夹", "请移到 {folders}"
)


@entry_rule(
    "accounts-published-late",
    kind=Accounts,
    requires="政府预算、决算在批准后二十日内公开，部门和单位的在批复后二十日内公开（自然日）。",
    reason="迟了不影响公开，但是要在年报和检查中说明。",
    source="《中华人民共和国预算法》第十四条；《中华人民共和国预算法实施条例》第六条",
    severity="warning",
    exemptable=True,
)
def accounts_published_late(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """Accounts are published within the days that the law allows after approval."""
    slug = LIMITS.get(entry.scope_of_accounts)
    limit = next((item for item in context.vocabulary.deadlines if item.slug == slug), None)
    taken = (entry.published_at.date() - entry.approved_on).days
    if limit and limit.unit == "日" and taken > limit.amount:
        said = PUBLISHED_LATE(approved=entry.approved_on, taken=taken, limit=limit.amount)
        yield rule(entry.path, *said, loc=("发布日期",))


TO_EXPLAIN = {
    "政府": (("转移支付", ""), ("债务", ""), ("政府采购", "procurement")),
    "部门": (("机关运行经费", "running_cost"), ("政府采购", "procurement")),
    "单位": (("政府采购", "procurement"),),
}
"""What the law wants explained, by 类型: the matter, and the field that holds it; else 说明 or 正文 speaks of it."""


@entry_rule(
    "matter-not-explained",
    kind=Accounts,
    requires="政府预算、决算说明转移支付和举借债务的情况，部门的说明机关运行经费，都公开政府采购的情况；写在相应字段或者“说明”里。",
    reason="这几项是法律点名要说明的重要事项，没有发生的也要说明没有。",
    source="《中华人民共和国预算法》第十四条",
    severity="warning",
    exemptable=True,
)
def matter_not_explained(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """The matters that the law names are in a field or are spoken of; attachments cannot be looked into."""
    if entry.attachments or context.vocabulary.accounts.form(entry.slug, entry.scope_of_accounts) is None:
        return
    text = (entry.explanation or "") + (entry.body or "")
    for matter, attribute in TO_EXPLAIN.get(entry.scope_of_accounts, ()):
        if matter not in text and not (attribute and entry.optional(attribute)):
            yield rule(entry.path, *UNEXPLAINED(matter=matter), field="说明", loc=("表",), at_key=True)


@entry_rule(
    "government-accounts-elsewhere",
    kind=Accounts,
    requires="类型是“政府”的预算、决算，放在本级政府财政部门的文件夹里，由财政部门公开。",
    reason="政府预算、决算由本级政府财政部门向社会公开；放在别处，责任就不清楚。",
    source="《中华人民共和国预算法》第十四条第一款",
)
def government_accounts_elsewhere(entry: Accounts, context: Context, rule: Rule) -> Iterator[Problem]:
    """The finance bureau discloses the accounts of the government; a town without one is not held to it."""
    offices = [organ for organ in context.vocabulary.organs if organ.is_finance]
    owner = context.vocabulary.organ_by_slug[entry.organ_slug]
    own = [organ for organ in offices if organ.level == owner.level]
    if entry.scope_of_accounts == "政府" and own and not owner.is_finance:
        names = "、".join(quote(organ.name) for organ in own)
        folders = "、".join(f"catalogue/{organ.slug}/{entry.slug}/" for organ in own)
        said = ELSEWHERE(label=entry.label, names=names, owner=quote(owner.name), folders=folders)
        yield rule(entry.path, *said, loc=("类型",))


@catalogue_rule(
    "unusable-account-form",
    requires="accounts.yml 里各表的列都是程序认得的列，必有行都在“合计行”里，种类和科目都有，表名不重复。",
    reason="写错一处，这张表就核对不了，或者把对的说成错的。",
)
def unusable_account_form(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """The vocabulary of accounts speaks of columns, totals and kinds that exist."""
    del context
    path = "catalogue/vocabulary/accounts.yml"
    words = catalogue.vocabulary.accounts
    known = [Row.model_fields[name].alias for name in AMOUNTS]
    for place, form in enumerate(words.forms):
        if form.kind not in {"budget", "final-account"}:
            cure = "可以用：budget、final-account"
            yield rule(path, f"种类{quote(form.kind)}不是预算、决算", cure, loc=("表式", place, "种类"))
        seen: set[str] = set()
        for number, table in enumerate(form.tables):
            loc = ("表式", place, "表", number)
            for column in (*table.columns, *table.more_columns):
                if column not in known:
                    cure = f"可以用：{'、'.join(filter(None, known))}"
                    yield rule(path, f"{quote(table.name)}的列{quote(column)}程序不认得", cure, loc=(*loc, "列"))
            for row in table.needed_rows:
                if row not in words.totals:
                    cure = "请先写进“合计行”"
                    yield rule(path, f"{quote(table.name)}的必有行{quote(row)}不在合计行里", cure, loc=(*loc, "必有行"))
            for name in (table.slug, *table.names):
                if name in seen:
                    yield rule(path, f"{quote(name)}在同一套表里写了两次", "请只留一处", loc=(*loc, "名称"))
                seen.add(name)
