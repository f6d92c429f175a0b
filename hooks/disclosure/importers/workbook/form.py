"""What a workbook or CSV file of ours says besides its rows: the heads with their help, and what it is made for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from disclosure.importers.workbook.layout import (
    CHOICES,
    EXAMPLE,
    LABEL,
    NUMBER,
    ORGAN,
    PARENT_ROW,
    ROW,
    Sheet,
    layout_of,
)
from disclosure.kinds import KINDS, Entry
from disclosure.vocabulary import Organ, Vocabulary

MARK = "政府信息公开填报表"
"""What the first cell of the sheet 说明 says in a workbook of ours."""
VERSION = "1"
KIND, KIND_COLUMN, SCOPES = "种类", "种类", "类型"
CHOOSE_FROM = "请从下拉的列表里选，全部可用的值在工作表“可选值”里。"


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column with its help."""

    name: str
    help: str = ""
    is_required: bool = False
    many: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    """The workbook of one kind, for one organ or for all."""

    kind: type[Entry]
    words: Vocabulary
    organ: Organ | None = None
    scopes: tuple[str, ...] = ()
    """Of accounts: the 类型 whose official tables have sheets of their own."""

    @cached_property
    def sheet(self) -> Sheet:
        """The sheets."""
        return layout_of(self.kind, self.words, self.scopes)

    def heads(self, sheet: Sheet) -> tuple[Head, ...]:
        """The heads of a sheet."""
        columns = {column.name: column for column in sheet.columns}
        found = []
        for name in sheet.heads:
            if name not in columns:
                found.append(self._own(sheet, name))
                continue
            column = columns[name]
            said = [column.about, column.shape]
            said += ["一项一行"] if column.many else []
            said += [f"例如：{column.example}"] if column.example else []
            said += [f"可用的值：{'、'.join(column.choices)}"] if column.choices else []
            text = "\n".join(text for text in said if text)
            found.append(Head(name, text, column.is_required, column.many, column.choices))
        return tuple(found)

    def _own(self, sheet: Sheet, name: str) -> Head:
        number = "和工作表“条目”里的一样；新的条目只有一个时可以不写"
        if sheet.form == "entries":
            number = "新的条目不写，导入时取下一个号；几个新条目另有下级工作表的，写“新1”“新2”，下级各行照写"
        texts = {
            NUMBER: number,
            ORGAN: "负责公开的机构，照词表写全称或者简称；已有的条目不能换机构",
            ROW: "这一行的编号，供下级工作表的“上级行号”引用；没有下级内容的可以不写",
            PARENT_ROW: "属于上级工作表的哪一行，写那一行的“行号”",
            LABEL: "官方表格各行的名称，不改；不填的行留空",
        }
        if name == ORGAN:
            names = tuple(organ.name for organ in self.words.organs)
            return Head(name, texts[name], is_required=self.organ is None, choices=names)
        choices = self._tables() if sheet.form == "tables" and sheet.path == ("表",) else ()
        text = texts[name] if name in texts else f"{sheet.path[-1]}的名称；同一名称的各行写在一起"
        return Head(name, text, is_required=name == sheet.key, choices=choices if name == sheet.key else ())

    def _tables(self) -> tuple[str, ...]:
        """The official tables of accounts of this kind."""
        forms = [form for form in self.words.accounts.forms if form.kind == self.kind.slug]
        return tuple(dict.fromkeys(table.name for form in forms for table in form.tables))

    @property
    def about(self) -> tuple[tuple[str, str], ...]:
        """The lines of the sheet 说明; the first ones tell the program what the workbook is."""
        nested = "、".join(f"“{sheet.name}”" for sheet in self.sheet.all if sheet is not self.sheet)
        said = [
            (MARK, VERSION),
            (KIND, f"{self.kind.slug}（{self.kind.label}）"),
            (ORGAN, f"{self.organ.slug}（{self.organ.name}）" if self.organ else ""),
            (SCOPES, "、".join(self.scopes)),
            ("用途", f"{self.kind.label}：{self.kind.about}"),
            ("怎样填", "每个条目在“条目”里占一行；列名后面有“*”的必须填写，鼠标指着列名有说明和例子。"),
            ("格式", "各格都是文本，照写的样子保存；日期写成 2024-05-01，金额、件数只写数，不写单位。"),
            ("换行", "一格里分几段的，按 Alt+回车换行；几项的一行一项，一项有几行的，各项之间空一行。"),
            ("下级", f"成列的内容写在{nested}里，用“{NUMBER}”说明属于哪个条目。" if nested else ""),
            (
                "表",
                "没有数据的官方表在“表”里只写名称，其余各格留空；有自己的工作表的，各行写在自己的工作表里。"
                if any(s.form == "tables" for s in self.sheet.all)
                else "",
            ),
            ("修改", "改了哪一格就改哪一处，没有改的不动；删去“条目”里的一行不会删去条目，要撤回的请改条目文件。"),
            ("不要", f"不要改列名和工作表名，不要合并单元格、写公式；“{EXAMPLE}”“{CHOICES}”和这个工作表不导入。"),
            ("导入", "先看会改什么：python3 hooks import 文件名.xlsx --dry-run；去掉 --dry-run，确认以后写入。"),
        ]
        return tuple((name, text) for name, text in said if text or name in {ORGAN, SCOPES})


def kind_in(text: str) -> type[Entry] | None:
    """The kind that a cell names by its slug, with or without its label, or by its label."""
    name = text.partition("（")[0].strip()
    return KINDS.get(name) or next((kind for kind in KINDS.values() if text.strip() == kind.label), None)
