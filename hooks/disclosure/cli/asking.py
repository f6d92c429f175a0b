"""What several commands ask in the same way: the project, the day, the exit codes, the words for a failing disk."""

from __future__ import annotations

import argparse
import errno
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

FINE, PROBLEMS, WRONG_USE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class WrongUseError(Exception):
    """Wrong use; the text says how to do it right."""

    text: str


def add_today(parser: argparse.ArgumentParser) -> None:
    """Let a command be told the day it works for."""
    parser.add_argument("--today", type=day_in, metavar="YYYY-MM-DD", help="按哪一天检查（默认：今天）")


def day_in(text: str) -> date:
    """The day in an argument. Raises ArgumentTypeError when it is not written as 2024-05-01."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        message = f"“{text}”不是日期，请写成 2024-05-01"
        raise argparse.ArgumentTypeError(message)
    return day


def root_of(options: argparse.Namespace) -> Path:
    """The folder of the project: given, or the nearest one above with mkdocs.yml. Raises WrongUseError."""
    given: Path | None = options.root
    if given:
        if (given / "mkdocs.yml").is_file():
            return given.resolve()
        raise WrongUseError(f"{given} 里没有 mkdocs.yml，不是项目的文件夹。")
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "mkdocs.yml").is_file():
            return folder
    raise WrongUseError("这里和上级文件夹都没有 mkdocs.yml，请到项目的文件夹里运行，或者用 --root 指明。")


def folder_in(text: str) -> Path:
    """The folder in an argument. Raises ArgumentTypeError when there is none."""
    return _found(Path(text), Path.is_dir, "这个文件夹")


def file_in(text: str) -> Path:
    """The file in an argument. Raises ArgumentTypeError when there is none."""
    return _found(Path(text), Path.is_file, "这个文件")


def place_in(text: str) -> Path:
    """The folder or file in an argument. Raises ArgumentTypeError when there is none."""
    return _found(Path(text), Path.exists, "这个文件夹或者文件")


def _found(path: Path, is_there: Callable[[Path], bool], what: str) -> Path:
    if not is_there(path):
        message = f"没有“{path}”{what}"
        raise argparse.ArgumentTypeError(message)
    return path


_REASONS = {
    errno.ENOSPC: "磁盘空间不足",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.EBUSY: "正被别的程序占用",
    errno.ENAMETOOLONG: "路径太长",
}


def reason_of(error: OSError) -> str:
    """Why the disk refused, in words, and where."""
    reason = _REASONS.get(error.errno or 0, error.strerror or str(error))
    return f"{reason}（{error.filename}）" if error.filename else reason
