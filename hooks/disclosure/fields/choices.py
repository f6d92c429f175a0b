"""Texts that are one of a few fixed values."""

from __future__ import annotations

from pydantic import AfterValidator

from disclosure.fields.model import fault
from disclosure.problem import quote, sentence

NOT_OFFERED = sentence("unknown-term.fixed", "{found}不在可用的值里", "可以用：{values}")


class OneOf:
    """Restricts a text to fixed values that no office changes; used by `one_of`."""

    def __init__(self, values: tuple[str, ...]) -> None:
        """`values` in the order in which people choose from them."""
        self.values = values

    def __call__(self, value: str) -> str:
        """The text itself, if it is one of the values."""
        if value in self.values:
            return value
        raise fault("unknown-term", *NOT_OFFERED(found=quote(value), values="、".join(self.values)))


def one_of(values: tuple[str, ...]) -> AfterValidator:
    """Restricts a text to fixed values that no office changes."""
    return AfterValidator(OneOf(values))
