"""The command `words`: begins the file of a language, and says what of it is still to be translated."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path

from disclosure import vocabulary
from disclosure.cli.asking import FINE, PROBLEMS, WrongUseError, root_of
from disclosure.languages import GROUPS, Word, dead, missing, words_of
from disclosure.source import read_bytes
from disclosure.vocabulary import LANGUAGE_SLUG, LANGUAGES, LanguageFile, language_of, read_language

_BEGIN = """# 界面用语。左边是页面上的中文，不要改动；在右边的引号里填译文，留空的在页面上仍显示中文。
# {} 代表数字、日期或者名称，译文里也要有；{1}、{2} 按中文里的次序指明是哪一个。
# 译好的随时可以用：把本文件的标识写进 site.yml 的“语言视图”。从右到左的文字，“方向”写 rtl。

"""
_ABOUT = """名称: %(slug)s
语言标记: %(slug)s
方向: ltr
说明: 以简体文本为准。
原文: 简体文本
词条:
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "language", metavar="语言", help="语言的标识，即 catalogue/vocabulary/languages/ 里的文件名，例如 en、ug"
    )
    parser.add_argument("--add", action="store_true", help="把还没有的词条补在文件末尾，译文留空")


def run(options: argparse.Namespace) -> int:
    """Begin a file, or tell how far one is."""
    root = root_of(options)
    words, problems = vocabulary.load(root)
    if words is None:
        print("\n".join(problem.report for problem in problems))
        return PROBLEMS
    slug: str = options.language
    if not LANGUAGE_SLUG.fullmatch(slug):
        raise WrongUseError(f"“{slug}”不是语言的标识，请写成 en、ug、mn-mong 这样的小写字母。")
    path = root / vocabulary.FOLDER / LANGUAGES / f"{slug}.yml"
    found = words_of(root, words)
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        _write(path, _BEGIN + _ABOUT % {"slug": slug} + _lines(found))
        print(f"新写了 {path.relative_to(root).as_posix()}，有 {len(found)} 个词条等着填译文。")
        return FINE
    said, faults = read_language(root, slug)
    if said is None:
        print("\n".join(problem.report for problem in faults))
        return PROBLEMS
    if said.conversion:
        print(f"{said.name}由程序转换，没有词条。")
        return FINE
    lacking = _tell(slug, said, found)
    if options.add:
        known = {chinese for chinese, _ in said.words}
        fresh = [word for word in lacking if word.text not in known]
        _write(path, read_bytes(path).decode().rstrip("\n") + "\n" + _lines(fresh))
        print(f"补了 {len(fresh)} 个词条，译文留空。")
    return FINE


def _tell(slug: str, said: LanguageFile, found: list[Word]) -> list[Word]:
    """Print what is lacking and what stands nowhere; return what is lacking."""
    language = language_of(slug, said)
    lacking = missing(found, language)
    for word in lacking:
        print(f"还没有译文：{word.text}（{word.group}，{word.place}）")
    for chinese in dead(found, language):
        print(f"页面上已经没有：{chinese}")
    for group in GROUPS:
        here = [word for word in found if word.group == group]
        print(f"{group}：{len(here)} 个，还没有译文的 {sum(word in lacking for word in here)} 个")
    return lacking


def _lines(words: Iterable[Word]) -> str:
    """The words as lines of 词条, under the names of their groups."""
    made, group = "", ""
    for word in words:
        if word.group != group:
            group = word.group
            made += f"\n  # {group}\n"
        made += f'  {json.dumps(word.text, ensure_ascii=False)}: ""\n'
    return made


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
