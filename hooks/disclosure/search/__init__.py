"""Full-text search: what is searchable, and the files that answer any query without a server.

The index is a tree of files below `search/` in the site, each a classic script that hands over one payload; its
format is described in README.md beside this file. The reader in the browser is overrides/assets/search.
"""

from __future__ import annotations

from disclosure.search.articles import Article, articles_in
from disclosure.search.document import (
    AttachedPart,
    Document,
    Facet,
    FacetValue,
    Key,
    Part,
    Source,
    Suggestion,
    Target,
)
from disclosure.search.engines import ENGINES, Engine, advice
from disclosure.search.folding import fold
from disclosure.search.index import write_index
from disclosure.search.records import Records

__all__ = [
    "ENGINES",
    "Article",
    "AttachedPart",
    "Document",
    "Engine",
    "Facet",
    "FacetValue",
    "Key",
    "Part",
    "Records",
    "Source",
    "Suggestion",
    "Target",
    "advice",
    "articles_in",
    "fold",
    "write_index",
]
