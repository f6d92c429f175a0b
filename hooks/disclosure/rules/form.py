"""What of the rules is data: the form page applies it in the browser as the rules do here."""

from __future__ import annotations

from typing import Any

from disclosure.kinds import Entry
from disclosure.kinds.base import alias_of
from disclosure.rules.personal import WATCHED
from disclosure.rules.stages import periods_of


def form_rules(kind: type[Entry]) -> dict[str, Any]:
    """What the rules know of a kind: fields needed because of another field, periods, whether mobile numbers matter."""
    return {
        "needs": [
            {
                "field": alias_of(kind, need.attribute),
                "values": list(need.values),
                "needed": [alias_of(kind, name) for name in need.needed],
            }
            for need in kind.needs
        ],
        "periods": [[alias_of(kind, name) for name in pair] for pair in periods_of(kind)],
        "watched": issubclass(kind, WATCHED),
    }
