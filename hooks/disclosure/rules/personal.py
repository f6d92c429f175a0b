"""Personal data that must not be in the kinds that speak of people: identity numbers and mobile numbers.

The messages never repeat what was found: the output of the check is read by many.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from disclosure.fields import Model
from disclosure.kinds import Alert, Consultation, Entry, Inspection, Recruitment, StandardCatalogue
from disclosure.kinds.base import alias_of, groups
from disclosure.problem import Loc, Problem, Rule
from disclosure.rules.register import Context, entry_rule

WATCHED = (Inspection, Recruitment, Consultation, Alert, StandardCatalogue)
"""The kinds whose texts are read."""

_IDENTITY = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{16}[\dXx](?![0-9A-Za-z])", re.ASCII)
_MOBILE = re.compile(r"(?<![\d.])1[3-9]\d{9}(?![\d.])", re.ASCII)
_FULLWIDTH = str.maketrans("０１２３４５６７８９Ｘｘ", "0123456789Xx")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"


def is_identity_number(text: str) -> bool:
    """Whether 18 characters are a valid 公民身份号码 (GB 11643—1999: date of birth and check digit)."""
    try:
        date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text, _WEIGHTS, strict=False))
    return _CHECK[total % 11] == text[-1].upper()


def _texts(entry: Entry) -> Iterator[tuple[Loc, str]]:
    """Every text of an entry with its place."""
    for loc, group in groups(entry):
        for name in type(group).model_fields:
            yield from _texts_of(group, name, (*loc, alias_of(type(group), name)))


def _texts_of(group: Model, name: str, loc: Loc) -> Iterator[tuple[Loc, str]]:
    value = getattr(group, name)
    if isinstance(value, str):
        yield loc, value.translate(_FULLWIDTH)
    elif isinstance(value, tuple):
        yield from (((*loc, i), item.translate(_FULLWIDTH)) for i, item in enumerate(value) if isinstance(item, str))


@entry_rule(
    "identity-number",
    requires="公开的内容里没有公民身份号码。",
    reason="身份号码泄露以后收不回来，会被人冒用；提交到仓库就等于公开了。",
    source="《中华人民共和国个人信息保护法》第二十八条；GB 11643—1999《公民身份号码》",
)
def identity_number(entry: Entry, context: Context, rule: Rule) -> Iterator[Problem]:
    """No text holds a number that is a valid identity number."""
    del context
    for loc, text in _texts(entry) if isinstance(entry, WATCHED) else ():
        if any(is_identity_number(found) for found in _IDENTITY.findall(text)):
            yield rule(entry.path, "有公民身份号码（这里不重复显示）", "请删去，不要只改几位", loc=loc)


@entry_rule(
    "mobile-number",
    requires="公开的内容里没有个人的手机号码；对外的电话用办公电话。",
    reason="手机号码多半是个人信息；确实是对外公布的值班手机的，可以豁免。",
    source="《中华人民共和国个人信息保护法》第三十四条",
    severity="warning",
    exemptable=True,
)
def mobile_number(entry: Entry, context: Context, rule: Rule) -> Iterator[Problem]:
    """No text holds a whole mobile number."""
    del context
    for loc, text in _texts(entry) if isinstance(entry, WATCHED) else ():
        if _MOBILE.search(text):
            yield rule(entry.path, "有手机号码（这里不重复显示）", "请删去，或者改为办公电话", loc=loc)
