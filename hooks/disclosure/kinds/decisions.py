"""What decisions on 行政许可 and 行政处罚 share (双公示): batches, anchors, withdrawal, and how persons are protected.

What identifies a natural person does not outlive the reading: numbers of papers are dropped (`Sealed`), the name of a
natural person becomes 姓 + 某 everywhere in the entry, and the operator of a 个体工商户 is left out. So nothing that
is made from the model can show it. An office that must publish full names says by which rule (姓名公开依据).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar

from pydantic import model_validator

from disclosure.fields import Day, Line, Listed, Model, Text, term
from disclosure.kinds.base import Entry
from disclosure.problem import shared

NAME = "行政相对人名称"
REPRESENTATIVE = "法定代表人"
CATEGORY = "行政相对人类别"
NATURAL_PERSON = "自然人"
SOLE_TRADER = "个体工商户"

CODE_WORDS = ("行政相对人代码", "社会组织登记证号")
_HAN = "[\u3400-\u9fff\U00020000-\U0003ffff]"
_PERSON = shared("person", rf"{_HAN}{{2,4}}|{_HAN}+(?:·{_HAN}+)+")
MASKED = shared("masked", r"[某*＊×]")
DOUBLE = frozenset(
    {
        *("欧阳", "司马", "上官", "诸葛", "司徒", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "长孙"),
        *("宇文", "夏侯", "轩辕", "钟离", "闾丘", "端木", "独孤", "南宫", "西门", "呼延", "司空"),
    }
)


class Decision(Model):
    """One decision; the columns are those of the subclasses."""

    number_field: ClassVar[str]
    """The attribute with the number of the document."""
    made_field: ClassVar[str]
    """The attribute with the day of the decision."""
    shown_on: Day | None

    @property
    def number(self) -> str:
        """The number of the document, 无 where it has none."""
        found: str = getattr(self, self.number_field)
        return found

    @property
    def anchor(self) -> str:
        """The name of the decision inside its page; empty without a number."""
        return anchor_of(self.number)

    @property
    def columns(self) -> Iterator[tuple[str, Any]]:
        """(attribute, value) of the columns that hold something, in the order of the standard."""
        for name in type(self).model_fields:
            if (value := getattr(self, name)) is not None and value != () and name != "shown_on":
                yield name, value


class WithdrawnDecision(Model):
    """A decision that was changed or set aside: its content is gone, the reason stays (行政处罚法第四十八条)."""

    number: Line = term("文书号", about="原决定的文书号", example="示市监罚〔2026〕7号")
    manner: Annotated[Line, Listed("决定改变方式")] = term("方式", about="原决定怎样改变", example="撤销")
    changed_on: Day = term("改变日期", about="被变更、撤销、确认违法或者无效的日期", example="2026-05-11")
    on: Day = term("撤回日期", about="从网站撤回的日期", example="2026-05-13")
    reason: Text = term("理由", about="公开说明的理由", example="经行政复议撤销原处罚决定")

    @property
    def anchor(self) -> str:
        """The name inside its page, the same as before the withdrawal."""
        return anchor_of(self.number)


class Decisions(Entry):
    """A batch of decisions of one organ, or a single one."""

    names_basis: Line | None = term(
        "姓名公开依据",
        about="依法必须公开自然人全名的，写明依据；不写时只显示姓",
        example="《……条例》第二十条",
        default=None,
    )
    withdrawn: tuple[WithdrawnDecision, ...] = term(
        "撤回决定", about="已经撤回的决定，原内容从“决定”里删去", example="见示例", default=()
    )
    decisions: tuple[Decision, ...]

    @model_validator(mode="before")
    @classmethod
    def _forget_persons(cls, data: Any) -> Any:  # noqa: ANN401 - whatever the clerk wrote
        if not isinstance(data, Mapping) or data.get("姓名公开依据"):
            return data
        rows: Any = data.get("决定")
        rows = rows if isinstance(rows, list) else []
        names = {name for row in rows if isinstance(row, Mapping) for name in _names_in(row)}
        if not names:
            return data
        found = re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)))
        return _replaced({**data, "决定": [_without_operator(row) for row in rows]}, found)


def anchor_of(number: str) -> str:
    """The name of a decision inside its page: the number of its document without blanks; empty for 无."""
    return "" if number == "无" else "".join(number.split())


def masked_name(name: str) -> str:
    """A natural person's name as it is shown: 李某, 欧阳某; names that the office has masked stay as they are."""
    if MASKED.search(name):
        return name
    return f"{name[:2] if name[:2] in DOUBLE and len(name) > 2 else name[:1]}某"  # noqa: PLR2004 - 姓 and 名


def _names_in(row: Mapping[str, Any]) -> Iterator[str]:
    """The names in one row, as written, that must not be shown in full."""
    name, operator = (_text(row.get(key)) for key in (NAME, REPRESENTATIVE))
    if is_person(row) or (_is_sole_trader(row) and _PERSON.fullmatch(name)):
        yield from (text for text in (name,) if len(text) > 1 and not MASKED.search(text))
    if (is_person(row) or _is_sole_trader(row)) and len(operator) > 1 and not MASKED.search(operator):
        yield operator


def is_person(row: Mapping[str, Any]) -> bool:
    """Whether the 行政相对人 is a natural person.

    行政处罚 says it in a column. 行政许可 has none: there a person is who has no code of an organisation and a name of
    the length of a person's name, or a person's paper.
    """
    if CATEGORY in row:
        return _text(row[CATEGORY]) == NATURAL_PERSON
    coded = any(_text(value) for key, value in row.items() if str(key).startswith(CODE_WORDS))
    papers = any(_text(row.get(key)) for key in ("证件类型", "证件号码"))
    return not coded and (papers or bool(_PERSON.fullmatch(_text(row.get(NAME)))))


def _is_sole_trader(row: Mapping[str, Any]) -> bool:
    """Whether it is a 个体工商户: by its column, or by a code beginning with 92 (GB 32100)."""
    codes = (_text(value) for key, value in row.items() if str(key).startswith("行政相对人代码_1"))
    return _text(row.get(CATEGORY)) == SOLE_TRADER or any(code.startswith("92") for code in codes)


def _without_operator(row: object) -> object:
    if isinstance(row, Mapping) and (is_person(row) or _is_sole_trader(row)):
        return {key: value for key, value in row.items() if key != REPRESENTATIVE}
    return row


def _replaced(value: Any, names: re.Pattern[str]) -> Any:  # noqa: ANN401 - any YAML data
    if isinstance(value, str):
        return names.sub(lambda found: masked_name(found[0]), value)
    if isinstance(value, list):
        return [_replaced(item, names) for item in value]
    if isinstance(value, Mapping):
        return {key: item if key == "文件" else _replaced(item, names) for key, item in value.items()}
    return value


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
