"""监督检查: the counts agree with each other and with the table, and what failed was dealt with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from disclosure.kinds import Inspection
from disclosure.kinds.inspection import FAILED, OTHER, PASSED, WHOLE
from disclosure.problem import Problem, Rule, sentence
from disclosure.rules.register import Context, entry_rule

NOT_THE_SUM = sentence(
    "inspection-counts",
    "写的是 {found}，合格 {passed} + 不合格 {failed} + 其他 {others} = {total}，相差 {gap}",
    "请核对各数；没有结论的写在“其他数”里",
)
_ROWS = "“{result}”有 {rows} 行，{name}是 {count}"
FEW_ROWS = sentence("inspection-table-counts.few", _ROWS, "请补全结果表，或者把“结果表范围”改为“部分”")
MANY_ROWS = sentence("inspection-table-counts", _ROWS, "请核对结果表和这个数")
NOT_HANDLED = sentence("inspection-unhandled", "不合格的没有写怎样处理", "请补上“处理”")
SOME_HANDLED = sentence(
    "inspection-unhandled.some", "不合格 {failed}，结果表里只有 {rows} 行写了处理", "请补上“后续处理”"
)
NONE_HANDLED = sentence("inspection-unhandled.none", "没有写怎样处理", "请补上“后续处理”")
OVER_FAILED = sentence("rectified-over-failed", "{rectified} 超过不合格数 {failed}", "请核对这两个数")


@entry_rule(
    "inspection-counts",
    kind=Inspection,
    requires="检查数等于合格数、不合格数、其他数之和；不写其他数的按 0 计。",
    reason="每个对象只有一个结果；加不起来就是有一个数抄错了。",
)
def inspection_counts(entry: Inspection, context: Context, rule: Rule) -> Iterator[Problem]:
    """Every inspected object is counted once."""
    del context
    total = entry.passed + entry.failed + entry.others
    if total != entry.inspected:
        said = NOT_THE_SUM(
            found=entry.inspected,
            passed=entry.passed,
            failed=entry.failed,
            others=entry.others,
            total=total,
            gap=abs(entry.inspected - total),
        )
        yield rule(entry.path, *said, loc=("检查数",), found=str(entry.inspected))


@entry_rule(
    "inspection-table-counts",
    kind=Inspection,
    requires="结果表列出全部对象的，各种结果的行数等于相应的数；只列部分对象的，行数不超过相应的数。",
    reason="表和数对不上，公众不知道哪一个是真的。",
)
def inspection_table_counts(entry: Inspection, context: Context, rule: Rule) -> Iterator[Problem]:
    """The rows of the table agree with the counts; what was inspected may have many rows only where it failed."""
    del context
    if not entry.findings:
        return
    rows = Counter(finding.result for finding in entry.findings)
    whole = entry.coverage == WHOLE
    for result, name, count in (
        (PASSED, "合格数", entry.passed),
        (FAILED, "不合格数", entry.failed),
        (OTHER, "其他数", entry.others),
    ):
        if rows[result] > count or (whole and rows[result] < count):
            said = (FEW_ROWS if rows[result] < count else MANY_ROWS)(
                result=result, rows=rows[result], name=name, count=count
            )
            yield rule(entry.path, *said, loc=("结果表",))


@entry_rule(
    "inspection-unhandled",
    kind=Inspection,
    requires="不合格的写明怎样处理：结果表里写“处理”，或者在“后续处理”里总的说明。",
    reason="公众最关心的是查出问题以后怎么办。",
    severity="warning",
)
def inspection_unhandled(entry: Inspection, context: Context, rule: Rule) -> Iterator[Problem]:
    """What failed was dealt with."""
    del context
    if entry.follow_up:
        return
    failed = [(i, finding) for i, finding in enumerate(entry.findings) if finding.result == FAILED]
    for number, finding in failed:
        if not finding.handling:
            yield rule(entry.path, *NOT_HANDLED(), loc=("结果表", number, "结果"))
    if entry.failed > len(failed):
        said = SOME_HANDLED(failed=entry.failed, rows=len(failed)) if failed else NONE_HANDLED()
        yield rule(entry.path, *said, loc=("不合格数",))


@entry_rule(
    "rectified-over-failed",
    kind=Inspection,
    requires="已整改数不超过不合格数。",
    reason="整改的是不合格的对象，不会更多。",
    exemptable=True,
)
def rectified_over_failed(entry: Inspection, context: Context, rule: Rule) -> Iterator[Problem]:
    """No more objects were rectified than had failed."""
    del context
    if entry.rectified is not None and entry.rectified > entry.failed:
        said = OVER_FAILED(rectified=entry.rectified, failed=entry.failed)
        yield rule(entry.path, *said, loc=("已整改数",), found=str(entry.rectified))
