"""languages/<code>.yml: the other languages and scripts in which the pages can be read beside the simplified ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator

from disclosure.fields import Line, Model, fault, one_of, term
from disclosure.problem import Problem, quote
from disclosure.vocabulary.values import VOCABULARY_VALUE, matching

FOLDER = "languages"
"""Below the folder of the vocabulary."""

CONVERSIONS = ("s2t", "s2tw", "s2hk")
"""What OpenCC may do: change characters. s2twp and s2hkp change words, too, which no program may do to a document."""

SLUG = re.compile(r"[a-z]{2,3}(?:-[a-z]{4})?(?:-[a-z]{2})?")
_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?")

Pairs = tuple[tuple[str, str], ...]


def _pairs(value: object) -> Any:  # noqa: ANN401 - as pydantic passes it on
    """A mapping of one line of text to another, in the order of the file."""
    if not isinstance(value, dict):
        raise fault("wrong-shape", "应是一行行“中文: 译文”", "请每条另起一行，缩进两个空格")
    for key, text in value.items():
        if not isinstance(text, str) or "\n" in text or "\n" in key:
            raise fault("wrong-shape", f"{quote(key)}的译文不是一行文字", '还没有译的写成 ""，留着以后补')
    return tuple(value.items())


class LanguageFile(Model):
    """One languages/<code>.yml."""

    name: Line = term("名称", about="语言自己的名称，显示在页面顶部", example="English")
    tag: Annotated[Line, matching(_TAG, "语言标记", "zh-Hant、en、ug")] = term(
        "语言标记", about="BCP 47 语言标记，供浏览器和读屏软件用", example="en"
    )
    direction: Annotated[Line, one_of(("ltr", "rtl"))] = term(
        "方向", about="从左到右写 ltr，从右到左（维吾尔文、哈萨克文）写 rtl", example="rtl", default="ltr"
    )
    conversion: Annotated[Line, one_of(CONVERSIONS)] | None = term(
        "转换", about="由 OpenCC 转换字形：s2t、s2tw、s2hk 之一", example="s2tw", default=None
    )
    notice: Line = term("说明", about="每页都有的说明，讲清楚以简体文本为准", example="本頁由程序轉換")
    original: Line = term("原文", about="说明后面链接的文字，链到同一页的简体文本", example="查看簡體原文")
    corrections: Annotated[Pairs, BeforeValidator(_pairs)] = term(
        "改正", about="转换不对的词，左边简体，右边繁体", example="见词表", default=()
    )
    words: Annotated[Pairs, BeforeValidator(_pairs)] = term(
        "词条", about="界面用语，左边中文，右边译文", example="见词表", default=()
    )


@dataclass(frozen=True)
class Language:
    """A language or script of the site; `slug` is the name of its file and of the folder of its pages."""

    slug: str
    name: str
    tag: str
    direction: str
    conversion: str
    """The configuration of OpenCC; empty for a language whose words are translated."""
    notice: str
    original: str
    corrections: Pairs
    words: Pairs
    """Words of the interface with their translations; `{}` stands for a number or a name."""


def language_of(slug: str, said: LanguageFile) -> Language:
    """The language in a file."""
    words = tuple((chinese, foreign) for chinese, foreign in said.words if foreign.strip())
    conversion = said.conversion or ""
    return Language(
        slug, said.name, said.tag, said.direction, conversion, said.notice, said.original, said.corrections, words
    )


def faults_of(said: LanguageFile, path: str) -> Iterator[Problem]:
    """What is wrong between the fields of a file."""
    if bool(said.conversion) == bool(said.words):
        yield VOCABULARY_VALUE(
            path, "“转换”和“词条”应当写一个，只写一个", "由程序转换字形的写“转换”，翻译界面用语的写“词条”", at=(1, 0)
        )
