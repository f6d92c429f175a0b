"""Who must look at an entry before it is published: records of review, and the accounts that agree to a merge."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Annotated

from pydantic import AfterValidator

from disclosure.fields import Day, Line, Model, NonEmpty, fault, one_of, term
from disclosure.problem import quote
from disclosure.vocabulary.values import Slug, matching

NEEDED, OPTIONAL = "必须", "不必须"
HOSTS = {"GitHub": ".github/CODEOWNERS", "GitLab": ".gitlab/CODEOWNERS", "Gitee": ".gitee/CODEOWNERS"}
"""Where each hosting service looks for the file (docs.gitlab.com, Code Owners; gitee.com/help/articles/4379)."""
MADE = "# 由 python3 hooks owners 写出，不要直接改；要改就改 organs.yml 的“负责人账号”、site.yml 的“合并审核”。"
"""First line of the files made here."""

_ACCOUNT = re.compile(
    r"@[A-Za-z0-9][A-Za-z0-9_.-]*(?:/[A-Za-z0-9][A-Za-z0-9_.-]*)*|[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
)
Account = Annotated[Line, matching(_ACCOUNT, "代码托管平台的账号（或者邮箱）", "@czj-zhang、@shilixian/czj")]
"""An account, a group of accounts, or the mailbox of an account, as the files of the hosting services name them."""

_NeedOrNot = Annotated[Line, one_of((NEEDED, OPTIONAL))]


class ReviewRecords(Model):
    """Which records of review entries must carry (审查)."""

    secrecy: _NeedOrNot = term("保密审查", about="条目里是不是必须有保密审查的记录", example=NEEDED, default=OPTIONAL)
    editing: _NeedOrNot = term("三审三校", about="是不是必须有三审三校的记录", example=OPTIONAL, default=OPTIONAL)
    since: Day | None = term(
        "起始日期", about="从哪一天起公开的必须有，以前公开的不追", example="2026-11-01", default=None
    )
    kinds: tuple[Slug, ...] = term("种类", about="只要求这些种类；不写就是全部种类", example="policy", default=())
    agreed: Annotated[tuple[Line, ...], NonEmpty] = term(
        "同意的写法", about="结论开头是这些字的，算同意公开", example="同意公开", default=("同意公开", "同意主动公开")
    )

    def concern(self, kind: str, published: date) -> bool:
        """Whether what must be there must be there in an entry of a kind that was published on this day."""
        return (not self.kinds or kind in self.kinds) and (self.since is None or published >= self.since)


class Approval(Model):
    """The accounts that agree to a merge, besides those of the organs."""

    host: Annotated[Line, one_of(tuple(HOSTS))] = term(
        "平台", about="代码托管平台：GitHub、GitLab 或者 Gitee", example="GitHub", default="GitHub"
    )
    words: tuple[Account, ...] = term(
        "词表", about="谁审词表和没有写账号的机构的条目", example="@shilixian/zwgk", default=()
    )
    program: tuple[Account, ...] = term("程序", about="谁审程序、模板和工作流", example="@shilixian/it", default=())
    secrecy: tuple[Account, ...] = term("保密审查", about="谁做保密审查", example="@shilixian/bmsc", default=())


def _someone(approval: Approval) -> Approval:
    if not approval.words:
        raise fault("vocabulary-value", "没有写谁审词表", "请在“合并审核”里补上“词表”，写主管部门的账号")
    return approval


SomeoneApproves = Annotated[Approval, AfterValidator(_someone)]


def codeowners(approval: Approval, organs: Iterable[tuple[str, Sequence[str]]]) -> str:
    """The text of CODEOWNERS; `organs` are the folders with their accounts. It names folders, and nothing finer.

    Of the lines of a section the last that matches counts, so they go from the general to the particular. Comments hold
    no account: GitLab would take it for an owner.
    """
    program, words = approval.program or approval.words, approval.words
    lines = ["* " + " ".join(program), "/catalogue/ " + " ".join(words)]
    guards = approval.secrecy if approval.host == "GitHub" else ()
    lines += [
        f"/catalogue/{slug}/ {' '.join(dict.fromkeys((*accounts, *guards)))}" for slug, accounts in organs if accounts
    ]
    lines.append("/catalogue/vocabulary/ " + " ".join(words))
    return "\n".join([MADE, *_limits(approval), "", *_sectioned(approval, lines), ""])


def _sectioned(approval: Approval, lines: list[str]) -> Iterator[str]:
    if approval.host == "GitHub" or not approval.secrecy:
        yield from lines
        return
    yield from ("[负责单位]", *lines, "", "[保密审查]", "/catalogue/ " + " ".join(approval.secrecy))


def _limits(approval: Approval) -> Iterator[str]:
    """What the file can enforce and what it cannot, for those who read it."""
    yield "# 只能按文件夹指定谁来审，管不到条目里的某一项（例如“审查”“豁免”）；那些由 python3 hooks check 检查。"
    if approval.host == "GitHub":
        yield "# 强制要在平台的分支规则里打开：要求合并请求、要求代码所有者同意、同意的人数写 2、改动后重新审。"
        yield "# 一行里有几个账号，任何一个同意就算；不能指定“负责单位和保密审查各一人”，请靠人数 2 和审查记录。"
    elif approval.host == "GitLab":
        yield "# 要 GitLab 专业版（Premium）以上：受保护分支打开“需要代码所有者批准”，方括号里的每一节各要有一人批准。"
        yield "# 社区版不认这个文件，只能在项目设置里规定批准人数，请靠审查记录。"
    else:
        yield "# 在仓库设置里打开代码审查和受保护分支；方括号里的每一节各要一人通过；不支持分节的，请靠人数和审查记录。"


def outside_kinds(records: ReviewRecords, known: Iterable[str]) -> Iterator[str]:
    """What is wrong with the kinds of the setting, each as words."""
    there = tuple(known)
    yield from (f"{quote(slug)}不是种类的标识" for slug in records.kinds if slug not in there)
