"""The closed lists of the catalogue: columns, organs, topics, terms, deadlines and the settings of the site.

They are data in catalogue/vocabulary/*.yml, read and checked like entries; an office changes them without any code.
"""

from __future__ import annotations

from disclosure.vocabulary.load import FOLDER, Vocabulary, load
from disclosure.vocabulary.models import (
    LEVELS,
    Category,
    Deadline,
    Footer,
    IndexFormat,
    KeyArea,
    Organ,
    Site,
    State,
    Topic,
    Validity,
)
from disclosure.vocabulary.terms import LETTERS

__all__ = [
    "FOLDER",
    "LETTERS",
    "LEVELS",
    "Category",
    "Deadline",
    "Footer",
    "IndexFormat",
    "KeyArea",
    "Organ",
    "Site",
    "State",
    "Topic",
    "Validity",
    "Vocabulary",
    "load",
]
