"""`disclosure new`: a new entry with the next free number, ready to be filled in."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from disclosure import vocabulary
from disclosure.cli.asking import FINE, PROBLEMS, WrongUseError, day_in
from disclosure.editing import copied, numbers_in_use, skeleton
from disclosure.kinds import KINDS, Entry
from disclosure.problem import quote
from disclosure.publication import default_today, write_new
from disclosure.source import read, read_bytes
from disclosure.vocabulary import Organ, Vocabulary

START = "python3 hooks"
"""How the README calls the program."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments besides --root and --today."""
    parser.add_argument("--kind", metavar="种类", help="种类的标识或者名称，例如 policy 或者 政策文件；不写就询问")
    parser.add_argument("--organ", metavar="机构", help="机构的标识或者名称，例如 czj 或者 县财政局；不写就询问")
    parser.add_argument("--title", metavar="标题", help="标题，可以以后再填")
    parser.add_argument("--date", type=day_in, metavar="YYYY-MM-DD", help="发布日期（默认：今天），编号用它的年份")
    parser.add_argument("--from", type=Path, metavar="条目", dest="pattern", help="照着一个已有的条目新建，日期留空")


def run(options: argparse.Namespace, root: Path) -> int:
    """Write the file and say what comes next."""
    words, problems = vocabulary.load(root)
    if words is None:
        print("\n".join(problem.report for problem in problems))
        return PROBLEMS
    pattern = _pattern(root, options.pattern) if options.pattern else None
    if pattern:
        slug, organ_slug = pattern[0].split("/")[2], pattern[0].split("/")[1]
        kind, organ = KINDS[slug], words.organ_by_slug.get(organ_slug)
    else:
        kind, organ = chosen_kind(options.kind), None
    if options.organ or organ is None:
        organ = chosen_organ(options.organ, words)
    day = options.date or options.today or default_today()
    number, path = numbers_in_use(root, words).take(organ, kind.slug, str(day.year))
    known = _known(kind, organ, words, {"索引号": number, "发布日期": day.isoformat(), "标题": options.title or ""})
    command = f"{START} check {path}"
    if pattern:
        text = copied(kind, pattern[1], known, f"照 {pattern[0]} 新建；逐项核对，改成新的内容。填完运行：{command}")
    else:
        text = skeleton(kind, words, known, command)
    write_new(root, {path: text})
    print(f"新建了 {path}，索引号 {number}。")
    print(f"用文本编辑器打开它，照说明填写；填完运行 {command}，按提示改好。附件放进 catalogue/{organ.slug}/files/。")
    return FINE


def _known(kind: type[Entry], organ: Organ, words: Vocabulary, values: Mapping[str, str]) -> dict[str, str]:
    names = {info.alias for info in kind.model_fields.values()}
    found = {name: value for name, value in values.items() if value}
    if "发文机关" in names:
        found["发文机关"] = organ.name
    if "有效性" in names and "有效" in words.validity_by_name:
        found["有效性"] = "有效"
    return found


def _pattern(root: Path, path: Path) -> tuple[str, dict[str, object]]:
    full = path.resolve()
    name = full.relative_to(root).as_posix() if full.is_file() and full.is_relative_to(root) else ""
    parts = name.split("/")
    if len(parts) != len(("catalogue", "机构", "种类", "文件")) or parts[2] not in KINDS:
        raise WrongUseError(f"{path} 不是条目。条目放在 catalogue/机构标识/种类标识/ 里。")
    document = read(read_bytes(full), name)
    if document.data is None:
        raise WrongUseError("\n".join(problem.report for problem in document.problems))
    return name, dict(document.data)


def chosen_kind(given: str | None) -> type[Entry]:
    """The kind that an option names; asked on a terminal without one. Raises WrongUseError."""
    names = {slug: kind.label for slug, kind in KINDS.items()}
    return KINDS[_chosen(given, names, "种类", "--kind")]


def chosen_organ(given: str | None, words: Vocabulary) -> Organ:
    """The organ that an option names; asked on a terminal without one. Raises WrongUseError."""
    if given and (found := words.organ_by_name.get(given)):
        return found
    names = {organ.slug: organ.name for organ in words.organs}
    return words.organ_by_slug[_chosen(given, names, "机构", "--organ")]


def _chosen(given: str | None, names: Mapping[str, str], what: str, option: str) -> str:
    """The slug that is meant by a slug or a name; asked on a terminal when none is given."""
    if given is None:
        if not sys.stdin.isatty():
            raise WrongUseError(f"请用 {option} 写明{what}：{_listed(names)}")
        return _asked(names, what)
    by_label = {label: slug for slug, label in names.items()}
    if given in names:
        return given
    if given in by_label:
        return by_label[given]
    raise WrongUseError(f"没有{quote(given)}这个{what}。可以写：{_listed(names)}")


def _listed(names: Mapping[str, str]) -> str:
    return "、".join(f"{slug}（{label}）" for slug, label in names.items())


def _asked(names: Mapping[str, str], what: str) -> str:
    slugs = list(names)
    print("\n".join(f"{number:>3}  {names[slug]}（{slug}）" for number, slug in enumerate(slugs, 1)))
    while True:
        answer = input(f"哪一个{what}？请写号码、名称或者标识：").strip()
        if answer.isascii() and answer.isdigit() and 0 < int(answer) <= len(slugs):
            return slugs[int(answer) - 1]
        found = [slug for slug in slugs if answer in {slug, names[slug]}]
        found = found or [slug for slug in slugs if answer and answer in names[slug]]
        if len(found) == 1:
            return found[0]
        print("没有这一个，请再写一次。" if not found else f"不止一个：{'、'.join(names[slug] for slug in found)}。")
