"""Body text: links that may be followed, no foreign pictures, no markup that would show as source."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from disclosure.kinds import Entry
from disclosure.kinds.base import markdown_fields
from disclosure.problem import Problem, Rule, quote, sentence, shared
from disclosure.rules.register import Context, entry_rule
from disclosure.vocabulary import host_of

PICTURE = sentence("bad-body-link.picture", "有图片{found}", "请把图片作为附件")
NO_ADDRESS = sentence(
    "bad-body-link", "链接{found}不是允许的网址", "请改成以 https:// 开头的完整网址，或者删去链接只留文字"
)
CODE = sentence("html-in-body", "有网页代码{found}，会原样显示", "请删去代码只留文字")
_LINK = shared("body.link", r"(?:(!)\[[^\[\]\n]*)?\]\(\s*<?([^)>\n]*)")
_AUTOLINK = shared("body.autolink", r"()<([A-Za-z][A-Za-z0-9+.\-]*:[^<>\s]*)>")
_BLANK = re.compile(r"[\x00-\x20\u3000]+")
_MAIL = re.compile(r"mailto:[^/\\]", re.IGNORECASE)
_TAG = shared("body.tag", r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>\n]*)?/?>")


def _targets(text: str) -> Iterator[tuple[bool, str]]:
    for sign, pattern in (("](", _LINK), ("<", _AUTOLINK)):
        for found in pattern.finditer(text) if sign in text else ():
            yield found[1] == "!", _BLANK.sub("", html.unescape(found[2].split(' "')[0]))


@entry_rule(
    "bad-body-link",
    requires="正文里的链接只用 https://、http:// 开头的完整网址或者 mailto: 邮箱；正文里不放图片，图片作为附件。",
    reason="别的链接可能在公众的电脑上执行程序；外站的图片会泄露访问者的踪迹，离线副本里也看不到。",
)
def bad_body_link(entry: Entry, context: Context, rule: Rule) -> Iterator[Problem]:
    """Links in body text lead to the open web or to a mailbox; there are no pictures."""
    del context
    for attribute in markdown_fields(type(entry)):
        name = entry.alias(attribute)
        for is_picture, target in _targets(getattr(entry, attribute) or ""):
            if is_picture:
                yield rule(entry.path, *PICTURE(found=quote(target)), loc=(name,), found=target)
            elif not _MAIL.match(target) and not host_of(target):
                yield rule(entry.path, *NO_ADDRESS(found=quote(target)), loc=(name,), found=target)


@entry_rule(
    "html-in-body",
    requires="正文里不写网页代码。",
    reason="代码不会起作用，会原样显示在页面上。",
    severity="warning",
)
def html_in_body(entry: Entry, context: Context, rule: Rule) -> Iterator[Problem]:
    """HTML tags in body text are shown as text, which the clerk hardly wants."""
    del context
    for attribute in markdown_fields(type(entry)):
        text: str = getattr(entry, attribute) or ""
        if "<" in text and (found := _TAG.search(text)):
            yield rule(
                entry.path,
                *CODE(found=quote(found.group(), 30)),
                loc=(entry.alias(attribute),),
                found=found.group(),
            )
