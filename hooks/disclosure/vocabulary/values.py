"""What vocabulary files share: slugs, states, levels, and values that must match a pattern."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator

from disclosure.fields import Line, fault
from disclosure.problem import declare, quote

State = Literal["in_force", "amended", "repealed", "expired", "pending"]
LEVELS = ("省", "市", "县", "乡", "村")

VOCABULARY_VALUE = declare(
    "vocabulary-value",
    requires="词表里的标识、代码、层级、状态等按规定的写法填写。",
    reason="词表是所有条目和页面的依据，写错一处，处处都错。",
)

_SLUG = re.compile(r"(?!.*-p[0-9]+$)[a-z0-9]+(?:-[a-z0-9]+)*")
ARTICLE = re.compile(
    r"(?!(?:index|catalogue|search|kiosk|links|sitemap|404|application)\.md$)[a-z0-9]+(?:-[a-z0-9]+)*\.md"
)
"""The file name of a hand-written page that is not one of the pages made by the program."""


def matching(pattern: re.Pattern[str], what: str, example: str) -> AfterValidator:
    """Restricts a text to those that match a pattern as a whole."""

    def check(value: str) -> str:
        if pattern.fullmatch(value):
            return value
        raise fault("vocabulary-value", f"{quote(value)}不是{what}", f"请写成这样：{example}")

    return AfterValidator(check)


Slug = Annotated[Line, matching(_SLUG, "标识（小写字母、数字和连接线）", "item-07")]
"""A name used in addresses and folders: lower-case letters, digits, hyphens; -p1, -p2 … are pages of long lists."""
