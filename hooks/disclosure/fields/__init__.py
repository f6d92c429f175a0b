"""Fields: everything arrives as text; a value type says once how it is parsed, shown in the schema and refused.

Models are pydantic, frozen, with the official Chinese terms as the names of the fields.
"""

from __future__ import annotations

from disclosure.fields.cells import Cell, Cells, Columns, Filled, Percent
from disclosure.fields.choices import one_of
from disclosure.fields.codes import (
    Figure,
    Sealed,
    SocialCode,
    has_identity_number,
    has_mobile_number,
    is_identity_number,
    is_social_code,
)
from disclosure.fields.described import Described, described
from disclosure.fields.explain import explain
from disclosure.fields.model import READERS, Model, fault, model_inside, read_as, term
from disclosure.fields.spelling import LIKELY, SPELLINGS
from disclosure.fields.values import (
    UNKNOWN_TERM,
    Amount,
    Code,
    Count,
    Day,
    Line,
    Listed,
    Markdown,
    Moment,
    NonEmpty,
    Text,
    Web,
    Year,
    Yuan,
    day_in,
)
from disclosure.fields.words import Wording, wording

__all__ = [
    "LIKELY",
    "READERS",
    "SPELLINGS",
    "UNKNOWN_TERM",
    "Amount",
    "Cell",
    "Cells",
    "Code",
    "Columns",
    "Count",
    "Day",
    "Described",
    "Figure",
    "Filled",
    "Line",
    "Listed",
    "Markdown",
    "Model",
    "Moment",
    "NonEmpty",
    "Percent",
    "Sealed",
    "SocialCode",
    "Text",
    "Web",
    "Wording",
    "Year",
    "Yuan",
    "day_in",
    "described",
    "explain",
    "fault",
    "has_identity_number",
    "has_mobile_number",
    "is_identity_number",
    "is_social_code",
    "model_inside",
    "one_of",
    "read_as",
    "term",
    "wording",
]
