"""The text of an entry to take away: as Markdown, and as a web page that Word and WPS open as a document.

The files lie beside the page and are named by 索引号: entry/990000010/2025-00003.md and .htm. The extension .htm keeps
them apart from the pages; they hold no script, and their style sheet is the only one that their own policy allows.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from posixpath import relpath

from jinja2 import Environment
from markupsafe import Markup

from disclosure.captions import captioned
from disclosure.kinds import Entry
from disclosure.markup import to_html, to_markdown
from disclosure.outline import Outlined, outline
from disclosure.pages.environment import environment, href
from disclosure.pages.site import Page, Site, links_in
from disclosure.views import Fact, attachments_of, facts_of

FORMATS = {"md": "Markdown 文本", "htm": "Word、WPS 可以打开的网页文档"}
"""The files by the end of their name, with what they are for readers."""
_RECENT = 8
_MARKS = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>#|"})


@dataclass(frozen=True, slots=True)
class Download:
    """A file with the text of an entry."""

    name: str
    """What it is, for readers."""
    address: str
    file: str
    """The name under which it is stored."""


def downloads_of(address: str) -> tuple[Download, ...]:
    """The files with the text of the entry at `address`."""
    stem = address.removesuffix(".html")
    file = stem.removeprefix("entry/").replace("/", "-")
    return tuple(Download(name, f"{stem}.{end}", f"{file}.{end}") for end, name in FORMATS.items())


def text_of(entry: Entry) -> Outlined:
    """The body of an entry with the addresses of its parts."""
    return _outlined(entry.body or "")


@lru_cache(_RECENT)  # the page and the files of an entry follow one another
def _outlined(body: str) -> Outlined:
    return outline(captioned(to_html(body)))


def download(site: Site, entry: Entry, form: str) -> Page:
    """The file with the text of an entry in one of FORMATS."""
    page = site.catalogue.address_of(entry)
    address = f"{page.removesuffix('.html')}.{form}"
    if form == "md":
        return Page(address, _markdown(site, entry, page).encode(), frozenset())
    content = _document(site, entry, page).encode()
    return Page(address, content, links_in(content, address))


def _public(site: Site, page: str) -> str:
    base = site.catalogue.vocabulary.site.public_address
    return f"{base}{href(page)}" if base else ""


def _facts(site: Site, entry: Entry) -> list[Fact]:
    return [fact for fact in facts_of(site.catalogue, entry) if fact.value != entry.title]


def _markdown(site: Site, entry: Entry, page: str) -> str:
    facts = [(fact.label, fact.value) for fact in _facts(site, entry)]
    if public := _public(site, page):
        facts.append(("网址", public))
    parts = [f"# {_plain(entry.title)}", "\n".join(f"- {label}：{_plain(value)}" for label, value in facts)]
    parts.append(to_markdown(entry.body or ""))
    files = attachments_of(site.catalogue, entry, site.digests)
    if files:
        folder = page.rpartition("/")[0]
        links = (f"- [{_plain(file.name)}]({href(relpath(file.address, folder))})" for file in files)
        parts += ["## 附件", "\n".join(links)]
    return "\n\n".join(parts) + "\n"


def _plain(text: str) -> str:
    """A text in which Markdown sees no marks."""
    return " ".join(text.translate(_MARKS).split())


def _document(site: Site, entry: Entry, page: str) -> str:
    folder = page.rpartition("/")[0]
    style, policy = _style(environment(site.root))
    return (
        environment(site.root)
        .get_template("pages/document.htm")
        .render(
            entry=entry,
            facts=_facts(site, entry),
            text=text_of(entry).html,
            attachments=[
                (file, relpath(file.address, folder)) for file in attachments_of(site.catalogue, entry, site.digests)
            ],
            public=_public(site, page),
            style=style,
            policy=policy,
        )
    )


@lru_cache(maxsize=1)
def _style(templates: Environment) -> tuple[Markup, str]:
    """The style sheet of the documents, and the source by which their policy allows it."""
    loader = templates.loader
    assert loader is not None  # noqa: S101 - the environment is made with one
    text = loader.get_source(templates, "pages/document.css")[0]
    digest = b64encode(sha256(text.encode()).digest()).decode()
    return Markup(text), f"'sha256-{digest}'"  # noqa: S704 - our own file
