"""The pages in other languages and scripts: each is made from the finished simplified page, in a folder of its own.

In the traditional view every text is converted by OpenCC. In the other views the words of the interface are replaced
by their translations, and what the organs have written stays Chinese. Simplified Chinese is authoritative, and every
such page says so.
"""

from __future__ import annotations

from disclosure.languages.coverage import dead, missing
from disclosure.languages.gathering import GROUPS, REQUIRED, Word, words_of
from disclosure.languages.tables import tables
from disclosure.languages.view import View, views_of
from disclosure.languages.walk import pieces

__all__ = ["GROUPS", "REQUIRED", "View", "Word", "dead", "missing", "pieces", "tables", "views_of", "words_of"]
