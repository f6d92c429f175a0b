"""The official relations (勾稽关系) inside the tables of a report in the form of 国办公开办函〔2021〕30号.

Where one wrong cell explains why a row and a column do not add, the messages name it and the number it must have.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from disclosure.kinds import AnnualReport
from disclosure.kinds.annual_report import APPLICANTS, OUTCOMES, FormRow, Requests
from disclosure.problem import Loc, Problem, Rule, sentence
from disclosure.rules.register import Context, entry_rule

_FORM = "《政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）"
_TABLE = "申请情况"


SUSPECT = sentence(
    "suspect",
    "",
    "只把“{row}”行“{column}”列的 {written} 改为 {right}，这一行和这一列就都相符，请对照原始记录核对这一格",
)
ROW_NOT_ADDING = sentence(
    "applicants-not-adding",
    "“{row}”一行，{added}，相加是 {sum}，总计写的是 {total}，相差 {gap}",
    "请逐格核对这一行",
)
COLUMN_NOT_ADDING = sentence(
    "outcomes-not-adding",
    "“{column}”一列，{added}，相加是 {sum}，“{label}”写的是 {total}，相差 {gap}",
    "请逐行核对这一列的办理结果",
)
UNBALANCED = sentence(
    "requests-unbalanced",
    "“{column}”一列，本年新收 {received}＋上年结转 {carried_in}，相加是 {before}，"
    "办理结果总计 {total}＋结转下年度 {carried_out}，相加是 {after}，相差 {gap}",
    "请核对这四格",
)
GROUP_NOT_ADDING = sentence(
    "disputes-not-adding",
    "“{row}”一组，{added}，相加是 {sum}，总计写的是 {total}，相差 {gap}",
    "请逐格核对这一组",
)
BELOW_ZERO = sentence("negative-fee", "{fees} 小于 0", "请填本年实际收取的金额，没有收取的写 0")
FEES_AND_ITEMS = sentence(
    "handling-fee-mismatch", "实际收取 {collected} 元，件数是 {items}", "请核对；件数填实际收取了信息处理费的申请件数"
)


@dataclass(frozen=True, slots=True)
class Suspect:
    """The one cell whose correction makes its row and its column of table 3 add."""

    row: FormRow
    column: int
    right: int

    @property
    def cure(self) -> str:
        """What to correct."""
        written = self.row.cells[self.column]
        return SUSPECT(row=self.row.name, column=APPLICANTS[self.column], written=written, right=self.right)[1]


@dataclass(frozen=True, slots=True)
class _Sums:
    """What a column of table 3 adds to."""

    received: int
    carried_in: int
    parts: int
    total: int
    carried_out: int

    @property
    def is_balanced(self) -> bool:
        """Whether both relations of the column hold."""
        return self.received + self.carried_in == self.total + self.carried_out and self.parts == self.total


def _sums(rows: Sequence[Sequence[int]], column: int) -> _Sums:
    """`rows` are the 25 rows of the form: two above the outcomes, then 21 outcomes, their total, one below."""
    received, carried_in, *parts, total, carried_out = (cells[column] for cells in rows)
    return _Sums(received, carried_in, sum(parts), total, carried_out)


def _unbalanced(requests: Requests) -> Iterator[tuple[int, _Sums]]:
    cells = [row.cells for row in requests.rows]
    for column in range(len(APPLICANTS)):
        sums = _sums(cells, column)
        if not sums.is_balanced:
            yield column, sums


def suspects(requests: Requests) -> Iterator[Suspect]:
    """For each row that does not add, the cell whose correction mends this row and a column; no guess if unsure."""
    rows = requests.rows
    unbalanced = {column for column, _ in _unbalanced(requests)}
    for place, row in enumerate(rows):
        *parts, total = row.cells
        missing = total - sum(parts)
        last = len(parts)
        found: list[Suspect] = []
        for column in unbalanced if missing else ():
            right = sum(parts) if column == last else parts[column] + missing
            mended = [list(other.cells) for other in rows]
            mended[place][column] = right
            if right >= 0 and _sums(mended, column).is_balanced:
                found.append(Suspect(row, column, right))
        if len(found) == 1:
            yield found[0]


def _place(table: str, row: FormRow, column: int) -> Loc:
    return (table, *row.loc, *row.cells.at(column))


def _told(  # noqa: PLR0913, PLR0917 - the parts of a problem
    rule: Rule, entry: AnnualReport, what: str, cure: str, row: FormRow, column: int, found: Suspect | None
) -> Problem:
    """A problem of table 3, at the suspected cell if there is one, else at the given one."""
    if found:
        row, column, cure = found.row, found.column, found.cure
    return rule(entry.path, what, cure, loc=_place(_TABLE, row, column), field=row.loc[-1])


def _in_column(requests: Requests, column: int) -> Suspect | None:
    """The one suspected cell of a column."""
    found = [one for one in suspects(requests) if one.column == column]
    return found[0] if len(found) == 1 else None


def _sum_of(parts: Sequence[tuple[str, int]]) -> str:
    return "＋".join(f"{name} {number}" for name, number in parts)


@entry_rule(
    "applicants-not-adding",
    kind=AnnualReport,
    requires="申请情况表每一行：自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他六格之和等于总计。",
    reason="每件申请只有一类申请人，各类加起来就是全部。",
    source=_FORM,
    exemptable=True,
)
def applicants_not_adding(entry: AnnualReport, context: Context, rule: Rule) -> Iterator[Problem]:
    """T3-3: in every row of table 3 the six columns add to 总计."""
    del context
    for row in entry.requests.rows:
        *parts, total = row.cells
        if sum(parts) != total:
            found = next((one for one in suspects(entry.requests) if one.row.loc == row.loc), None)
            added = _sum_of(tuple(zip(APPLICANTS[:-1], parts, strict=True)))
            said = ROW_NOT_ADDING(row=row.name, added=added, sum=sum(parts), total=total, gap=abs(sum(parts) - total))
            yield _told(rule, entry, *said, row, len(parts), found)


@entry_rule(
    "outcomes-not-adding",
    kind=AnnualReport,
    requires="申请情况表每一列：“（一）予以公开”至“（六）其他处理”各行之和等于“（七）总计”。",
    reason="每件办结的申请只计一种办理结果，各种结果加起来就是全部。",
    source=_FORM,
    exemptable=True,
)
def outcomes_not_adding(entry: AnnualReport, context: Context, rule: Rule) -> Iterator[Problem]:
    """T3-2: in every column of table 3 the outcomes add to （七）总计."""
    del context
    last = entry.requests.rows[-2]
    for column, sums in _unbalanced(entry.requests):
        if sums.parts != sums.total:
            groups = groupby(entry.requests.outcomes, key=lambda row: row.loc[0])
            added = _sum_of([(name, sum(row.cells[column] for row in rows)) for name, rows in groups])
            said = COLUMN_NOT_ADDING(
                column=APPLICANTS[column],
                added=added,
                sum=sums.parts,
                label=last.label,
                total=sums.total,
                gap=abs(sums.parts - sums.total),
            )
            yield _told(rule, entry, *said, last, column, _in_column(entry.requests, column))


@entry_rule(
    "requests-unbalanced",
    kind=AnnualReport,
    requires="申请情况表每一列：第一项加第二项之和，等于第三项加第四项之和，即新收加上年结转等于办结总计加结转下年度。",
    reason="收到的申请不是办结了就是结转下年度；这是表头印明的勾稽关系，检查时逐列核对。",
    source=_FORM,
    exemptable=True,
)
def requests_unbalanced(entry: AnnualReport, context: Context, rule: Rule) -> Iterator[Problem]:
    """T3-1: in every column of table 3 what came in equals what was settled and what is carried over."""
    del context
    last = entry.requests.rows[-1]
    for column, sums in _unbalanced(entry.requests):
        before, after = sums.received + sums.carried_in, sums.total + sums.carried_out
        if before != after:
            said = UNBALANCED(
                column=APPLICANTS[column],
                received=sums.received,
                carried_in=sums.carried_in,
                before=before,
                total=sums.total,
                carried_out=sums.carried_out,
                after=after,
                gap=abs(before - after),
            )
            yield _told(rule, entry, *said, last, column, _in_column(entry.requests, column))


@entry_rule(
    "disputes-not-adding",
    kind=AnnualReport,
    requires="复议诉讼表每一组：结果维持、结果纠正、其他结果、尚未审结四格之和等于总计。",
    reason="每件案件只有一种结果，各种结果加起来就是全部。",
    source=_FORM,
    exemptable=True,
)
def disputes_not_adding(entry: AnnualReport, context: Context, rule: Rule) -> Iterator[Problem]:
    """T4-1: in each group of table 4 the four outcomes add to 总计."""
    del context
    for row in entry.disputes.rows:
        *parts, total = row.cells
        if sum(parts) != total:
            added = _sum_of(tuple(zip(OUTCOMES[:-1], parts, strict=True)))
            said = GROUP_NOT_ADDING(
                row=row.label, added=added, sum=sum(parts), total=total, gap=abs(sum(parts) - total)
            )
            loc = _place("复议诉讼", row, len(parts))
            yield rule(entry.path, *said, loc=loc, field=row.loc[-1])


@entry_rule(
    "negative-fee",
    kind=AnnualReport,
    requires="行政事业性收费的金额不小于 0。",
    reason="表里填的是本年实际收取的金额，退费不冲减成负数。",
    source=_FORM,
)
def negative_fee(entry: AnnualReport, context: Context, rule: Rule) -> Iterator[Problem]:
    """What was collected is not negative."""
    del context
    fees = entry.proactive.fees
    if fees < 0:
        loc = ("主动公开", "行政事业性收费")
        yield rule(entry.path, *BELOW_ZERO(fees=fees), loc=loc, found=str(fees))


@entry_rule(
    "handling-fee-mismatch",
    kind=AnnualReport,
    requires="信息处理费的金额和件数同时为 0，或者同时不为 0。",
    reason="收了钱就有收费的申请，有收费的申请就有金额。",
    source="《中华人民共和国政府信息公开条例》第四十二条",
)
def handling_fee_mismatch(entry: AnnualReport, context: Context, rule: Rule) -> Iterator[Problem]:
    """Amount and number of charged applications go together."""
    del context
    fees = entry.handling_fees
    if fees and bool(fees.collected_yuan) != bool(fees.items):
        name = "件数" if fees.collected_yuan else "实际收取"
        said = FEES_AND_ITEMS(collected=fees.collected_yuan, items=fees.items)
        yield rule(entry.path, *said, loc=("信息处理费", name))
