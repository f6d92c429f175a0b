"""The parts of an official document by their words: numbers, dates, organs, marks of the head (GB/T 9704—2012)."""

from __future__ import annotations

import re
from datetime import date

_HAN_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
    "Ｏ": 0,
    "O": 0,
    "0": 0,
}
_HAN = "".join(_HAN_DIGITS)
_FULLWIDTH = str.maketrans("０１２３４５６７８９．－", "0123456789.-")
_ARABIC_DATE = r"(\d{4})年(\d{1,2})月(\d{1,2})日"
_HAN_DATE = rf"([{_HAN}]{{4}})年([{_HAN}十]{{1,3}})月([{_HAN}十]{{1,4}})日"
DATE = re.compile(rf"(?:{_ARABIC_DATE}|{_HAN_DATE})")
_SPACE_BY_HAN = re.compile(r"(?<=[\u3001-\u9fff\uff00-\uffef]) | (?=[\u3001-\u9fff\uff00-\uffef])")
_SPACES = re.compile(r"[ \t\u3000]+")

_OPEN, _CLOSE = r"〔\[［【(（﹝{", r"〕\]］】)）﹞}"
_WORD = r"[\u3400-\u9fff\U00020000-\U0003ffff（）〇]{1,14}?"
NUMBER = re.compile(
    rf"(?P<word>{_WORD})[{_OPEN}](?P<year>\d{{4}})[{_CLOSE}]第?0*(?P<serial>[1-9]\d{{0,5}})号", re.ASCII
)
ORDER = re.compile(r"[\u3400-\u9fff]{1,30}令第[1-9]\d{0,4}号", re.ASCII)
SERIAL = re.compile(
    r"(?:(?P<year>\d{4})年)?第0*(?P<serial>[1-9]\d{0,4}|[一二三四五六七八九十百零〇]{1,5})(?P<unit>[号期次])", re.ASCII
)
SIGNER = re.compile(r"签发人[：:](?P<names>.*)")
COPIES = re.compile(r"(?:№|No\.?)?\d{6}", re.IGNORECASE)
URGENCY = re.compile(r"特急|加急|平急|特提|急件")
SECRECY = re.compile(r"(?:绝密|机密|秘密)(?:★.*|\d{1,2}(?:年|个月))?|内部(?:★.*|资料.*|文件.*)?|内部使用")
"""A line that is nothing but a mark of secrecy; the star may be missing where no term is set."""

GENRES = (
    *(
        "决议",
        "决定",
        "命令",
        "令",
        "公报",
        "公告",
        "通告",
        "意见",
        "通知",
        "通报",
        "报告",
        "请示",
        "批复",
        "议案",
        "函",
        "纪要",
    ),
    *(
        "办法",
        "规定",
        "细则",
        "方案",
        "规划",
        "预案",
        "答复",
        "条例",
        "制度",
        "指南",
        "要点",
        "计划",
        "清单",
        "标准",
        "规则",
    ),
)
"""How titles end: the fifteen 文种 of the 党政机关公文处理工作条例 and the sorts of documents that are often issued."""
_TITLE_END = re.compile(rf"(?:{'|'.join(GENRES)})(?:[（(][^（）()]{{1,12}}[）)])?")
_TITLE_START = re.compile(r"(.{2,60}?)(?=关于|转发|批转|印发|对[^外]|公布)")

COPY_TO = re.compile(r"(?:抄送|抄报|抄发|分送|主送)[：:].*")
PRINTED = re.compile(rf"(?P<by>.*?)(?P<day>{_ARABIC_DATE}|{_HAN_DATE})印发")
AFTER_PRINTING = re.compile(r"(?:(?:打字|校对|录入|承办|联系人|份数)[：:].*|共印.*份.*)")
OPENNESS = re.compile(
    r"[（(]?(?:此件|本件|信息公开(?:选项|属性|形式|方式|类别)?[：:]|公开(?:属性|方式|选项|形式|范围)[：:])?(?P<say>[^（）()。]{2,14})[）)]?"
)
_OPEN_SAYS = (
    (re.compile(r"不予公开|不公开|不宜公开"), "不予公开"),
    (re.compile(r"依申请公开"), "依申请公开"),
    (re.compile(r"主动公开|公开发布|全文公开|^公开$"), "主动公开"),
)
NOTE = re.compile(r"[（(].{2,80}[）)]")
ANNEXES = re.compile(r"附[ \u3000]*件[ \u3000]*[：:].*")
_SALUTED = re.compile(r"[^。；！？]{2,300}[：:]")
_ANNOUNCES = re.compile(
    r"(?:如下|下列|以下.{0,6}|通知|公告|通告|意见|决定|批复|报告|规定|要求|强调|指出|附件|内容)[：:]$"
)
_ORGAN_END = re.compile(
    r"(?:政府|办公室|办公厅|委员会|局|厅|部|委|办|院|会|处|署|行|社|中心|所|站|队|总队|支队|指挥部|领导小组|公司|机关|国务院|集团|学校|大学|医院|党委|工委)"
)


def tight(text: str) -> str:
    """Without any blanks and with plain digits, for looking at."""
    return _SPACES.sub("", text).translate(_FULLWIDTH)


def joined(text: str) -> str:
    """Without the blanks that only spread Chinese characters over a line."""
    return _SPACE_BY_HAN.sub("", _SPACES.sub(" ", text).strip())


def day_of(text: str) -> date | None:
    """A day that is the whole of a text: 2024年4月28日 or 二〇二四年四月二十八日, with any blanks."""
    found = DATE.fullmatch(tight(text))
    return day_in(found) if found else None


def day_in(found: re.Match[str]) -> date | None:
    """The day of a match of DATE, or of a pattern with its groups last; None where there is no such day."""
    year, month, day, *han = found.groups()[-6:]
    try:
        if year:
            return date(int(year), int(month), int(day))
        return date(int("".join(str(_HAN_DIGITS[sign]) for sign in han[0])), _small(han[1]), _small(han[2]))
    except ValueError:
        return None


def _small(text: str) -> int:
    """十一 and 二十八, also 一一 and 二八 as some write."""
    if "十" not in text:
        return int("".join(str(_HAN_DIGITS[sign]) for sign in text))
    tens, _, ones = text.partition("十")
    return (_HAN_DIGITS[tens] if tens else 1) * 10 + (_HAN_DIGITS[ones] if ones else 0)


def number_in(text: str) -> str:
    """The 发文字号 that is the whole of a text, in the form of GB/T 9704; empty where it is none."""
    found = NUMBER.fullmatch(tight(text))
    return f"{found['word']}〔{found['year']}〕{found['serial']}号" if found else ""


def order_in(text: str) -> str:
    """The number of an order that is the whole of a text: 示例县人民政府令第3号; empty where it is none."""
    bare = tight(text)
    return bare if ORDER.fullmatch(bare) else ""


def is_title(text: str) -> bool:
    """Whether a text ends as titles do."""
    return re.search(rf"(?:{_TITLE_END.pattern})$", text) is not None


def issuer_in(title: str) -> str:
    """The organs with which a title begins: 示例县人民政府 关于……; empty where it begins otherwise."""
    found = _TITLE_START.match(title)
    return found[1] if found and looks_like_organs(found[1]) else ""


def organs_in(text: str) -> list[str]:
    """The organs that are named in a text, apart by 、 or blanks."""
    return [name for name in re.split(r"[、，,\s\u3000]+", text.strip()) if name]


def looks_like_organs(text: str) -> bool:
    """Whether every name ends as names of organs do."""
    names = organs_in(text)
    return bool(names) and all(len(name) < 40 and re.search(rf"{_ORGAN_END.pattern}$", name) for name in names)  # noqa: PLR2004


def is_salutation(text: str) -> bool:
    """Whether a line names those to whom the document goes (主送机关)."""
    bare = tight(text)
    return _SALUTED.fullmatch(bare) is not None and _ANNOUNCES.search(bare) is None


def openness(text: str) -> str:
    """主动公开, 依申请公开 or 不予公开, where a line says so and nothing else."""
    found = OPENNESS.fullmatch(tight(text))
    return next((term for pattern, term in _OPEN_SAYS if found and pattern.search(found["say"])), "")


def one_space(text: str) -> str:
    """With plain digits and single blanks."""
    return re.sub(r"[ \t\u3000]+", " ", text.translate(_FULLWIDTH)).strip()


def joined_names(text: str) -> str:
    """Names whose characters were spread over the line: 县 财 政 局 is one name, 县财政局 县教育局 are two."""
    return _SPACES.sub("", text) if re.fullmatch(r"(?:\S[ \u3000]+)+\S", text.strip()) else text


def organ_before(text: str) -> str:
    """The organ at the start of the name of minutes: 示例县人民政府 of 示例县人民政府常务会议."""
    found = re.match(r".{2,30}?(?:人民政府|委员会|局|厅)(?:办公室|办公厅)?", text)
    return found[0] if found else ""
