"""CODEOWNERS is what the vocabulary says."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.catalogue import Catalogue
from disclosure.problem import Problem, Rule
from disclosure.rules.register import Context, catalogue_rule
from disclosure.source import read_bytes
from disclosure.vocabulary import HOSTS, MADE


@catalogue_rule(
    "owners-outdated",
    requires="写了“合并审核”的，代码托管平台的 CODEOWNERS 与词表一致。",
    reason="机构、人员变了而文件没有跟着变，合并请求就交给了不该审的人。",
    severity="warning",
)
def owners_outdated(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """The file says what the vocabulary says. A warning: what is published is right all the same."""
    wanted = catalogue.vocabulary.owners
    for path in HOSTS.values():
        text = _text(context, path)
        ours = text is not None and text.startswith(MADE)
        if path not in wanted:
            if ours:
                yield rule(path, "词表里没有要写这个文件", "请删去这个文件，或者在 site.yml 补上“合并审核”")
        elif text is None and (context.root / path).parent.is_dir():  # without the folder nothing is hosted
            yield rule(path, "还没有这个文件", "请运行 python3 hooks owners")
        elif text is not None and text != wanted[path]:
            yield rule(
                path,
                "与词表里的账号不一致",
                "请运行 python3 hooks owners",
                at=(_first_difference(text, wanted[path]), 0),
            )


def _text(context: Context, path: str) -> str | None:
    try:
        return read_bytes(context.root / path).decode("utf-8", "replace").replace("\r\n", "\n")
    except OSError:
        return None


def _first_difference(text: str, wanted: str) -> int:
    there, right = text.split("\n"), wanted.split("\n")
    same = next((number for number, pair in enumerate(zip(there, right, strict=False)) if pair[0] != pair[1]), None)
    return (min(len(there), len(right)) if same is None else same) + 1
