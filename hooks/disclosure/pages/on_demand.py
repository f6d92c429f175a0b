"""Values that are made when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

_V = TypeVar("_V")


class OnDemand(dict[str, _V]):
    """A mapping that makes a value for any key that is asked for by `[]`, once."""

    def __init__(self, make: Callable[[str], _V]) -> None:
        """Remember how they are made."""
        super().__init__()
        self._make = make

    def __missing__(self, key: str) -> _V:
        """Make a value and keep it."""
        self[key] = value = self._make(key)
        return value
