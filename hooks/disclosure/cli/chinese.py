"""argparse that speaks Chinese."""

from __future__ import annotations

import argparse
import re
import sys
from typing import Any, NoReturn

_ERRORS = (
    (re.compile(r"the following arguments are required: (.*)"), r"缺少：\1"),
    (re.compile(r"unrecognized arguments: (.*)"), r"不认识：\1"),
    (re.compile(r"argument (.*?): invalid choice: (.*?) \(choose from (.*)\)"), r"\1：没有 \2，可以用 \3"),
    (re.compile(r"argument (.*?): expected one argument"), r"\1：后面要写一个值"),
    (re.compile(r"argument (.*?): expected at least one argument"), r"\1：后面至少要写一个值"),
    (re.compile(r"argument (.*?): invalid \S+ value: (.*)"), r"\1：\2 写法不对"),
    (re.compile(r"argument (.*?): (.*)"), r"\1：\2"),
    (re.compile(r"ambiguous option: (.*) could match (.*)"), r"\1 不明确，可能是 \2"),
)


class Parser(argparse.ArgumentParser):
    """An argument parser whose help and errors are Chinese; wrong use exits with 2."""

    def __init__(self, *, add_help: bool = True, **options: Any) -> None:  # noqa: ANN401 - argparse's own options
        """Like argparse.ArgumentParser; abbreviations of options are not accepted."""
        super().__init__(add_help=False, allow_abbrev=False, **options)
        self._positionals.title = "命令和参数"
        self._optionals.title = "选项"
        if add_help:
            self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def format_help(self) -> str:
        """The help text with the Chinese word for usage."""
        return super().format_help().replace("usage: ", "用法：", 1)

    def format_usage(self) -> str:
        """The usage line with the Chinese word for usage."""
        return super().format_usage().replace("usage: ", "用法：", 1)

    def error(self, message: str) -> NoReturn:
        """Say in Chinese what is wrong with the call, and exit with 2."""
        for pattern, chinese in _ERRORS:
            if pattern.match(message):
                message = pattern.sub(chinese, message)
                break
        self.print_usage(sys.stderr)
        self.exit(2, f"用法不对：{message}\n")
