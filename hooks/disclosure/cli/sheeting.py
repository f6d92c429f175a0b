"""`disclosure template` and `disclosure export`: workbooks for people to fill in, empty or with entries."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from disclosure import catalogue, vocabulary
from disclosure.cli.asking import FINE, PROBLEMS, WrongUseError, root_of
from disclosure.cli.drafting import chosen_kind, chosen_organ
from disclosure.importers import Exported, Form, export, template
from disclosure.kinds import KINDS, Entry
from disclosure.problem import errors, quote
from disclosure.publication import write_new
from disclosure.vocabulary import Vocabulary

_ENDINGS = (".xlsx", ".csv")


def add_template(parser: argparse.ArgumentParser) -> None:
    """The arguments of `template` besides --root."""
    parser.add_argument("kind", metavar="种类", help="种类的标识或者名称，例如 policy 或者 政策文件")
    parser.add_argument("--organ", metavar="机构", help="专给一个机构的：各行可以不写机构")
    parser.add_argument(
        "--scope", metavar="类型", default="部门", help="预算、决算的类型：政府、部门、单位（默认：部门）"
    )
    parser.add_argument("--out", type=Path, metavar="文件", help="写到哪里，.xlsx 或者 .csv（默认：填报-种类.xlsx）")


def add_export(parser: argparse.ArgumentParser) -> None:
    """The arguments of `export` besides --root."""
    parser.add_argument("what", nargs="+", metavar="种类或者路径", help="一个种类，或者同一种类的条目文件、文件夹")
    parser.add_argument("--organ", metavar="机构", help="只要这个机构的")
    parser.add_argument("--year", metavar="年", help="只要这一年公开的")
    parser.add_argument("--out", type=Path, metavar="文件", help="写到哪里，.xlsx 或者 .csv（默认：种类.xlsx）")


def run_template(options: argparse.Namespace) -> int:
    """Write an empty workbook for a kind, with the newest entry of the catalogue as its example."""
    root = root_of(options)
    words, found = _catalogue(root)
    if words is None or found is None:
        return PROBLEMS
    kind = chosen_kind(options.kind)
    organ = chosen_organ(options.organ, words) if options.organ else None
    path = _path(options.out, f"填报-{kind.label}.xlsx")
    known = words.terms.get("预决算类型", ())
    if options.scope not in {"部门", *known}:
        raise WrongUseError(f"没有{quote(options.scope)}这个类型。可以写：{'、'.join(known)}")
    own = [entry for entry in found if type(entry) is kind and organ is not None and entry.organ_slug == organ.slug]
    entries = own or [entry for entry in found if type(entry) is kind]
    example = max(entries, key=lambda entry: (entry.published_at, entry.index_number), default=None)
    scopes = (options.scope,) if "scope_of_accounts" in kind.model_fields else ()
    made = template(Form(kind, words, organ, scopes), example, root, is_csv=path.suffix.lower() == ".csv")
    _write(path, made)
    print(f"填好以后先看会写出什么：python3 hooks import {path.name} --dry-run")
    return FINE


def run_export(options: argparse.Namespace) -> int:
    """Write a workbook with entries."""
    root = root_of(options)
    words, found = _catalogue(root)
    if words is None or found is None:
        return PROBLEMS
    entries = _chosen(options.what, found, root)
    if options.organ:
        slug = chosen_organ(options.organ, words).slug
        entries = [entry for entry in entries if entry.organ_slug == slug]
    if options.year:
        entries = [entry for entry in entries if str(entry.published_at.year) == options.year]
    if not entries:
        raise WrongUseError("没有这样的条目，没有写文件。")
    kinds = sorted({entry.label for entry in entries})
    if len(kinds) > 1:
        raise WrongUseError(f"一份表格只放一个种类，这里有：{'、'.join(kinds)}。请分别导出。")
    kind = type(entries[0])
    path = _path(options.out, f"{kind.label}.xlsx")
    scopes = tuple(sorted({str(scope) for entry in entries if (scope := entry.optional("scope_of_accounts"))}))
    made = export(Form(kind, words, None, scopes), entries, root, is_csv=path.suffix.lower() == ".csv")
    _write(path, made)
    print(f"改好以后先看会改什么：python3 hooks import {path.name} --dry-run")
    return FINE


def _catalogue(root: Path) -> tuple[Vocabulary | None, tuple[Entry, ...] | None]:
    """The vocabulary and the entries; what cannot be read is told, and then there are none."""
    words, problems = vocabulary.load(root)
    if words is None:
        print("\n".join(problem.report for problem in problems))
        return None, None
    loaded = catalogue.load(root, words)
    if faulty := errors(loaded.problems):
        print("\n".join(problem.report for problem in catalogue.placed(root, faulty)))
        print("有读不出来的条目，没有写文件。请先改好。")
        return words, None
    return words, loaded.catalogue.entries


def _chosen(what: Sequence[str], found: Sequence[Entry], root: Path) -> list[Entry]:
    """The entries of kinds, files and folders, in the order of the catalogue."""
    wanted: set[str] = set()
    for name in what:
        path = Path(name).resolve()
        if name in KINDS or any(kind.label == name for kind in KINDS.values()):
            wanted |= {entry.path for entry in found if type(entry) is chosen_kind(name)}
        elif path.exists() and path.is_relative_to(root):
            below = path.relative_to(root).as_posix()
            wanted |= {one.path for one in found if below in {one.path, "."} or one.path.startswith(f"{below}/")}
        else:
            raise WrongUseError(f"{name} 不是种类，也不是项目里的文件或者文件夹。")
    return [entry for entry in found if entry.path in wanted]


def _path(given: Path | None, default: str) -> Path:
    path = given or Path(default)
    if path.suffix.lower() not in _ENDINGS:
        raise WrongUseError(f"{path} 应当以 .xlsx 或者 .csv 结尾。")
    if path.exists():
        raise WrongUseError(f"已经有 {path}，没有改写。请换一个名称，或者先移走它。")
    if not path.absolute().parent.is_dir():
        raise WrongUseError(f"没有 {path.parent} 这个文件夹。")
    return path


def _write(path: Path, made: Exported) -> None:
    write_new(path.parent, {path.name: made.content})
    print(f"写了 {path}" + (f"，{made.entries} 个条目。" if made.entries else "。"))
    if made.left_out:
        print(f"CSV 只有一张表，放不下：{'、'.join(made.left_out)}；这些内容导入时不动。要一起改的，请用 .xlsx。")
