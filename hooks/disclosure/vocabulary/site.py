"""site.yml: the settings of the whole site."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Annotated

from pydantic import AfterValidator

from disclosure.fields import Count, Line, Model, NonEmpty, Text, Web, fault, one_of, term
from disclosure.problem import quote
from disclosure.vocabulary.languages import SLUG
from disclosure.vocabulary.reviews import ReviewRecords, SomeoneApproves
from disclosure.vocabulary.values import Slug, matching
from disclosure.vocabulary.ways_out import (
    FEEDBACK,
    OUTSIDE,
    AnswerableFeedback,
    FormHost,
    Outside,
    Sort,
    host_of,
    is_below,
)

OVERVIEWS = ("three-public", "powers", "adjustments", "services", "statistics", "standards", "reports", "validity")
"""Pages that the program sums up from many entries, to which the home page may lead; `<name>/index.html`."""

BUILT_IN, PAGEFIND = "内置", "pagefind"
ENGINES = (BUILT_IN, PAGEFIND)
"""The search engines that a site can choose from."""
LONGEST_VALIDITY = 3660
"""Days that an offline copy may count as fresh: ten years."""
SEARCH_FACETS = ("公开类别", "机构", "种类", "有效性", "主题", "层级")
"""What readers can narrow the results of a search to, besides the year; see disclosure.search.facets."""

STAFF_SHOWN, STAFF_HIDDEN = "公开", "不公开"
"""Whether what is written for those who fill in (manual, form, what needs another look) is part of the public site."""

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_PICTURE = re.compile(r"[a-z0-9]+(?:[-./][a-z0-9]+)*\.(?:svg|png|jpg|gif)")
_SITE_ID = re.compile(r"[0-9]{10}|bm[0-9]{8}")


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
        return self.filled(code, "2024", 1)

    def filled(self, code: str, year: str, serial: int) -> str:
        """The index number with these parts."""
        filled = self.template.replace("{代码}", code).replace("{年}", year)
        return filled.replace("{流水号}", str(serial).zfill(self.digits))


def _well_formed(index_format: IndexFormat) -> IndexFormat:
    names = _PLACEHOLDER.findall(index_format.template)
    if sorted(names) != sorted(["代码", "年", "流水号"]):
        raise fault("vocabulary-value", "格式里三个占位应当各出现一次", "请写成这样：{代码}/{年}-{流水号}")
    if not 1 <= index_format.digits <= 9:  # noqa: PLR2004 - a serial that people can still read out
        raise fault("vocabulary-value", f"流水号位数不能是 {index_format.digits}", "请写 1 到 9")
    return index_format


def _each_once(names: tuple[str, ...]) -> tuple[str, ...]:
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise fault("vocabulary-duplicate", f"{quote(twice)}写了两次", "请只留一个")
    return names


Picture = Annotated[Line, matching(_PICTURE, "图片的文件名（小写字母、数字）", "footer/jiucuo.png")]
"""A picture in content/, by its path there."""


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
    report_error_picture: Picture | None = term(
        "找错图标", about="“我为政府网站找错”的图片，放在 content/ 里", example="footer/jiucuo.png", default=None
    )
    party_mark_picture: Picture | None = term(
        "党政机关标识图标", about="党政机关网站标识的图片，放在 content/ 里", example="footer/party.png", default=None
    )


class ReadingRoom(Model):
    """Where people can read what is disclosed, without a computer of their own (查阅场所, 条例第二十五条)."""

    name: Line = term("名称", about="查阅点的名称", example="示例县图书馆")
    address: Line = term("地址", about="查阅点的地址，写到楼层", example="示例县示范大道5号一楼")
    hours: Line = term("开放时间", about="什么时候开放", example="周二至周日 9:00—17:00")
    phone: Line | None = term("电话", about="查阅点的电话", example="0000-0000000", default=None)


class BookletFonts(Model):
    """Fonts of printed catalogues, by the names of their families; the first that is installed is taken."""

    song: Annotated[tuple[Line, ...], NonEmpty] = term("宋体", about="正文的字体", example="SimSun")
    hei: Annotated[tuple[Line, ...], NonEmpty] = term("黑体", about="标题的字体", example="SimHei")


_BOOKLET_FONTS = BookletFonts.model_validate(
    {
        "宋体": ["Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC", "SimSun", "Songti SC", "FandolSong"],
        "黑体": ["Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "SimHei", "Heiti SC", "FandolHei"],
    }
)


def _between(name: str, least: int, most: int, unit: str) -> AfterValidator:
    def check(number: int) -> int:
        if not least <= number <= most:
            raise fault("vocabulary-value", f"{name}不能是 {number} {unit}", f"请写 {least} 到 {most}")
        return number

    return AfterValidator(check)


class Copies(Model):
    """What readers of an offline copy are told."""

    valid_days: Annotated[Count, _between("有效期", 1, LONGEST_VALIDITY, "天")] = term(
        "有效期", about="副本制作以后多少天内算新，到期提醒换新的", example="92", default=92
    )
    office: Line | None = term(
        "发放单位", about="向谁索取新的副本，不写就是页脚里的承办单位或者主办单位", example="示例县数据局", default=None
    )
    contact: Line | None = term(
        "联系方式", about="索取副本的电话，不写就是页脚里的联系方式", example="0000-0000000", default=None
    )


_COPIES = Copies.model_validate({})


class TouchScreen(Model):
    """How the pages behave on a touch screen that stands in a public place (电子触摸屏)."""

    wait: Annotated[Count, _between("等待秒数", 15, 3600, "秒")] = term(
        "等待秒数", about="多少秒没有人碰屏幕，就准备回到首页", example="90", default=90
    )
    notice: Annotated[Count, _between("倒数秒数", 5, 300, "秒")] = term(
        "倒数秒数", about="回到首页以前倒数多少秒，这时碰一下屏幕就不回", example="20", default=20
    )


_TOUCH_SCREEN = TouchScreen.model_validate({})


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


class ServiceLine(Model):
    """When guides are impractical (服务不实用, 国办秘函〔2019〕19号): a veto of the whole site."""

    elements: Annotated[Count, AfterValidator(lambda n: max(n, 1))] = term(
        "缺失要素", about="缺几类重点要素就不合格", example="4"
    )
    matters: Count = term("事项数量", about="不合格的事项达到几个，全站单项否决", example="5")


_REVIEW_RECORDS = ReviewRecords.model_validate({})
_SERVICE_LINE = ServiceLine.model_validate({"缺失要素": "4", "事项数量": "5"})


class Site(Model):
    """Settings of the whole site."""

    name: Line = term("名称", about="网站规范名称（SiteName）", example="示例县人民政府")
    domain: Line = term("域名", about="网站域名（SiteDomain）", example="www.example.gov.cn")
    published_at: Annotated[Web, AfterValidator(lambda text: text.rstrip("/") + "/")] | None = term(
        "公开地址", about="首页公开在哪个网址，印在纸上用", example="https://www.example.gov.cn/zwgk/", default=None
    )
    id_code: Annotated[Line, matching(_SITE_ID, "网站标识码", "0000000000")] = term(
        "标识码", about="政府网站标识码（SiteIDCode），10 位数字", example="0000000000"
    )
    logo: Picture | None = term(
        "标志", about="页面顶部名称左边的图片，放在 content/ 里", example="logo.svg", default=None
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
    fresh_days: Annotated[Count, _between("刚刚更新", 0, 60, "天")] = term(
        "刚刚更新", about="公开以后多少天，列表里标明刚刚更新；写 0 就不标", example="7", default=7
    )
    key_areas: tuple[KeyArea, ...] = term("重点领域", about="首页上的重点领域", example="见词表", default=())
    service_line: ServiceLine = term(
        "办事指南红线", about="检查指标里“服务不实用”的数", example="见词表", default=_SERVICE_LINE
    )
    attachment_types: Annotated[tuple[Line, ...], NonEmpty] = term("附件类型", about="允许的附件扩展名", example="pdf")
    search_engine: Annotated[Line, one_of(ENGINES)] = term(
        "检索引擎", about="内置或者 pagefind，默认内置", example="内置", default=BUILT_IN
    )
    search_facets: Annotated[tuple[Annotated[Line, one_of(SEARCH_FACETS)], ...], AfterValidator(_each_once)] = term(
        "检索条件", about="检索结果可以按什么缩小范围，按页面上的次序", example="机构", default=SEARCH_FACETS
    )
    languages: Annotated[
        tuple[Annotated[Line, matching(SLUG, "语言的标识（小写）", "zh-hant、en、ug")], ...], AfterValidator(_each_once)
    ] = term("语言视图", about="除简体以外，还用哪些语言、文字生成页面", example="zh-hant", default=())
    reading_rooms: tuple[ReadingRoom, ...] = term("查阅点", about="到哪里可以当面查阅", example="见词表", default=())
    booklet_fonts: BookletFonts = term("目录册字体", about="目录册用的字体", example="见词表", default=_BOOKLET_FONTS)
    copies: Copies = term("离线副本", about="给查阅点的离线副本", example="见词表", default=_COPIES)
    touch_screen: TouchScreen = term(
        "触摸屏", about="电子触摸屏上多久没有人用就回到首页", example="见词表", default=_TOUCH_SCREEN
    )
    outside: Outside = term("外部链接", about="哪些网站直接打开", example="见词表", default=OUTSIDE)
    feedback: AnswerableFeedback = term("意见反馈", about="每条信息的意见反馈", example="见词表", default=FEEDBACK)
    staff_material: Annotated[Line, one_of((STAFF_SHOWN, STAFF_HIDDEN))] = term(
        "填报资料", about="填报手册、填报表单、复核清单放不放在网站上", example="不公开", default=STAFF_HIDDEN
    )
    form_host: FormHost | None = term(
        "填报托管", about="填报表单从哪里新建文件，写代码托管平台的仓库", example="见词表", default=None
    )
    review_records: ReviewRecords = term(
        "审查记录", about="条目里要不要有审查的记录", example="见词表", default=_REVIEW_RECORDS
    )
    approval: SomeoneApproves | None = term(
        "合并审核", about="谁来审合并请求，写出 CODEOWNERS 用", example="见词表", default=None
    )
    footer: Footer = term("页脚", about="页脚的法定项目", example="见词表")

    @property
    def public_address(self) -> str:
        """The folder on the web in which the site is published, ending in "/"; empty where the office has not said."""
        return self.published_at or ""

    @property
    def staff_pages(self) -> bool:
        """Whether the pages for staff are part of the public site."""
        return self.staff_material == STAFF_SHOWN

    def sort_of(self, url: str) -> Sort:
        """Whether a whole web address stays on this website, leads to another of the government, or elsewhere."""
        host, own = host_of(url), self.domain.lower()
        if host and host in {own, host_of(self.public_address)}:
            return "own"
        return "government" if is_below(host, (own.removeprefix("www."), *self.outside.direct)) else "other"

    @property
    def copy_contact(self) -> str:
        """Who gives out offline copies and how to reach them, as it goes on after 请向."""
        office = self.copies.office or self.footer.operator or self.footer.sponsor
        return f"{office}（{self.copies.contact or self.footer.contact}）"


class SiteFile(Site):
    """site.yml."""
