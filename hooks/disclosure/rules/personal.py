"""Personal data that must not be published: identity numbers in any entry, mobile numbers where people are spoken of.

The messages never repeat what was found: the output of the check is read by many.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from disclosure.fields import Model, has_identity_number, has_mobile_number
from disclosure.kinds import Alert, Consultation, Entry, Inspection, Recruitment, StandardCatalogue
from disclosure.kinds.base import alias_of, groups
from disclosure.problem import Loc, Problem, Rule, sentence
from disclosure.rules.register import Context, entry_rule

WATCHED = (Inspection, Recruitment, Consultation, Alert, StandardCatalogue)
"""The kinds whose texts are searched for mobile numbers; elsewhere a number may be that of a duty officer."""

IDENTITY_NUMBER = sentence("identity-number", "有公民身份号码（这里不重复显示）", "请删去，不要只改几位")
MOBILE_NUMBER = sentence("mobile-number", "有手机号码（这里不重复显示）", "请删去，或者改为办公电话")

PERMIT = ("certificate_number", "certificate", "施工许可")
"""The attribute that is not searched where the other one holds this word."""
_LONG = re.compile(r"[0-9０-９]{11}")
"""Quickly tells the texts that need a closer look."""


def _with_long_numbers(entry: Entry) -> Iterator[tuple[Loc, str]]:
    """The texts with eleven digits or more in a row."""
    yield from ((loc, text) for loc, text in _texts(entry) if _LONG.search(text))


def _texts(entry: Entry) -> Iterator[tuple[Loc, str]]:
    """Every text of an entry with its place."""
    for loc, group in groups(entry):
        for name, alias in _text_fields(type(group)):
            value = getattr(group, name)
            if isinstance(value, str):
                if not _is_building_permit(group, name):
                    yield (*loc, alias), value
            elif isinstance(value, tuple):
                yield from (((*loc, alias, i), item) for i, item in enumerate(value) if isinstance(item, str))


@cache
def _text_fields(model: type[Model]) -> tuple[tuple[str, str], ...]:
    """(attribute, Chinese name) of the fields that may hold texts."""
    fields = model.model_fields.items()
    return tuple((name, alias_of(model, name)) for name, info in fields if _holds_text(info.annotation))


def _holds_text(annotation: Any) -> bool:  # noqa: ANN401 - a type expression
    return annotation is str or any(_holds_text(part) for part in getattr(annotation, "__args__", ()))


def _is_building_permit(group: Model, name: str) -> bool:
    """施工许可证 numbers are area + date + serial, so some look like the number of an identity card."""
    return name == PERMIT[0] and PERMIT[2] in (getattr(group, PERMIT[1], None) or "")


@entry_rule(
    "identity-number",
    requires="公开的内容里没有公民身份号码。",
    reason="身份号码泄露以后收不回来，会被人冒用；提交到仓库就等于公开了。",
    source="《中华人民共和国个人信息保护法》第二十八条；GB 11643—1999《公民身份号码》",
)
def identity_number(entry: Entry, context: Context, rule: Rule) -> Iterator[Problem]:
    """No text holds a number that is a valid identity number."""
    del context
    for loc, text in _with_long_numbers(entry):
        if has_identity_number(text):
            yield rule(entry.path, *IDENTITY_NUMBER(), loc=loc)


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
    for loc, text in _with_long_numbers(entry) if isinstance(entry, WATCHED) else ():
        if has_mobile_number(text):
            yield rule(entry.path, *MOBILE_NUMBER(), loc=loc)
