"""The template environment: autoescape always on, undefined names are errors, links relative to the page."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any, ClassVar
from urllib.parse import quote

import jinja2
from jinja2.bccache import Bucket
from markupsafe import Markup

from disclosure.captions import captioned
from disclosure.kinds.base import alias_of
from disclosure.markup import to_html, to_lines
from disclosure.views import amount_columns


class _Compiled(jinja2.BytecodeCache):
    """Templates of this process by name and text: sites with the same ones, as in the tests, compile them once."""

    codes: ClassVar[dict[tuple[str, str], CodeType]] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002 - the place does not count
        """The name of a template, which its code knows."""
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code of a template with this text."""
        bucket.code = self.codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it."""
        if bucket.code:
            self.codes[bucket.key, bucket.checksum] = bucket.code


@cache
def environment(root: Path) -> jinja2.Environment:
    """The environment for the templates in overrides/ of a site."""
    found = jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        loader=jinja2.FileSystemLoader(root / "overrides"),
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=_Compiled(),
    )
    found.filters.update(prose=_prose, lines=to_lines, day=_day, href=href)
    found.globals.update(label=_label, amount_columns=amount_columns)
    return found


def forget_templates() -> None:
    """Read the templates anew the next time."""
    environment.cache_clear()


def _prose(text: str, top: int = 2) -> Markup:
    return Markup(captioned(to_html(text, top)))  # noqa: S704 - safe by to_html; captions repeat what it says


def href(address: str) -> str:
    """An address as it is written in a link: everything but letters, digits and / percent-encoded."""
    return quote(address, safe="/-_.~#")


def _day(value: date | datetime) -> str:
    return f"{value:%Y-%m-%d}"


def _label(model: Any, attribute: str) -> str:  # noqa: ANN401 - a model or its class
    """The Chinese name of a field, said once in the model."""
    return alias_of(model if isinstance(model, type) else type(model), attribute)
