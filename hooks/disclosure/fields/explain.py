"""What pydantic found wrong, in the clerk's words and with the rule that says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from disclosure.fields.model import Model, model_inside
from disclosure.fields.values import MISSING_FIELD, WRONG_SHAPE
from disclosure.problem import RULES, Loc, Problem, declare, quote, sentence

UNKNOWN_FIELD = declare(
    "unknown-field",
    requires="只用本种类规定的字段，名称一字不差。",
    reason="写错名称的字段不会显示在页面上，等于没有公开。",
)
NOT_FILLED = sentence("missing-field", "没有填写", "请照示例条目补上")
NOT_FILLED_LIST = sentence("missing-field.list", "没有填写", "请补上，每项另起一行，例如“- {example}”")
NOT_FILLED_VALUE = sentence("missing-field.value", "没有填写", "请补上，例如“{name}: {example}”")
NO_SUCH_FIELD = sentence("unknown-field", "未知字段{found}", "这里可用的字段有：{known}")
NEAR_FIELD = sentence("unknown-field.near", "未知字段{found}", "是否为“{near}”")
SPACED_FIELD = sentence("unknown-field.spaced", "未知字段{found}", "字段名里有多余的空格，请写成“{near}”")
NOT_LIST = sentence("wrong-shape.list", "应是列表，这里写成了{what}", "请每项另起一行，以“- ”开头")
NOT_GROUP = sentence(
    "wrong-shape.group", "应是下一层字段，这里写成了{what}", "请另起一行，缩进两个空格，写成“名称: 内容”"
)
WIDE_COLON = sentence(
    "wrong-shape.colon", "应是下一层字段，这里写成了一行文字", "冒号应使用英文冒号加空格，请写成“名称: 内容”"
)


def explain(error: ValidationError, model: type[Model], path: str) -> Iterator[Problem]:
    """Every fault that pydantic found, in the clerk's words. `model` is the class that was tried."""
    for detail in error.errors(include_url=False):
        yield _explain(detail, model, path)


def _explain(detail: ErrorDetails, model: type[Model], path: str) -> Problem:
    loc: Loc = tuple(detail["loc"])
    kind = detail["type"]
    found = detail.get("input")
    if kind == "disclosure":
        context = detail["ctx"]
        shown = found if isinstance(found, str) and not context["secret"] else ""
        rule = RULES[context["rule"]]
        return rule(path, context["message"], context["mend"], loc=loc, found=shown, cure=context["cure"])
    if kind == "missing":
        return _missing(loc, model, path)
    if kind == "extra_forbidden":
        return _unknown(loc, model, path)
    return WRONG_SHAPE(path, *_shape(kind, found), loc=loc)


def _missing(loc: Loc, model: type[Model], path: str) -> Problem:
    name = str(loc[-1])
    info = _fields(model, loc[:-1]).get(name)
    example = str(info.examples[0]) if info and info.examples else ""
    origin: Any = get_origin(info.annotation) if info else None
    if not example or example.startswith("见"):
        said = NOT_FILLED()
    elif origin is tuple:
        said = NOT_FILLED_LIST(example=example)
    else:
        said = NOT_FILLED_VALUE(name=name, example=example)
    return MISSING_FIELD(path, *said, loc=loc, field=name)


def _unknown(loc: Loc, model: type[Model], path: str) -> Problem:
    name = str(loc[-1])
    known = list(_fields(model, loc[:-1]))
    near = get_close_matches(name, known, n=1, cutoff=0.5)
    right = ""
    if near and near[0] == "".join(name.split()):
        right = near[0]
        said = SPACED_FIELD(found=quote(name), near=right)
    elif near:
        said = NEAR_FIELD(found=quote(name), near=near[0])
    else:
        said = NO_SUCH_FIELD(found=quote(name), known="、".join(known))
    problem = UNKNOWN_FIELD(path, *said, loc=loc, found=name, cure=right, at_key=True)
    return replace(problem, field="")


def _shape(kind: str, found: object) -> tuple[str, str]:
    if kind in {"list_type", "tuple_type"}:
        return NOT_LIST(what=_what(found))
    if kind in {"model_type", "model_attributes_type", "dict_type"}:
        if isinstance(found, str) and "：" in found:
            return WIDE_COLON()
        return NOT_GROUP(what=_what(found))
    return "写法不对", "请对照示例条目改写"


def _what(found: object) -> str:
    if isinstance(found, list):
        return "列表"
    return "下一层字段" if isinstance(found, Mapping) else "一行文字" if isinstance(found, str) else "空的一项"


def _fields(model: type[Model], loc: Loc) -> Mapping[str, Any]:
    """The fields, by Chinese name, of the model that stands at `loc` inside `model`."""
    current: type[Model] | None = model
    for part in loc:
        if current is None or isinstance(part, int):
            continue
        info = next((info for info in current.model_fields.values() if info.alias == part), None)
        current = model_inside(info.annotation) if info else current
    if current is None:
        return {}
    return {info.alias or name: info for name, info in current.model_fields.items()}
