"""What all entries have in common: the fields of 政府信息公开目录, attachments, corrections, exemptions, withdrawal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, ClassVar, Self

from pydantic import PrivateAttr

from disclosure.fields import (
    Day,
    Line,
    Listed,
    Markdown,
    Model,
    Moment,
    NonEmpty,
    Text,
    model_inside,
    one_of,
    term,
)


class Attachment(Model):
    """A file that belongs to an entry; it lies in the folder files/ of the organ."""

    file: Line = term("文件", about="文件在本机构 files 文件夹里的位置", example="files/2024-001.pdf")
    name: Line = term("名称", about="页面上显示的附件名称", example="示例县公共场所管理办法")


class Correction(Model):
    """A correction made after publication."""

    unnamed: ClassVar[frozenset[str]] = frozenset({"on", "text"})

    on: Day = term("日期", about="更正的日期", example="2024-06-01")
    text: Line = term("内容", about="更正了什么", example="附件第3页金额单位由“元”更正为“万元”")


REVIEWS, PROOFS = ("初审", "复审", "终审"), ("一校", "二校", "三校")
"""The steps of 三审三校 in their order."""


class ReviewStep(Model):
    """One step of 三审三校: three reviews of the content, three readings of the proofs."""

    step: Annotated[Line, one_of((*REVIEWS, *PROOFS))] = term(
        "环节", about="初审、复审、终审、一校、二校、三校之一", example="初审"
    )
    by: Line = term("人员", about="谁做的，写姓名或者职务", example="综合股股长")
    on: Day = term("日期", about="哪一天做的", example="2024-03-15")


class Review(Model):
    """The record of the secrecy review before publication (条例第十七条), and of the editing where that is kept."""

    conclusion: Line = term("结论", about="保密审查的结论", example="同意公开")
    reviewer: Line = term("审查人", about="审查人姓名或者职务", example="保密审查员")
    on: Day = term("日期", about="审查日期", example="2024-03-18")
    drafter: Line | None = term(
        "拟稿人", about="谁起草的，写姓名或者职务；不能是审查人自己", example="综合股科员", default=None
    )
    steps: tuple[ReviewStep, ...] = term("三审三校", about="审核和校对各环节的记录", example="见示例", default=())


class Exemption(Model):
    """An exception from one rule, with its reason and its end."""

    rule: Line = term("规则", about="规则编号，见检查结果方括号里的字", example="number-year-mismatch")
    reason: Line = term("理由", about="为什么可以例外", example="原文如此，经县政府办公室核实")
    until: Day = term("到期日", about="到哪一天为止", example="2026-12-31")


class Withdrawal(Model):
    """Why an entry was taken back."""

    on: Day = term("日期", about="撤回的日期", example="2024-07-01")
    reason: Line = term("理由", about="撤回的理由，会显示在原来的网址上", example="内容有误，已另行公开")


@dataclass(frozen=True, slots=True)
class Relation:
    """A field that points to other entries by 索引号, and how the pages of both sides call it."""

    attribute: str
    label: str
    """Heading on the page that points, e.g. 本文件废止."""
    back: str
    """Heading on the page that is pointed at, e.g. 废止本文件的文件."""
    targets: tuple[str, ...] = ()
    """Kinds that may be pointed at; empty for all."""
    acyclic: bool = True
    free_text: bool = False
    """Whether an item may also be a plain name, such as a law that is not on the site."""


@dataclass(frozen=True, slots=True)
class Need:
    """Fields that must be filled where another field has one of these values, such as the stage of a procedure."""

    attribute: str
    values: tuple[str, ...]
    needed: tuple[str, ...]


class Filed(Model):
    """Something that was read from a file in the folder of an organ."""

    _path: str = PrivateAttr(default="")
    _organ_slug: str = PrivateAttr(default="")

    def filed(self, path: str, organ_slug: str) -> Self:
        """The same record, knowing the file it came from (relative to the root) and the organ of the folder."""
        self._path = path
        self._organ_slug = organ_slug
        return self

    @property
    def path(self) -> str:
        """The file, relative to the root."""
        return self._path

    @property
    def organ_slug(self) -> str:
        """The organ whose folder holds the file: it discloses and is responsible (谁公开、谁负责)."""
        return self._organ_slug


class Entry(Filed):
    """The fields of every entry. Subclasses add those of their kind and may make optional ones required."""

    slug: ClassVar[str]
    """The folder name of the kind, also used in addresses."""
    label: ClassVar[str]
    """The official name of the kind."""
    about: ClassVar[str]
    """What the kind is for, one sentence for lists and for the clerk."""
    counter: ClassVar[str] = "条"
    """The measure word with which entries of the kind are counted in sentences."""
    relations: ClassVar[tuple[Relation, ...]] = ()
    facts: ClassVar[tuple[str, ...]] = ()
    """Attributes that the page shows in the statutory block besides the common ones, in this order."""
    sorted_by: ClassVar[str] = ""
    """The attribute whose value chooses the category, where categories.yml says so (收录)."""
    unseen: ClassVar[frozenset[str]] = frozenset({"review", "exemptions"})
    needs: ClassVar[tuple[Need, ...]] = ()
    """What must be filled because of the value of another field (rule `stage-fields-missing`)."""

    title: Line = term("标题", about="规范的全称，不加书名号以外的修饰", example="示例县人民政府办公室关于印发……的通知")
    index_number: Line = term(
        "索引号", about="本条信息的唯一编号，定了不改，也不重复使用", example="990000011/2024-00001"
    )
    published_at: Moment = term("发布日期", about="在网站上公开的日期，可以带时分", example="2024-05-06")
    organ_name: Line | None = term(
        "公开机构", about="负责公开的机构，默认是文件夹所属的机构", example="示例县财政局", default=None
    )
    category_name: Line | None = term(
        "公开类别", about="归入哪个类别，默认按种类", example="行政规范性文件", default=None
    )
    topic: Line | None = term("主题分类", about="主题，写成“上级/下级”", example="综合政务/政务公开", default=None)
    summary: Text | None = term("内容概述", about="一两句话说明内容，不重复标题", example="规定了……", default=None)
    keywords: Annotated[tuple[Line, ...], NonEmpty] | None = term(
        "主题词", about="便于检索的词", example="财政", default=None
    )
    issued_on: Day | None = term("成文日期", about="形成的日期，公文为签发日期", example="2024-04-28", default=None)
    manner: Annotated[Line, Listed("公开方式")] | None = term(
        "公开方式", about="主动公开或者依申请公开", example="主动公开", default=None
    )
    scope: Annotated[Line, Listed("公开范围")] | None = term(
        "公开范围", about="向谁公开", example="面向社会", default=None
    )
    term_of_disclosure: Annotated[Line, Listed("公开时限")] | None = term(
        "公开时限", about="公开多久", example="长期公开", default=None
    )
    attachments: tuple[Attachment, ...] = term("附件", about="附件的文件和名称", example="见示例", default=())
    body: Markdown | None = term("正文", about="正文，一行一段", example="各乡镇人民政府：", default=None)
    corrections: tuple[Correction, ...] = term("更正", about="公开以后的更正", example="见示例", default=())
    review: Review | None = term("审查", about="保密审查的记录，可加三审三校，不显示", example="见示例", default=None)
    exemptions: tuple[Exemption, ...] = term("豁免", about="对某条规则的例外", example="见示例", default=())

    def optional(self, attribute: str) -> Any:  # noqa: ANN401 - the value of any field
        """The value of a field that only some kinds have; None where there is no such field or no value."""
        return self.__dict__.get(attribute)

    def alias(self, attribute: str) -> str:
        """The Chinese name of a field."""
        return alias_of(type(self), attribute)

    def targets(self, relation: Relation) -> tuple[str, ...]:
        """What a relation of this entry points at, as written."""
        value: tuple[str, ...] | None = getattr(self, relation.attribute)
        return value or ()


class Withdrawn(Filed):
    """An entry that was taken back. Only its number remains, so that its address can say so."""

    index_number: Line = term("索引号", about="原来的索引号", example="990000011/2024-00001")
    title: Line | None = term("标题", about="原来的标题，不便保留的可以不写", example="……的通知", default=None)
    published_at: Moment | None = term("发布日期", about="原来的发布日期", example="2024-05-06", default=None)
    withdrawal: Withdrawal = term("撤回", about="撤回的日期和理由", example="见示例")


@cache
def alias_of(model: type[Model], attribute: str) -> str:
    """The Chinese name of a field of a model class."""
    return model.model_fields[attribute].alias or attribute


@cache
def markdown_fields(model: type[Model]) -> tuple[str, ...]:
    """The attributes of a kind that hold body text."""
    return tuple(name for name, info in model.model_fields.items() if _marked(info, "markdown"))


@cache
def listed_fields(model: type[Model]) -> tuple[tuple[str, str], ...]:
    """(attribute, list name) of the fields whose values are closed lists of the vocabulary."""
    found = []
    for name, info in model.model_fields.items():
        marks = [mark for mark in _marks(info) if isinstance(mark, Listed)]
        found += [(name, mark.name) for mark in marks]
    return tuple(found)


def groups(value: Any) -> Iterator[tuple[tuple[str | int, ...], Model]]:  # noqa: ANN401 - walks any field value
    """Every model inside a value, with its path of Chinese names and positions; the value itself first."""
    if isinstance(value, Model):
        yield (), value
        for name in _fields_with_groups(type(value)):
            for loc, inner in groups(getattr(value, name)):
                yield (alias_of(type(value), name), *loc), inner
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            for loc, inner in groups(item):
                yield (number, *loc), inner
    elif isinstance(value, dict):
        for key, item in value.items():
            for loc, inner in groups(item):
                yield (key, *loc), inner


@cache
def _fields_with_groups(model: type[Model]) -> tuple[str, ...]:
    return tuple(name for name, info in model.model_fields.items() if model_inside(info.annotation))


def _marked(info: Any, mark: str) -> bool:  # noqa: ANN401 - pydantic's FieldInfo or a type expression
    return any(found == mark for found in _marks(info))


def _marks(info: Any) -> list[Any]:  # noqa: ANN401 - pydantic's FieldInfo or a type expression
    found = list(getattr(info, "metadata", ())) + list(getattr(info, "__metadata__", ()))
    inner = getattr(info, "annotation", None)
    parts = getattr(inner, "__args__", ()) if inner is not None else getattr(info, "__args__", ())
    for part in parts:
        found += _marks(part)
    return found
