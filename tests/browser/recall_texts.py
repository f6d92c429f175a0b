"""Made-up documents that are hard to search: common phrases in most, rare characters, every sort of brackets."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from browser.recall import Made
from disclosure.search.document import AttachedPart, Document, Facet, FacetValue, Part, Suggestion

COMMON = (
    *("政府信息公开", "“三公”经费", "行政规范性文件", "人民政府办公室", "关于印发", "的通知", "应急预案", "2024年度"),
    *("部门预算", "一般公共预算财政拨款", "各乡镇人民政府，", "县政府各部门、各直属机构：", "现印发给你们，", "。\n"),
)
SELDOM = (
    *(
        "测政办〔2024〕52号",
        "(2023)第1,234.50号",
        "［2019］7号",
        "【公告】",
        "二○二三年十二月三十一日",
        "二〇二四年",
        "二零二二年",
    ),
    *(
        "１２３４５６７８９万元",
        "GB/T 9704—2012",
        "Ⅲ级响应",
        "㎡",
        "①",
        "ｅ政通",
        "E-mail: a.b@c.cn",
        "１，２３４",
        "3.5％",
    ),
    *(
        "預算公開",
        "臺灣",
        "财政\t拨款\t合计",
        "café",
        "e\u0301",
        "<b>不是标记</b>",
        "C:\\公开\\",
        "（一）",
        "“”",
        "——",
        "……",
    ),
    *(
        "欧阳·买买提",
        "王　五",
        "𠮷野家",
        "𬭎街道",
        "㐂",
        "\U000e0100",
        "\u200b",
        "-5万元",
        "－甲",
        '"引"',
        "a*b.c?[d]^$",
    ),
)
FACETS = (
    Facet("公开类别", (FacetValue("a", "甲类"), FacetValue("a1", "甲一", 0), FacetValue("b", "乙类"))),
    Facet("有效性", (FacetValue("in_force", "有效"), FacetValue("repealed", "废止", -1, 1))),
)


def made_up(random: Random, count: int) -> Made:
    """Documents of several years, the last without a day."""
    first = date(2019, 1, 1)
    found = [_document(random, number, first + timedelta(days=number * 2500 // count)) for number in range(count - 1)]
    found.append(Document("about.html", "关于本站", body=(Part("正文", _text(random, 30)),), facets=(0, 0)))
    random.shuffle(found)
    return Made(tuple(found), FACETS, (Suggestion("应急预案"),))


def _document(random: Random, number: int, day: date) -> Document:
    attached = random.randint(1, 4) if random.random() < 0.2 else 0
    return Document(
        address=f"entry/98{number % 9}/{day.year}-{number:05}.html",
        title=_text(random, 4),
        published=f"{day}" if random.random() < 0.5 else f"{day} {random.randint(0, 23):02}:30",
        numbers=(f"98{number % 9}/{day.year}-{number:05}", f"测政〔{day.year}〕{number}号"),
        summary=tuple(_text(random, 3) for _ in range(random.randint(0, 2))),
        body=tuple(Part("正文", _text(random, random.choice((5, 20, 60)))) for _ in range(random.randint(0, 3))),
        attachments=tuple(
            AttachedPart(f"附件《表》第{page}页", _text(random, 20), f"files/{number}.pdf")
            for page in range(1, attached + 1)
        ),
        facets=(random.randint(0, 3), random.randint(0, 2)),
    )


def _text(random: Random, pieces: int) -> str:
    return "".join(_piece(random) for _ in range(pieces)) + random.choice("。》）字")


def _piece(random: Random) -> str:
    sort = random.random()
    if sort < 0.45:
        return random.choice(COMMON)
    if sort < 0.6:
        return random.choice(SELDOM)
    if sort < 0.66:
        return chr(random.randint(0x20000, 0x2A6DF))
    if sort < 0.75:
        return str(random.randint(0, 99999)) + random.choice(["", "元", "，", " ", ",000", "年", "号"])
    return "".join(chr(random.randint(0x4E00, 0x9FFF)) for _ in range(random.randint(1, 6)))
