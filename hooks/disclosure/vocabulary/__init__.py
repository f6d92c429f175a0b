"""The closed lists of the catalogue: columns, organs, topics, terms, deadlines and the settings of the site.

They are data in catalogue/vocabulary/*.yml, read and checked like entries; an office changes them without any code.
"""

from __future__ import annotations

from disclosure.vocabulary.languages import FOLDER as LANGUAGES
from disclosure.vocabulary.languages import SLUG as LANGUAGE_SLUG
from disclosure.vocabulary.languages import Language, LanguageFile, language_of
from disclosure.vocabulary.load import FOLDER, Vocabulary, load, read_language
from disclosure.vocabulary.models import Category, Deadline, Organ, Topic, Validity
from disclosure.vocabulary.reviews import HOSTS, MADE
from disclosure.vocabulary.site import (
    BUILT_IN,
    LONGEST_VALIDITY,
    PAGEFIND,
    BookletFonts,
    Footer,
    IndexFormat,
    KeyArea,
    ReadingRoom,
    Site,
)
from disclosure.vocabulary.terms import LETTERS
from disclosure.vocabulary.values import LEVELS, State
from disclosure.vocabulary.ways_out import Feedback, Sort, host_of

__all__ = [
    "BUILT_IN",
    "FOLDER",
    "HOSTS",
    "LANGUAGES",
    "LANGUAGE_SLUG",
    "LETTERS",
    "LEVELS",
    "LONGEST_VALIDITY",
    "MADE",
    "PAGEFIND",
    "BookletFonts",
    "Category",
    "Deadline",
    "Feedback",
    "Footer",
    "IndexFormat",
    "KeyArea",
    "Language",
    "LanguageFile",
    "Organ",
    "ReadingRoom",
    "Site",
    "Sort",
    "State",
    "Topic",
    "Validity",
    "Vocabulary",
    "host_of",
    "language_of",
    "load",
    "read_language",
]
