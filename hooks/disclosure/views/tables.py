"""Tables of amounts: only the columns in which something was filed, in the order of the model."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from disclosure.fields import Model
from disclosure.kinds.base import alias_of


def amount_columns(rows: Sequence[Model]) -> list[tuple[str, str]]:
    """(attribute, Chinese name) of the columns with an amount in at least one of the rows (all of one class)."""
    if not rows:
        return []
    model = type(rows[0])
    filed = {name for row in rows for name in row.model_fields_set if isinstance(getattr(row, name), Decimal)}
    return [(name, alias_of(model, name)) for name in model.model_fields if name in filed]
