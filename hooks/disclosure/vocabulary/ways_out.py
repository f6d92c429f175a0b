"""Ways out of the site: whose links open directly, and where readers send what they think of an entry."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Annotated, Literal
from urllib.parse import quote as percent
from urllib.parse import urlsplit

from pydantic import AfterValidator

from disclosure.fields import Line, Model, Text, Web, fault, one_of, term
from disclosure.problem import quote
from disclosure.vocabulary.values import matching

MAIL, FORM, NONE = "邮件", "网页", "无"
FEEDBACK_WAYS = (MAIL, FORM, NONE)
PLACEHOLDERS = ("标题", "索引号", "网址")
"""What an address of a form can carry along, in braces."""

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
_PUBLIC_HOST = re.compile(r"[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)+")
"""A host with a dot in its name, in letters of any script: 政务.cn is one too."""
_MAIL = re.compile(r"[A-Za-z0-9._+-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")

Sort = Literal["own", "government", "other"]
"""Of a link: to this website; to another one that is trusted like it; to any other."""


def host_of(url: str) -> str:
    """The host of a whole web address, in lower case; empty where the address is not well-formed.

    Well-formed: http or https, a host with a dot, a port that exists if any, and neither name nor password in front.
    """
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return ""
    is_sound = parts.scheme in {"http", "https"} and "@" not in parts.netloc and _PUBLIC_HOST.fullmatch(host)
    return host if is_sound and not re.search(r"[\s<>\"\\]", url) else ""


def is_below(host: str, domains: Iterable[str]) -> bool:
    """Whether a host is one of these domains or lies below one of them."""
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)


class Outside(Model):
    """Links to other sites (政府网站发展指引: 打开非政府网站链接时应有提示信息)."""

    direct: tuple[Annotated[Line, matching(_HOST, "域名（小写字母、数字、连接线和点）", "gov.cn")], ...] = term(
        "政府网站", about="这些域名和它们下面的网站直接打开，别的先提示", example="gov.cn", default=("gov.cn",)
    )


OUTSIDE = Outside.model_validate({})


class Feedback(Model):
    """Where readers send what they think of an entry (意见反馈). The site itself collects nothing."""

    way: Annotated[Line, one_of(FEEDBACK_WAYS)] = term(
        "方式", about="邮件、网页（另有的意见征集系统）或者无", example="邮件", default=NONE
    )
    address: Line | None = term(
        "地址",
        about="邮箱；或者网址，可以带 {标题} {索引号} {网址}",
        example="zwgk@shilixian.example",
        default=None,
    )
    about: Text | None = term(
        "说明", about="反馈旁边的一句话，例如谁来答复、多久答复", example="五个工作日内答复", default=None
    )

    @cached_property
    def place(self) -> str:
        """The address without what it carries along, as it is listed once for all entries; empty for mail and none."""
        return _PLACEHOLDER.sub("", self.address or "") if self.way == FORM else ""

    def link(self, *, subject: str, **values: str) -> str:
        """The link of one entry, empty where there is none.

        `subject` is that of a mail; `values` gives title, number and url for PLACEHOLDERS, in this order of names.
        """
        if self.way == NONE or self.address is None:
            return ""
        if self.way == MAIL:
            return f"mailto:{self.address}?subject={percent(subject, safe='')}"
        filled = dict(zip(PLACEHOLDERS, (values["title"], values["number"], values["url"]), strict=True))
        return _PLACEHOLDER.sub(lambda found: percent(filled[found[1]], safe=""), self.address)


def _answerable(feedback: Feedback) -> Feedback:
    address = feedback.address
    if feedback.way == NONE:
        if address:
            raise fault("vocabulary-value", "方式是“无”，又写了地址", "请改写方式，或者删去地址")
        return feedback
    if not address:
        raise fault("vocabulary-value", f"方式是{quote(feedback.way)}，没有写地址", "请补上地址")
    if feedback.way == MAIL and not _MAIL.fullmatch(address):
        raise fault("vocabulary-value", f"{quote(address)}不是邮箱", "请写成这样：zwgk@shilixian.example")
    if feedback.way == FORM:
        unknown = sorted(set(_PLACEHOLDER.findall(address)) - set(PLACEHOLDERS))
        if unknown:
            names = "、".join(f"{{{name}}}" for name in PLACEHOLDERS)
            raise fault("vocabulary-value", f"地址里的 {{{unknown[0]}}} 不知道是什么", f"可以用：{names}")
        if not host_of(_PLACEHOLDER.sub("", address)):
            raise fault("vocabulary-value", f"{quote(address)}不是网址", "请写以 https:// 开头的完整网址")
    return feedback


AnswerableFeedback = Annotated[Feedback, AfterValidator(_answerable)]
FEEDBACK = Feedback.model_validate({})


SERVICES = ("GitHub", "GitLab", "Gitee")
_BRANCH = re.compile(r"(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9._/-]*")


class FormHost(Model):
    """Where the form page begins a new file: the repository on its hosting service."""

    service: Annotated[Line, one_of(SERVICES)] = term("平台", about="GitHub、GitLab 或者 Gitee", example="GitHub")
    repository: Web = term("仓库", about="仓库的网址", example="https://git.example.gov.cn/xxgk/site")
    branch: Annotated[Line, matching(_BRANCH, "分支的名称", "main")] = term(
        "分支", about="新文件放进哪个分支", example="main", default="main"
    )
