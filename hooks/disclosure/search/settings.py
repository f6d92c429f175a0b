"""The sizes of the index; every one of them is a trade of space against bytes read for a query."""

from __future__ import annotations

from dataclasses import dataclass

FORMAT = 2
"""Of the files; the reader in the browser refuses any other."""
PROGRAM = "2"
"""Goes into the keys of the cache; raise it when the same documents give other bytes than before."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Figures chosen by measurement; see tests/bench/RESULTS-search.md. Tests use smaller ones."""

    longest: int = 6
    """The longest gram, in units; at least 2."""
    hot_least: int = 64
    """A gram in more (document, zone) pairs than this may be hot; only hot grams are lengthened. At least 1."""
    hot_share: int = 32
    """In a large segment, the share of the documents (one in so many) that makes a gram hot."""
    segment_least: int = 4000
    """Documents; a smaller segment is joined to its neighbour."""
    block_least: int = 256
    """Documents read and folded at a time, unless the segment ends."""
    block_most: int = 1024
    """At most 8,192: a document of a block has 13 bits."""
    range_units: int = 60_000
    """Text units for each range of keys that is merged at a time, about."""
    shard_least: int = 16_000
    """Bytes of a shard before it is cut, unless a range of keys ends."""
    shard_mean: int = 8_000
    """Bytes beyond the least until the cut, on average."""
    shard_most: int = 48_000
    """Bytes after which a shard is cut wherever it stands."""
    pack_least: int = 16_000
    """Bytes of JSON of a text pack before it may be cut."""
    pack_most: int = 40_000
    """Bytes of JSON after which a text pack is cut, and the most of one piece of an attachment pack."""

    def hot(self, documents: int) -> int:
        """The most (document, zone) pairs of a gram that is not hot.

        Steps by doubling, so that one more document seldom changes it.
        """
        limit = self.hot_least
        while limit * 2 * self.hot_share <= documents:
            limit *= 2
        return limit
