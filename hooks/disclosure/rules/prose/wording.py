"""How findings in running text become problems: the clause is quoted, the place is the very line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from disclosure.problem import Loc, Problem, Rule, quote
from disclosure.prose import Finding

_LONGEST_QUOTE = 44


def differing(rule: Rule, path: str, loc: Loc, text: str, findings: Iterable[Finding]) -> Iterator[Problem]:
    """A problem for each finding."""
    for finding in findings:
        claim = finding.claim
        clause = text[claim.start : claim.end].replace("\n", "")
        what = f"写的是{quote(clause[-_LONGEST_QUOTE:])}，而{finding.expected}"
        yield rule(path, what, "请核对文字和表格，改成一致", loc=loc, found=clause, offset=claim.start)
