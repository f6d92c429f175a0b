"""Values as other programs write them: days with the time in many forms."""

from __future__ import annotations

import re

from disclosure.fields import day_in

_TIME = re.compile(r"[ T\u3000]*([01]?\d|2[0-3])[:：]([0-5]\d)(?:[:：][0-5]\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?")


def moment_in(text: str) -> str:
    """A day, with its hour and minute where they say something, as 2024-05-01 09:30; else the text.

    Midnight is what programs write for a day without a time. A zone is not converted: sites write local time.
    """
    cut = re.match(r"(?:\d{4}\s*[-年./．]\s*\d{1,2}\s*[-月./．]\s*\d{1,2}\s*日?|\d{8})", text)
    if not cut:
        return text
    day = day_in(cut[0].strip())
    rest = text[cut.end() :].strip()
    if day == cut[0].strip() and not re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        return text
    found = _TIME.fullmatch(rest)
    if not rest:
        return day
    if not found:
        return text
    return day if int(found[1]) == int(found[2]) == 0 else f"{day} {int(found[1]):02}:{found[2]}"
