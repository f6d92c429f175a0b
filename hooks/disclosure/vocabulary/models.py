"""The shapes of the vocabulary files."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator

from disclosure.fields import Count, Day, Line, Model, NonEmpty, Text, Web, Year, fault, one_of, term
from disclosure.problem import declare, quote

State = Literal["in_force", "amended", "repealed", "expired", "pending"]
LEVELS = ("省", "市", "县", "乡", "村")
OVERVIEWS = ("three-public", "powers", "adjustments", "services", "statistics", "standards")
"""Pages that the program sums up from many entries, to which the home page may lead; `<name>/index.html`."""

VOCABULARY_VALUE = declare(
    "vocabulary-value",
    requires="词表里的标识、代码、层级、状态等按规定的写法填写。",
    reason="词表是所有条目和页面的依据，写错一处，处处都错。",
)

_SLUG = re.compile(r"(?!.*-p[0-9]+$)[a-z0-9]+(?:-[a-z0-9]+)*")
_FOLDER = re.compile(r"(?!(?:vocabulary|files|con|prn|aux|nul|com[0-9]|lpt[0-9])$).*")
_ARTICLE = re.compile(r"(?!(?:index|catalogue)\.md$)[a-z0-9]+(?:-[a-z0-9]+)*\.md")
_CODE = re.compile(r"[0-9A-Z]{9}|[0-9A-Z]{18}|[0-9]{8}-[0-9X]|[0-9]{6,10}")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_SITE_ID = re.compile(r"[0-9]{10}|bm[0-9]{8}")


def _matching(pattern: re.Pattern[str], what: str, example: str) -> AfterValidator:
    def check(value: str) -> str:
        if pattern.fullmatch(value):
            return value
        raise fault("vocabulary-value", f"{quote(value)}不是{what}", f"请写成这样：{example}")

    return AfterValidator(check)


Slug = Annotated[Line, _matching(_SLUG, "标识（小写字母、数字和连接线）", "item-07")]
"""A name used in addresses and folders: lower-case letters, digits, hyphens; -p1, -p2 … are pages of long lists."""


Article = Annotated[
    Line, _matching(_ARTICLE, "content/ 里的文章名称（index.md、catalogue.md 另有用处）", "on-request.md")
]
"""The file name of a hand-written page that is not one of the pages made by the program."""


class IndexFormat(Model):
    """How index numbers (索引号) are formed on this site."""

    template: Line = term(
        "格式", about="索引号的样子，用 {代码} {年} {流水号} 三个占位", example="{代码}/{年}-{流水号}"
    )
    digits: Count = term("流水号位数", about="流水号用几位数字", example="5")

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Matches a whole index number; groups code, year, serial."""
        parts = {"代码": "(?P<code>[0-9A-Z]+(?:-[0-9X])?)", "年": "(?P<year>[0-9]{4})"}
        parts["流水号"] = f"(?P<serial>[0-9]{{{self.digits}}})"
        pieces = _PLACEHOLDER.split(self.template)
        return re.compile("".join(parts[piece] if i % 2 else re.escape(piece) for i, piece in enumerate(pieces)))

    def example(self, code: str) -> str:
        """An index number of this form."""
        filled = self.template.replace("{代码}", code).replace("{年}", "2024")
        return filled.replace("{流水号}", "1".zfill(self.digits))


def _well_formed(index_format: IndexFormat) -> IndexFormat:
    names = _PLACEHOLDER.findall(index_format.template)
    if sorted(names) != sorted(["代码", "年", "流水号"]):
        raise fault("vocabulary-value", "格式里三个占位应当各出现一次", "请写成这样：{代码}/{年}-{流水号}")
    if not 1 <= index_format.digits <= 9:  # noqa: PLR2004 - a serial that people can still read out
        raise fault("vocabulary-value", f"流水号位数不能是 {index_format.digits}", "请写 1 到 9")
    return index_format


class Footer(Model):
    """The items that every page of a government site must show at its foot (政府网站发展指引)."""

    sponsor: Line = term("主办单位", about="网站主办单位", example="示例县人民政府办公室")
    operator: Line | None = term("承办单位", about="网站承办单位", example="示例县数据局", default=None)
    contact: Line = term("联系方式", about="联系电话或者邮箱", example="0000-0000000")
    address: Line | None = term("地址", about="办公地址", example="示例县示范大道1号", default=None)
    postcode: Line | None = term("邮政编码", about="邮政编码", example="000000", default=None)
    icp: Line | None = term("备案编号", about="ICP 备案编号", example="示ICP备00000000号", default=None)
    police_filing: Line | None = term(
        "公安备案编号", about="公安机关备案号", example="示公网安备 00000000000000号", default=None
    )
    report_error_url: Web | None = term("找错链接", about="“我为政府网站找错”的网址", example="https://…", default=None)
    party_mark_url: Web | None = term(
        "党政机关标识链接", about="党政机关网站标识的网址", example="https://…", default=None
    )


class KeyArea(Model):
    """A short cut on the home page to a category or to a kind of entry."""

    name: Line = term("名称", about="首页上显示的名称", example="财政预决算")
    about: Line = term("说明", about="一句话说明", example="钱从哪里来，花到哪里去")
    category: Slug | None = term("类别", about="公开类别的标识", example="item-07", default=None)
    kind: Slug | None = term("种类", about="条目种类的标识", example="budget", default=None)
    page: Annotated[Line, one_of(OVERVIEWS)] | None = term(
        "专页", about="由程序汇总的页面的标识", example="three-public", default=None
    )
    unit: Line = term("量词", about="首页上数目后面的量词", example="条", default="条")


class Site(Model):
    """Settings of the whole site."""

    name: Line = term("名称", about="网站规范名称（SiteName）", example="示例县人民政府")
    domain: Line = term("域名", about="网站域名（SiteDomain）", example="www.example.gov.cn")
    id_code: Annotated[Line, _matching(_SITE_ID, "网站标识码", "0000000000")] = term(
        "标识码", about="政府网站标识码（SiteIDCode），10 位数字", example="0000000000"
    )
    region: Line = term("地区", about="行政区域名称", example="示例县")
    demo_notice: Text | None = term(
        "演示说明", about="演示站每页顶部的说明，正式网站不填", example="本站为演示", default=None
    )
    index_format: Annotated[IndexFormat, AfterValidator(_well_formed)] = term(
        "索引号", about="索引号的格式", example="见词表"
    )
    page_size: Annotated[Count, AfterValidator(lambda n: min(max(n, 5), 500))] = term(
        "每页条数", about="列表每页多少条", example="30"
    )
    latest_count: Count = term("最新条数", about="首页显示多少条最新公开", example="12")
    key_areas: tuple[KeyArea, ...] = term("重点领域", about="首页上的重点领域", example="见词表", default=())
    attachment_types: Annotated[tuple[Line, ...], NonEmpty] = term("附件类型", about="允许的附件扩展名", example="pdf")
    footer: Footer = term("页脚", about="页脚的法定项目", example="见词表")


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
        Annotated[Line, _matching(_ARTICLE, "content/ 里的文章（不能是 index.md、catalogue.md）", "on-request.md")]
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

    slug: Annotated[Slug, _matching(_FOLDER, "机构可以用的标识（文件夹另有用处）", "czj")] = term(
        "标识", about="文件夹和网址里的英文标识", example="czj"
    )
    code: Annotated[Line, _matching(_CODE, "机构代码", "000014349")] = term(
        "代码", about="组织机构代码，索引号的前段", example="000014349"
    )
    name: Line = term("名称", about="规范全称", example="示例县财政局")
    short: Line = term("简称", about="规范简称", example="县财政局")
    level: Annotated[Line, one_of(LEVELS)] = term("层级", about="省、市、县、乡、村", example="县")
    type_name: Line = term("类型", about="政府、政府部门、乡镇街道等", example="政府部门")
    parent: Slug | None = term("上级", about="上级机构的标识", example="xzf", default=None)
    website: Web | None = term("网站", about="机构自己的网站", example="https://czj.example.gov.cn/", default=None)
    former_names: tuple[Line, ...] = term("曾用名", about="以前的名称", example="示例县物价局", default=())

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


class SiteFile(Site):
    """site.yml."""


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
