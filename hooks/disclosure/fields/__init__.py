"""Fields: everything arrives as text; a value type says once how it is parsed, shown in the schema and refused.

Models are pydantic, frozen, with the official Chinese terms as the names of the fields.
"""

from __future__ import annotations

from disclosure.fields.codes import Figure, Sealed, SocialCode, is_identity_number, is_social_code
from disclosure.fields.explain import explain
from disclosure.fields.model import Model, fault, model_inside, term
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
    one_of,
)

__all__ = [
    "UNKNOWN_TERM",
    "Amount",
    "Code",
    "Count",
    "Day",
    "Figure",
    "Line",
    "Listed",
    "Markdown",
    "Model",
    "Moment",
    "NonEmpty",
    "Sealed",
    "SocialCode",
    "Text",
    "Web",
    "Year",
    "explain",
    "fault",
    "is_identity_number",
    "is_social_code",
    "model_inside",
    "one_of",
    "term",
]
