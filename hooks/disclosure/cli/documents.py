"""`disclosure import` of a Word document: what was recognised, what is unsure, what is left out; and the writing."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from disclosure import vocabulary
from disclosure.cli import changing
from disclosure.cli.asking import FINE, PROBLEMS, WrongUseError
from disclosure.cli.drafting import chosen_kind, chosen_organ
from disclosure.editing import changes_between
from disclosure.importers.word import SUFFIXES, Draft, Imported, NewBody, draft_problems, prepare_body, prepare_draft
from disclosure.problem import one_line
from disclosure.publication import default_today, write_new

_WIDTH = 60
"""Most characters of a value that are printed."""
_ASKED = ("标题", "发文机关", "发文字号", "成文日期", "施行日期", "失效日期", "有效性")
"""Fields for which one line is asked; tables and lists are filled in in the file."""
_YES, _NO = {"y", "yes", "是", "ｙ"}, {"n", "no", "否", "ｎ"}


def takes(path: Path) -> bool:
    """Whether a file is a document rather than a sheet, by its name."""
    return path.suffix[1:].lower() in SUFFIXES


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments that only documents have."""
    group = parser.add_argument_group("导入 Word 文档（.docx）时")
    group.add_argument("--organ", metavar="机构", help="哪个机构的信息，写标识或者名称（默认：认出的发文机关）")
    group.add_argument("--kind", metavar="种类", help="导入成哪一种，例如 policy（默认：看文件的格式）")
    group.add_argument("--out", type=Path, metavar="文件", help="草稿写到哪个文件（默认：种类文件夹里的下一个号）")
    group.add_argument("--into", type=Path, metavar="条目", help="只换掉这个已有条目的“正文”")


def refuse_for_sheets(options: argparse.Namespace) -> None:
    """Raises WrongUseError where a sheet is imported with options that only documents have."""
    if options.organ or options.kind or options.out or options.into:
        raise WrongUseError("--organ、--kind、--out、--into 只用来导入 Word 文档（.docx）。")


def run(options: argparse.Namespace, root: Path) -> int:
    """Import and say what was done. FINE when a person agreed to it, or only wanted to see. Raises WrongUseError."""
    if options.mapping or options.update:
        raise WrongUseError("--map、--update 只用来导入表格。")
    done = _run_into(options, root) if options.into else _run_draft(options, root)
    return FINE if done else PROBLEMS


def _run_draft(options: argparse.Namespace, root: Path) -> bool:
    today = options.today or default_today()
    out = _below(root, options.out) if options.out else ""
    if out and (root / out).exists():
        raise WrongUseError(f"{out} 已经有了。只换正文请用 --into {out}；写成新的条目请换一个文件名。")
    found = _prepared(options, root, today, out)
    if found.draft is None:
        print("\n".join([*(one.report for one in found.problems), *(one.report for one in found.faults)]))
        print("没有导入，一个文件也没有写。")
        return False
    draft = found.draft
    print("\n".join(_lines(draft)))
    if sys.stdin.isatty() and not options.yes and not options.dry_run:
        draft = _asked(draft)
    if problems := draft_problems(root, draft, today):
        print("按这样写入，检查会指出：")
        print("\n".join(f"  {one.report}" for one in problems))
    if options.dry_run:
        print(f"草稿的内容：\n{draft.text}", end="")
    if not changing.agreed(options, f"写入 {draft.path}"):
        return bool(options.dry_run)
    write_new(root, {draft.path: draft.text})
    rest = f"还有 {len(draft.doubts)} 项待核，" if draft.doubts else ""
    print(f"新建了 {draft.path}。{rest}请打开核对，再运行检查。")
    return True


def _prepared(options: argparse.Namespace, root: Path, today: date, out: str) -> Imported:
    """The draft; what the document and the options do not say is asked on a terminal. Raises WrongUseError."""
    words, problems = vocabulary.load(root)
    if words is None:
        return Imported(problems=tuple(problems))
    organ = chosen_organ(options.organ, words).slug if options.organ else ""
    kind = chosen_kind(options.kind).slug if options.kind else ""
    while True:
        found = prepare_draft(root, options.sheet, today, organ=organ, kind=kind, path=out)
        if not found.needs:
            return found
        if not sys.stdin.isatty():
            raise WrongUseError(found.question)
        print(found.question)
        if found.needs == "organ":
            organ = chosen_organ(None, words).slug
        else:
            kind = chosen_kind(None).slug


def _below(root: Path, path: Path) -> str:
    """The path relative to the root. Raises WrongUseError for one outside of it."""
    full = path.resolve()
    if not full.is_relative_to(root):
        raise WrongUseError(f"{path} 不在项目的文件夹里。")
    return full.relative_to(root).as_posix()


def _lines(draft: Draft) -> Iterator[str]:
    yield f"{draft.source}：认出了这些，请逐项与原文核对（{draft.kind.label}，{draft.organ.name}）："
    yield from (f"  {one.term}：{_cut(one.value)}（{one.where}）" for one in draft.fields)
    if body := str(draft.data.get("正文", "")).strip():
        lines = body.split("\n")
        yield f"  正文：{len(lines)} 行，{len(body)} 字，从“{_cut(lines[0], 20)}”到“{_cut(lines[-1], 20)}”"
    if draft.apart:
        yield "认出了，不是条目的字段："
        yield from (f"  {one.term}：{_cut(one.value)}（{one.where}）" for one in draft.apart)
    if draft.doubts:
        yield "拿不准的，草稿里空着，写成注释："
        yield from (f"  {one_line(one.note.removeprefix('待核：'))}" for one in draft.doubts)
    if draft.losses:
        yield "没有照原样导入的："
        yield from (f"  {one_line(one.report)}" for one in draft.losses)


def _cut(text: str, width: int = _WIDTH) -> str:
    text = one_line(text)
    return text if len(text) <= width else f"{text[:width]}…"


def _asked(draft: Draft) -> Draft:
    """The draft after a person was asked about each thing that is unsure."""
    for doubt in draft.doubts:
        if doubt.term not in _ASKED:
            continue
        if doubt.value:
            answer = input(f"{doubt.term}用“{doubt.value}”吗？用请按 y，改请直接写，空着请按回车：").strip()
        else:
            answer = input(f"{doubt.term}填什么？空着请按回车：").strip()
        if answer.lower() in _YES:
            answer = doubt.value
        if answer and answer.lower() not in _NO:
            draft = draft.with_answer(doubt, answer)
    return draft


def _run_into(options: argparse.Namespace, root: Path) -> bool:
    if options.organ or options.kind or options.out:
        raise WrongUseError("--into 只换掉正文，不能和 --organ、--kind、--out 一起用。")
    path = _below(root, options.into)
    if not (root / path).is_file():
        raise WrongUseError(f"没有 {options.into} 这个文件。")
    found = prepare_body(root, options.sheet, path)
    if found.faults:
        print("\n".join(one.report for one in found.faults))
        print("没有导入，一个文件也没有改。")
        return False
    print("\n".join(_about_body(found, options.sheet.name)))
    if found.old == found.new:
        print("正文没有变化。")
        return True
    changing.show({path: list(changes_between(found.old.split("\n"), found.new.split("\n"), "正文换成文档里的文字"))})
    if not changing.agreed(options, f"改写 {path} 的正文"):
        return bool(options.dry_run)
    changing.write(root, {path: (found.before, found.new)})
    return True


def _about_body(found: NewBody, name: str) -> Iterator[str]:
    if found.others:
        yield "文档里这些与条目不同，没有改，请核对："
        yield from (f"  {one.term}：文档里是“{_cut(one.value)}”（{one.where}）" for one in found.others)
    if found.losses:
        yield f"{name} 里没有照原样导入的："
        yield from (f"  {one_line(one.report)}" for one in found.losses)
