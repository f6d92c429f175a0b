"""`disclosure report`: what the public will see change against another state of the repository."""

from __future__ import annotations

import argparse
import re
import subprocess
from pathlib import Path

from disclosure.catalogue import FOLDER
from disclosure.cli.asking import FINE, PROBLEMS, WrongUseError
from disclosure.kinds import KINDS
from disclosure.problem import errors
from disclosure.publication import check
from disclosure.report import FileChange, Preview, as_json, as_markdown, as_text, compare, sheet_html
from disclosure.source import read_bytes

FORMATS = ("text", "markdown", "json")
SHEET = "发布预览单.html"
_ENTRY = re.compile(rf"{FOLDER}/[^./][^/]*/(?:{'|'.join(map(re.escape, KINDS))})/[^/]+\.yml")
_REF = re.compile(r"(?!-)[0-9A-Za-z][0-9A-Za-z._/@{{}}~^-]*")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments besides --root and --today."""
    parser.add_argument(
        "--against", required=True, metavar="版本", help="和哪个版本比：分支、标签或者提交，例如 origin/main"
    )
    parser.add_argument("--format", choices=FORMATS, default="text", help="输出的样式（默认 text）")
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help=f"另外写出 {SHEET}（可以打印签字）、report.md、report.json"
    )
    parser.add_argument("--site", default="", metavar="DIR", help="预览的网站相对于 --out 在哪里，预览单里链接到它")


def run(options: argparse.Namespace, root: Path) -> int:
    """Print the preview. PROBLEMS when the catalogue has errors or something vanished without a record."""
    if not _REF.fullmatch(options.against):
        raise WrongUseError(f"“{options.against}”不是版本的写法，请写分支、标签或者提交，例如 origin/main。")
    commit = _commit(root, options.against)
    result = check(root, options.today)
    if result.catalogue is None:
        print("\n".join(problem.report for problem in result.problems))
        return PROBLEMS
    preview = compare(_changes(root, commit), result.catalogue, _entries_in(root, commit))
    print(
        {"text": as_text(preview), "json": as_json(preview)}.get(options.format)
        or as_markdown(preview, result.problems)
    )
    if errors(result.problems):
        print(f"注意：{result.summary}改好错误以后才会发布。" if options.format == "text" else "")
    if options.out:
        words = result.catalogue.vocabulary
        files = {
            SHEET: sheet_html(root, words, preview, _called(options.against, commit), options.site),
            "report.md": as_markdown(preview, result.problems),
            "report.json": as_json(preview),
        }
        options.out.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (options.out / name).write_text(text, encoding="utf-8", newline="\n")
    return FINE if result.passed and not _vanished(preview) else PROBLEMS


def _vanished(preview: Preview) -> bool:
    return bool(preview.warnings)


def _called(name: str, commit: str) -> str:
    return commit[:12] if commit.startswith(name) else f"{name}（{commit[:12]}）"


def _commit(root: Path, ref: str) -> str:
    """The commit that is meant. Raises WrongUseError."""
    code, found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    if code:
        raise WrongUseError(f"没有“{ref}”这个版本，或者这里不是 Git 仓库。请写分支、标签或者提交，例如 origin/main。")
    return found.decode().strip()


def _changes(root: Path, commit: str) -> list[FileChange]:
    """Every file that differs between the commit and the folder, files that are not yet added among them."""
    _, top = _git(root, "rev-parse", "--show-prefix")
    prefix = top.decode().strip()
    _, named = _git(root, "diff", "--name-only", "--no-renames", "--no-ext-diff", "-z", "--relative", commit, "--", ".")
    _, fresh = _git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    paths = sorted({name.decode(errors="surrogateescape") for name in (named + fresh).split(b"\0") if name})
    return [FileChange(path, _at(root, commit, prefix + path), _here(root / path)) for path in paths]


def _at(root: Path, commit: str, path: str) -> bytes | None:
    code, content = _git(root, "cat-file", "blob", f"{commit}:{path}")
    return None if code else content


def _here(path: Path) -> bytes | None:
    return read_bytes(path) if path.is_file() and not path.is_symlink() else None


def _entries_in(root: Path, commit: str) -> int:
    _, names = _git(root, "ls-tree", "-r", "-z", "--name-only", commit, "--", FOLDER)
    return sum(_ENTRY.fullmatch(name.decode(errors="replace")) is not None for name in names.split(b"\0"))


def _git(root: Path, *arguments: str) -> tuple[int, bytes]:
    """Run git and nothing that the repository could make it run. Raises WrongUseError where there is no git."""
    command = ["git", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false", *arguments]
    try:
        done = subprocess.run(command, cwd=root, check=False, capture_output=True)  # noqa: S603 - arguments of our own
    except FileNotFoundError:
        raise WrongUseError("这台电脑上没有 Git，不能和别的版本比较。") from None
    return done.returncode, done.stdout
