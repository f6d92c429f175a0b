"""What is wrong, where, and how to mend it; and the register of all rules that can say so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

Severity = Literal["error", "warning"]
Loc = tuple[str | int, ...]

PER_FILE = 20
"""Most problems shown of one file; the rest are counted in one line."""


class Refused(Exception):  # noqa: N818 - read as "the build was refused", not as a programming error
    """The catalogue has problems, so nothing may be built from it; the text says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One fault in one place.

    `loc` is the path of keys and list positions inside the file; `line` and `column` (from 1) follow from it.
    """

    rule: str
    path: str
    message: str
    mend: str = ""
    field: str = ""
    found: str = ""
    severity: Severity = "error"
    loc: Loc = ()
    at_key: bool = False
    cure: str = ""
    """The one value that is right instead, where there is only one; `fix` writes it."""
    offset: int | None = None
    """The place inside a text of several lines, in characters from its start; leads to the very line."""
    line: int = 0
    column: int = 0

    @property
    def order(self) -> tuple[str, int, int, str, str, str]:
        """Sorting key: file, place, rule, text."""
        return (self.path, self.line, self.column, self.rule, self.field, self.text)

    @property
    def text(self) -> str:
        """The sentence for people, without the place: field, what is wrong, what to write."""
        subject = f"{self.field}：" if self.field else ""
        cure = f"，{self.mend}" if self.mend else ""
        return f"{subject}{self.message}{cure}"

    @property
    def report(self) -> str:
        """One line for people: place, rule, sentence. Nothing in it can begin a line of its own."""
        mark = "" if self.severity == "error" else "提醒："
        return one_line(f"{self.place}: [{self.rule}] {mark}{self.text}")

    @property
    def place(self) -> str:
        """file:line:column, shorter where line or column are unknown."""
        if not self.line:
            return self.path
        return f"{self.path}:{self.line}:{self.column}" if self.column else f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What is required, why, and by which source. All texts are Chinese: `disclosure rule <id>` prints them."""

    id: str
    requires: str
    reason: str
    source: str = ""
    severity: Severity = "error"
    exemptable: bool = False

    def __call__(  # noqa: PLR0913 - the parts of a problem, all by name
        self,
        path: str,
        message: str,
        mend: str = "",
        *,
        field: str = "",
        found: str = "",
        cure: str = "",
        loc: Loc = (),
        at_key: bool = False,
        offset: int | None = None,
        at: tuple[int, int] = (0, 0),
    ) -> Problem:
        """A problem of this rule, by `loc` or `at` a line and column. Without `field` the last name in `loc` counts."""
        named = field or next((part for part in reversed(loc) if isinstance(part, str)), "")
        return Problem(
            rule=self.id,
            path=path,
            message=hide_identity(message),
            mend=hide_identity(mend),
            field=named,
            found=hide_identity(found),
            severity=self.severity,
            cure=cure,
            loc=loc,
            at_key=at_key,
            offset=offset,
            line=at[0],
            column=at[1],
        )


RULES: dict[str, Rule] = {}
"""Every rule by its id. Filled by `declare` when the modules are imported."""


def declare(  # noqa: PLR0913 - the sections of a rule's page, all by name
    rule_id: str,
    *,
    requires: str,
    reason: str,
    source: str = "",
    severity: Severity = "error",
    exemptable: bool = False,
) -> Rule:
    """Enter a rule in the register. Ids are never renamed or reused, so a second use is a programming error."""
    if rule_id in RULES:
        message = f"rule id used twice: {rule_id}"
        raise ValueError(message)
    rule = Rule(
        id=rule_id,
        requires=requires,
        reason=reason,
        source=source,
        severity=severity,
        exemptable=exemptable,
    )
    RULES[rule_id] = rule
    return rule


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is said of a fault: what is wrong and how it is mended, with gaps in braces for what was found.

    The form page says the same sentences in the browser, so a sentence that both need is entered in SENTENCES.
    """

    what: str
    mend: str = ""

    def __call__(self, **gaps: object) -> tuple[str, str]:
        """Both halves with their gaps filled."""
        return self.what.format(**gaps), self.mend.format(**gaps)


SENTENCES: dict[str, Sentence] = {}
"""The sentences that the form page says too, by a name of `rule` or `rule.case`; filled by `sentence`."""


def sentence(name: str, what: str, mend: str = "") -> Sentence:
    """Enter a sentence in the register."""
    if name in SENTENCES:
        message = f"sentence named twice: {name}"
        raise ValueError(message)
    SENTENCES[name] = Sentence(what, mend)
    return SENTENCES[name]


PATTERNS: dict[str, str] = {}
"""The patterns that the form page uses too, by name; filled by `shared`."""


def shared(name: str, pattern: str) -> re.Pattern[str]:
    r"""Enter a pattern in the register and compile it; digits are [0-9], as \d is not the same in JavaScript."""
    if name in PATTERNS:
        message = f"pattern named twice: {name}"
        raise ValueError(message)
    PATTERNS[name] = pattern
    return re.compile(pattern)


def quote(value: object, limit: int = 60) -> str:
    """A value as it is shown in a message: on one line, in Chinese quotation marks, cut when long."""
    text = " ".join(str(value).split())
    return f"“{text[:limit]}…”" if len(text) > limit else f"“{text}”"


_IDENTITY = shared(
    "identity.form",
    r"(?<![0-9A-Za-z])([1-9][0-9]{2})[0-9]{3}(?:(?:19|20)[0-9]{2})(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}"
    r"[0-9Xx](?![0-9A-Za-z])",
)
"""What has the form of the number of an identity card (GB 11643)."""


def hide_identity(text: str) -> str:
    """The text without numbers of the form of an identity card (GB 11643): a message may be read by anybody.

    The form alone counts, so that a mistyped number is hidden too; its first three digits stay to find it by.
    """
    return _IDENTITY.sub(lambda found: found[1] + "*" * 15, text)


def one_line(text: str) -> str:
    """The text on one line: control characters, which data may hold, are shown by their number; not a wide blank."""
    return "".join(char if char.isprintable() or char == "\u3000" else f"\\u{ord(char):04x}" for char in text)


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Only the problems that block."""
    return [problem for problem in problems if problem.severity == "error"]


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sorted by file and place, without repetition, at most PER_FILE of a file and severity."""
    shown: list[Problem] = []
    ordered = sorted(set(problems), key=lambda problem: problem.order)
    for _, group in groupby(ordered, key=lambda problem: problem.path):
        in_file = list(group)
        for severity in ("error", "warning"):
            same = [problem for problem in in_file if problem.severity == severity]
            shown += same[:PER_FILE]
            if len(same) > PER_FILE:
                rest = f"另有 {len(same) - PER_FILE} 处同类或其他问题未列出"
                shown.append(
                    replace(
                        same[PER_FILE], rule="more", field="", message=rest, mend="请先改好上面各处再检查", found=""
                    )
                )
    return shown
