"""What the browser is told about the state, and the line by which a page asks for it."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict
from hashlib import sha256
from html import escape
from typing import Any

from disclosure.catalogue import address_of
from disclosure.preview.desk import Desk
from disclosure.problem import Problem, hide_identity, one_line
from disclosure.source import read_bytes

FOLDER = "_preview/"
"""The addresses of the preview's own; no page of a site begins so."""
SESSION = secrets.token_hex(8)
"""Tells a browser that waits whether the preview was started anew."""
_SHOWN = 60
"""So many problems of each severity are listed; the terminal and `check` have all."""
_LONGEST = 160
_HEAD_END = b"</head>"
_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'"


def status(desk: Desk) -> bytes:
    """The state as JSON for overrides/preview/panel.js."""
    result = desk.result
    problems = result.problems if result else ()
    data: dict[str, Any] = {
        "session": SESSION,
        "serial": desk.serial,
        "number": desk.number,
        "checking": desk.is_checking,
        "trouble": desk.trouble,
        "entries": result.files if result else 0,
        "errorCount": result.error_count if result else 0,
        "warningCount": result.warning_count if result else 0,
        "broken": result is not None and result.catalogue is None,
        "saved": [asdict(one) for one in desk.saved],
    }
    for name in ("error", "warning"):
        chosen = [problem for problem in problems if problem.severity == name][:_SHOWN]
        data[f"{name}s"] = [_told(desk, problem) for problem in chosen]
    return json.dumps(data, ensure_ascii=False).encode()


def _told(desk: Desk, problem: Problem) -> dict[str, str]:
    """A problem as the clerk is told of it: the place, the sentence, the line as it stands, the page."""
    content = desk.content_of(problem.path)
    return {
        "place": f"{problem.path} 第 {problem.line} 行" if problem.line else problem.path,
        "text": one_line(problem.text),
        "rule": problem.rule,
        "line": _line(desk, problem),
        "address": address_of(content.index_number) if content else "",
    }


def _line(desk: Desk, problem: Problem) -> str:
    if not problem.line:
        return ""
    try:
        lines = read_bytes(desk.root / problem.path).decode("utf-8", "replace").splitlines()
    except OSError:
        return ""
    text = one_line(lines[problem.line - 1].strip()) if problem.line <= len(lines) else ""
    return hide_identity(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")


def digest(content: bytes, stale: str) -> str:
    """Changes with what a page shows; the page tells by it whether it has to be loaded anew."""
    return sha256(content + stale.encode()).hexdigest()[:32]


def with_panel(content: bytes, stale: str, number: int) -> bytes:
    """A page with one line more, which brings the panel. The rest is the page as a build writes it."""
    head, end, rest = content.partition(_HEAD_END)
    facts = {"digest": digest(content, stale), "stale": stale, "number": str(number)}
    said = "".join(f' data-{name}="{escape(value)}"' for name, value in facts.items())
    line = f'<script src="/{FOLDER}panel.js"{said} defer></script>\n'
    return b"".join((head, line.encode(), end, rest)) if end else content


def notice(title: str, text: str, number: int) -> bytes:
    """A page of the preview's own, for when there is none of the site to show."""
    page = (
        '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f'<title>{escape(title)} - 预览</title>\n<link rel="stylesheet" href="/{FOLDER}panel.css">\n</head>\n'
        f'<body class="preview-notice">\n<main>\n<h1>{escape(title)}</h1>\n<p>{escape(text)}</p>\n'
        f'<p><a href="/index.html">首页</a>　<a href="/manual/index.html">填报手册</a>　'
        f'<a href="/{FOLDER}">最近的改动</a>'
        "</p>\n</main>\n</body>\n</html>\n"
    )
    return with_panel(page.encode(), "", number)


def overview(number: int) -> bytes:
    """The page that lists what has changed; panel.js fills it."""
    page = notice("预览", "改动和问题随时更新，不用刷新。", number)
    return page.replace(b"</main>", b'<div id="preview-overview"></div>\n</main>', 1)
