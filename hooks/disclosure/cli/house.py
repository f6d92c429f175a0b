"""Commands for those who keep the program: editor schemas, tests, the text of a rule."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys

from disclosure import schema, vocabulary
from disclosure.cli.asking import FINE, PROBLEMS, WrongUseError, root_of
from disclosure.problem import RULES


def run_schema(options: argparse.Namespace) -> int:
    """Write the editor schemas anew."""
    root = root_of(options)
    words, problems = vocabulary.load(root)
    if words is None:
        print("\n".join(problem.report for problem in problems))
        return PROBLEMS
    folder = root / schema.FOLDER
    folder.mkdir(exist_ok=True)
    texts = schema.texts(words)
    for slug, text in texts.items():
        (folder / f"{slug}.json").write_text(text, encoding="utf-8", newline="\n")
    print(f"写了 {len(texts)} 份编辑器补全文件，在 {schema.FOLDER}/。")
    return FINE


def run_test(options: argparse.Namespace) -> int:
    """Run the tests with what was given to pytest."""
    root = root_of(options)
    command = [sys.executable, "-m", "pytest", *_shared_out(options.rest), *options.rest]
    return subprocess.run(command, cwd=root, check=False).returncode  # noqa: S603 - our own interpreter


def _shared_out(options: list[str]) -> list[str]:
    """Return what lets pytest use every core; an option given later by hand, as `-n 0`, wins."""
    words = [*options, *os.environ.get("PYTEST_ADDOPTS", "").split()]
    alone = "no:xdist" in words or "-pno:xdist" in words
    return [] if alone else ["-n", "auto", "--dist", "worksteal"]


def run_rule(options: argparse.Namespace) -> int:
    """Print one rule, or the list of all."""
    if options.id is None:
        print("\n".join(f"{rule.id}　{rule.requires}" for rule in sorted(RULES.values(), key=lambda rule: rule.id)))
        return FINE
    rule = RULES.get(options.id)
    if rule is None:
        raise WrongUseError(f"没有“{options.id}”这条规则；不写编号可以列出全部规则。")
    severity = "错误（改好才能发布）" if rule.severity == "error" else "提醒（不妨碍发布）"
    lines = [rule.id, "", f"要求：{rule.requires}", f"缘由：{rule.reason}"]
    lines += [f"依据：{rule.source}"] if rule.source else []
    lines += [f"级别：{severity}", f"豁免：{'可以，在条目的“豁免”里写明理由和到期日' if rule.exemptable else '不可以'}"]
    print("\n".join(lines))
    return FINE
