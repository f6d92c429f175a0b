"""The grams of one segment: passes over its blocks, one for each length, then the merge into shards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np

from disclosure.search.blocks import Outline
from disclosure.search.files import Written, shard_address, write
from disclosure.search.grams import RANKS, Grams, Hot, Longs, Standing, hot_grams, standing
from disclosure.search.merge import Runs
from disclosure.search.pieces import join, split
from disclosure.search.runs import Kept, frequent, gram_starts, keep, portions, range_starts
from disclosure.search.shards import shards
from disclosure.search.work import Answer, Work
from disclosure.workers import map_each

_COUNTED = 4_000_000
"""Grams that one process counts at a time."""
_MERGED = 2_000_000
"""Postings that one process merges at a time: about 150 MB of memory, and not too many openings of files."""
_FIRST_LONG = 3


@dataclass(frozen=True, slots=True)
class NGrams:
    """Our own index: any piece of any text is found."""

    name: str = "ngram"

    def cached(self, outlines: Iterable[Outline]) -> Sequence[str]:  # noqa: ARG002 - as the protocol has it
        """Nothing is kept block by block."""
        return ()

    def __call__(self, work: Work) -> Answer:
        """Write the gram shards of one segment."""
        starts = range_starts(sum(outline.units for outline in work.outlines), work.settings.range_units)
        passes = _Passes(work, starts)
        limit = passes.run()
        runs = Runs(work.scratch, [block.first for block in work.segment.blocks], passes.kept, passes.hot)
        weights = sum((np.diff(kept.postings) for kept in chain.from_iterable(passes.kept)), np.zeros(1, np.int64))
        written = map_each(_write_portion, _Merge(work, runs, starts), list(portions(weights, _MERGED)), jobs=work.jobs)
        found = list(chain.from_iterable(written))
        return Answer(
            {
                "hot": limit,
                "terms": sum(shard.keys for shard in found),
                "shards": [shard.first for shard in found],
            },
            [shard.file for shard in found],
        )


@dataclass(frozen=True, slots=True)
class _Passes:
    """The runs of all lengths; the hot grams of one length must be known before the next."""

    work: Work
    starts: Longs
    kept: list[list[Kept]] = field(default_factory=list)
    """By length - 1, then by block."""
    hot: list[Hot] = field(default_factory=list)
    """By length - 2."""

    def run(self) -> int:
        """Make all runs. Returns the most postings of a gram that is not hot."""
        limit = self.work.settings.hot(self.work.segment.documents)
        self._pass(_short_runs, (1, 2))
        for length in range(2, self.work.settings.longest):
            grams, counts = self._frequent(limit)
            while grams.size > RANKS:
                limit *= 2
                grams, counts = grams[counts > limit], counts[counts > limit]
            if not grams.size:
                break
            self.hot.append(hot_grams(grams, self.hot[-1] if self.hot else None))
            self._pass(_longer_run, (length + 1,))
        return limit

    def _pass(self, function: Callable[[_Pass, int], list[Kept]], lengths: Sequence[int]) -> None:
        bounds = [gram_starts(self.starts, length, self.hot) for length in lengths]
        task = _Pass(self.work, lengths[-1], bounds, self.hot[-1] if self.hot else None)
        kept = map_each(function, task, range(len(self.work.segment.blocks)), jobs=self.work.jobs)
        self.kept.extend([runs[place] for runs in kept] for place in range(len(lengths)))

    def _frequent(self, limit: int) -> tuple[Grams, Longs]:
        runs = self.kept[-1]
        weights = sum((np.diff(kept.grams) for kept in runs), np.zeros(1, np.int64))
        task = _Count(self.work, runs, limit)
        counted = map_each(_count_portion, task, list(portions(weights, _COUNTED)), jobs=self.work.jobs)
        counted.append((np.zeros(0, np.uint32), np.zeros(0, np.int64)))  # texts may be without any pair
        return np.concatenate([grams for grams, _ in counted]), np.concatenate([counts for _, counts in counted])


@dataclass(frozen=True, slots=True)
class _Pass:
    work: Work
    length: int
    bounds: Sequence[Longs]
    """By length, as given by `gram_starts`."""
    hot: Hot | None

    def name(self, number: int, length: int) -> str:
        """Of the run of a block."""
        return f"{self.work.segment.name}-{number}-{length}"

    def places_name(self, number: int) -> str:
        """Of the file that holds where the longest grams of a block stand."""
        return f"{self.work.segment.name}-{number}-places"


def _short_runs(task: _Pass, number: int) -> list[Kept]:
    content = task.work.content(number)
    postings = content.postings
    return [
        keep(task.work.scratch, task.name(number, length), standing(content.units, length).run(postings), bounds)
        for length, bounds in enumerate(task.bounds, 1)
    ]


def _longer_run(task: _Pass, number: int) -> list[Kept]:
    """Where the grams stand is kept for the next length, for looking up all shorter ones again takes longer."""
    content, scratch = task.work.content(number), task.work.scratch
    if task.hot is None:
        raise RuntimeError("no hot grams to lengthen")
    if task.length == _FIRST_LONG:
        found = standing(content.units, 2)
    else:
        places, grams = split(scratch.read_all(task.places_name(number)))
        found = Standing(np.frombuffer(places, np.uint32), np.frombuffer(grams, np.uint32))
    found = found.longer(content.units, task.length - 1, task.hot)
    if task.length < task.work.settings.longest:
        scratch.write(task.places_name(number), [join([found.places.tobytes(), found.grams.tobytes()])])
    return [keep(scratch, task.name(number, task.length), found.run(content.postings), task.bounds[0])]


@dataclass(frozen=True, slots=True)
class _Count:
    work: Work
    runs: Sequence[Kept]
    limit: int


def _count_portion(task: _Count, portion: tuple[int, int]) -> tuple[Grams, Longs]:
    return frequent(task.work.scratch, task.runs, *portion, task.limit)


@dataclass(frozen=True, slots=True)
class _Merge:
    work: Work
    runs: Runs
    starts: Longs


@dataclass(frozen=True, slots=True)
class _Shard:
    first: str
    keys: int
    file: Written


def _write_portion(task: _Merge, portion: tuple[int, int]) -> list[_Shard]:
    work = task.work
    return [
        _Shard(first, keys, write(work.target, shard_address(work.segment.name, first), payload))
        for first, keys, payload in shards(task.runs.merged(*portion), task.starts, work.settings)
    ]
