"""The shapes of the vocabulary files; those of site.yml and accounts.yml stand apart."""

from __future__ import annotations

import re
from typing import Annotated, get_args

from disclosure.fields import Count, Day, Line, Model, NonEmpty, Web, Year, one_of, term
from disclosure.vocabulary.reviews import Account
from disclosure.vocabulary.values import ARTICLE, LEVELS, Slug, State, matching

_FOLDER = re.compile(r"(?!(?:vocabulary|files|con|prn|aux|nul|com[0-9]|lpt[0-9])$).*")
_CODE = re.compile(r"[0-9A-Z]{9}|[0-9A-Z]{18}|[0-9]{8}-[0-9X]|[0-9]{6,10}")


class Sorting(Model):
    """Which values of its sorting field bring the entries of a kind into a category."""

    kind: Slug = term("种类", about="种类的标识", example="inspection")
    values: Annotated[tuple[Line, ...], NonEmpty] = term("取值", about="哪些取值列在这里", example="安全生产")


class Category(Model):
    """A column (栏目), a statutory item of 条例第二十条, or a local category below one of them."""

    slug: Slug = term("标识", about="用在网址里的英文标识", example="item-07")
    name: Line = term("名称", about="正式名称，法定名称一字不改", example="财政预算、决算信息")
    short_name: Line | None = term("简称", about="面包屑和卡片上的短名称", example="财政预决算", default=None)
    ordinal: Line | None = term("序号", about="第二十条各项的序号", example="（七）", default=None)
    description: Line = term("说明", about="栏目内容的说明（ColumnDescription）", example="预算、决算和“三公”经费")
    keywords: tuple[Line, ...] = term("关键词", about="栏目关键词（ColumnKeywords）", example="预算", default=())
    type_name: Line | None = term("栏目类别", about="栏目类别（ColumnType）", example="信息公开", default=None)
    kinds: tuple[Slug, ...] = term("种类", about="哪些种类的条目默认归入这里", example="budget", default=())
    states: tuple[Annotated[Line, one_of(get_args(State))], ...] = term(
        "收录状态", about="同一上级下，这些状态的文件自动列在这里", example="repealed", default=()
    )
    sortings: tuple[Sorting, ...] = term(
        "收录", about="种类的哪些取值（领域、阶段、类型）自动列在这里", example="见词表", default=()
    )
    article: (
        Annotated[Line, matching(ARTICLE, "content/ 里的文章（不能与程序的页面同名，如 index.md）", "on-request.md")]
        | None
    ) = term("文章", about="不列条目、改用 content/ 里的文章", example="on-request.md", default=None)
    children: tuple[Category, ...] = term("下级", about="下一级类别", example="见词表", default=())

    @property
    def short(self) -> str:
        """The name for narrow places."""
        return self.short_name or self.name

    @property
    def address(self) -> str:
        """The address of its page, relative to the site."""
        return self.article.removesuffix(".md") + ".html" if self.article else f"column/{self.slug}.html"

    @property
    def column_type(self) -> str:
        """The value of the ColumnType tag."""
        return self.type_name or "信息公开"

    def walk(self) -> tuple[Category, ...]:
        """This category and all below it, in the order of the file."""
        return (self, *(inner for child in self.children for inner in child.walk()))


class Organ(Model):
    """An organ that discloses (公开机构)."""

    slug: Annotated[Slug, matching(_FOLDER, "机构可以用的标识（文件夹另有用处）", "czj")] = term(
        "标识", about="文件夹和网址里的英文标识", example="czj"
    )
    code: Annotated[Line, matching(_CODE, "机构代码", "000014349")] = term(
        "代码", about="组织机构代码，索引号的前段", example="000014349"
    )
    name: Line = term("名称", about="规范全称", example="示例县财政局")
    short: Line = term("简称", about="规范简称", example="县财政局")
    level: Annotated[Line, one_of(LEVELS)] = term("层级", about="省、市、县、乡、村", example="县")
    type_name: Line = term("类型", about="政府、政府部门、乡镇街道等", example="政府部门")
    parent: Slug | None = term("上级", about="上级机构的标识", example="xzf", default=None)
    website: Web | None = term("网站", about="机构自己的网站", example="https://czj.example.gov.cn/", default=None)
    is_finance: Annotated[Line, one_of(("是",))] | None = term(
        "财政部门", about="公开本级政府预算、决算的财政部门写“是”", example="是", default=None
    )
    former_names: tuple[Line, ...] = term("曾用名", about="以前的名称", example="示例县物价局", default=())
    accounts: tuple[Account, ...] = term(
        "负责人账号", about="谁审本机构的条目，写代码托管平台的账号", example="@czj-zhang", default=()
    )

    @property
    def address(self) -> str:
        """The address of its page, relative to the site."""
        return f"organ/{self.slug}.html"


class Topic(Model):
    """A class of 主题分类 with its sub-classes."""

    name: Line = term("名称", about="主题名称", example="综合政务")
    children: tuple[Line, ...] = term("下级", about="下一级主题", example="政务公开", default=())


class Validity(Model):
    """One value of 有效性 with the banner that its documents carry."""

    name: Line = term("名称", about="显示的名称", example="废止")
    state: Annotated[Line, one_of(get_args(State))] = term(
        "状态", about="in_force amended repealed expired pending 之一", example="repealed"
    )
    banner: Line | None = term("横幅", about="文件页面顶部的提示", example="本文件已废止", default=None)


class Deadline(Model):
    """A time limit set by law."""

    slug: Slug = term("标识", about="英文标识", example="proactive")
    matter: Line = term("事项", about="什么事情的期限", example="主动公开")
    amount: Count = term("数量", about="多少", example="20")
    unit: Line = term("单位", about="工作日、日、年等", example="工作日")
    start: Line = term("起算", about="从什么时候算起", example="该政府信息形成或者变更之日")
    basis: Line = term("依据", about="规定的名称和条款", example="《中华人民共和国政府信息公开条例》第二十六条")
    note: Line | None = term("备注", about="备注", example="待核", default=None)


class HolidayYear(Model):
    """The days off and the extra working days of one year, by the notice of 国务院办公厅."""

    year: Year = term("年度", about="哪一年", example="2024")
    off: tuple[Day, ...] = term("放假", about="放假的日期", example="2024-10-01")
    working: tuple[Day, ...] = term("上班", about="调休上班的日期", example="2024-09-29", default=())


class CategoriesFile(Model):
    """categories.yml."""

    columns: Annotated[tuple[Category, ...], NonEmpty] = term("栏目", about="平台栏目", example="见词表")


class OrgansFile(Model):
    """organs.yml."""

    organs: Annotated[tuple[Organ, ...], NonEmpty] = term("机构", about="公开机构", example="见词表")
    outside_issuers: tuple[Line, ...] = term("其他发文机关", about="上级和外部的发文机关", example="国务院", default=())


class TopicsFile(Model):
    """topics.yml."""

    topics: Annotated[tuple[Topic, ...], NonEmpty] = term("主题", about="主题分类", example="见词表")


class ValidityFile(Model):
    """validity.yml."""

    values: Annotated[tuple[Validity, ...], NonEmpty] = term("有效性", about="有效性的各个值", example="见词表")


class DeadlinesFile(Model):
    """deadlines.yml."""

    deadlines: tuple[Deadline, ...] = term("期限", about="法定期限", example="见词表")


class HolidaysFile(Model):
    """holidays.yml."""

    years: tuple[HolidayYear, ...] = term("节假日", about="每年的放假安排", example="见词表")
