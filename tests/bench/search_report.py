"""The figures of all engines as Markdown, in Chinese like the other results."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from statistics import median

from bench.search_browser import Answer
from bench.search_cases import Result, Work
from bench.search_queries import LONGEST, Query

NAMES = {"ngram": "内置引擎", "pagefind": "Pagefind", "material": "Material 自带检索"}
MEGA, KILO = 1e6, 1e3
HABITATS = {"http": "http", "file": "文件夹"}
ASKED: Callable[[Answer], float] = attrgetter("milliseconds")
WHOLE: Callable[[Answer], float] = attrgetter("whole")


@dataclass(frozen=True)
class Bound:
    """What the built-in engine is to keep to at a number of texts."""

    seconds: float
    typical: int
    """Bytes of an ordinary query."""
    worst: int
    index: tuple[float, float] | None = None
    """Seconds and bytes of memory of the first index."""


BOUNDS = {10_000: Bound(0.25, 700_000, 700_000), 100_000: Bound(0.5, 1_500_000, 3_000_000, (90, 2e9))}


def size_section(count: int, characters: int, results: Sequence[Result], queries: Sequence[Query]) -> str:
    """Everything about one number of texts."""
    lines = [f"## {count} 篇，共 {characters / 1e6:.1f} 百万字", "", *_index_table(results), ""]
    for result in results:
        if result.answers:
            lines += [f"### {NAMES[result.engine]}：{count} 篇时的查询", "", *_query_table(result, queries), ""]
        if result.recalled:
            lines += [_recall(result), ""]
    lines += [*_ratios(results), *_bounds(results)]
    return "\n".join(lines).rstrip() + "\n"


def _index_table(results: Sequence[Result]) -> Iterator[str]:
    yield "| 引擎 | 任务 | 用时（秒） | 处理器（秒） | 内存峰值（MB） | 文件 | 大小（MB） | 变化的文件 |"
    yield "|---|---|---:|---:|---:|---:|---:|---:|"
    for result in results:
        for label, work in result.work.items():
            changed = f"{work.changed} 个，{work.changed_size / KILO:.0f} KB" if label.startswith("再次") else ""
            yield (
                f"| {NAMES[result.engine]} | {label} | {work.cost.wall:.1f} | {work.cost.cpu:.1f} | "
                f"{work.memory / MEGA:.0f} | {work.files} | {work.size / MEGA:.1f} | {changed} |"
            )
        if result.gave_up:
            yield f"| {NAMES[result.engine]} | {result.gave_up} | | | | | | |"


def _query_table(result: Result, queries: Sequence[Query]) -> Iterator[str]:
    yield "| 查询 | 应有 | 报告 | http：毫秒 | 文件夹：毫秒 | 文件 | KB |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for query in queries:
        answers = result.answers.get(query.kind)
        if not answers:
            continue
        read = result.read[query.kind]
        cells = [_times(answers.get(name, ())) for name in HABITATS] + [f"{len(read.files)}", f"{read.size / KILO:.0f}"]
        yield f"| {query.kind}：{query.text} | {query.truth} | {_total(answers)} | {' | '.join(cells)} |"
    opening = [_opening(result, name) for name in HABITATS]
    if all(opening):
        yield f"| 提问之前，打开页面 | | | {' | '.join(opening)} | | |"


def _opening(result: Result, habitat: str) -> str:
    """Median and worst of opening the page."""
    times = [one.opening for answers in result.answers.values() for one in answers.get(habitat, ()) if one.opening]
    return f"{median(times):.0f}（{max(times):.0f}）" if times else ""


def _total(answers: Mapping[str, Sequence[Answer]]) -> str:
    """The totals that were reported; more than one only if they differ."""
    found = {(answer.total, answer.exact) for some in answers.values() for answer in some if answer.total >= 0}
    return "、".join(f"{'' if exact else '约 '}{total}" for total, exact in sorted(found)) or "无"


def _times(answers: Sequence[Answer]) -> str:
    """Median and worst."""
    good = [answer.milliseconds for answer in answers if not answer.problems]
    return f"{median(good):.0f}（{max(good):.0f}）" if good else "无结果" if answers else ""


def too_many(engine: str, before: Sequence[Result]) -> str:
    """Why an engine is not asked to carry more texts: what it took last."""
    last = next((one for one in reversed(before) if one.engine == engine and one.work), None)
    if last is None:
        return "没有量"
    times = [one.whole for answers in last.answers.values() for some in answers.values() for one in some]
    answered = [time for time in times if not math.isnan(time)]
    lacking = "，有的没有结果" if len(answered) < len(times) else ""
    work = next(iter(last.work.values()))
    return (
        f"没有量：{last.count} 篇时建索引已用 {work.cost.wall:.0f} 秒、内存 {work.memory / MEGA:.0f} MB，"
        f"最慢一次查询连同打开页面 {max(answered, default=math.nan) / KILO:.1f} 秒{lacking}"
    )


def _recall(result: Result) -> str:
    found = sum(answer.found for _, answer in result.recalled)
    exact = [(piece, answer) for piece, answer in result.recalled if answer.exact]
    right = sum(piece.truth == answer.total for piece, answer in exact)
    less = sum(answer.total < piece.truth for piece, answer in result.recalled)
    times = sorted(answer.milliseconds for _, answer in result.recalled)
    return (
        f"{NAMES[result.engine]}，随机片段（1—{LONGEST} 字，{len(result.recalled)} 个，从文件夹打开，同一页连续查询）："
        f"找到出处的 {found} 个（{found / len(result.recalled):.1%}）；"
        f"报告为准确数的 {len(exact)} 个，其中与逐篇核对相同的 {right} 个；报告数少于实有数的 {less} 个；"
        f"用时中位 {median(times):.0f} 毫秒，最长 {times[-1]:.0f} 毫秒。"
    )


def _first(result: Result) -> Work | None:
    return next(iter(result.work.values()), None)


def _ratios(results: Sequence[Result]) -> Iterator[str]:
    ours, *others = results
    mine = _first(ours)
    if mine is None or not others:
        return
    yield "内置引擎与之相比（内置 ÷ 对方）；查询是 http、连同打开页面所用的时间，取各查询之比的中位："
    yield ""
    yield "| 对方 | 建索引用时 | 内存 | 大小 | 文件 | 查询用时 |"
    yield "|---|---:|---:|---:|---:|---:|"
    for other in others:
        work = _first(other)
        if work is None:
            continue
        parts = [
            mine.cost.wall / work.cost.wall,
            mine.memory / work.memory,
            mine.size / work.size,
            mine.files / work.files,
        ]
        ratio = [
            _middle(ours.answers[kind]["http"], WHOLE) / _middle(answers["http"], WHOLE)
            for kind, answers in other.answers.items()
            if kind in ours.answers and _middle(answers["http"], WHOLE) > 0
        ]
        cells = [f"{part:.2f}" for part in parts] + [f"{median(ratio):.3f}" if ratio else ""]
        yield f"| {NAMES[other.engine]} | {' | '.join(cells)} |"
    yield ""


def _middle(answers: Sequence[Answer], time: Callable[[Answer], float]) -> float:
    good = [time(answer) for answer in answers if not answer.problems]
    return median(good) if good else 0


def _bounds(results: Sequence[Result]) -> Iterator[str]:
    """What was promised, and whether it held."""
    ours = results[0]
    bound, work = BOUNDS.get(ours.count), _first(ours)
    if bound is None or work is None or not ours.answers:
        return
    if bound.index:
        yield _judged("建索引（秒）", work.cost.wall, bound.index[0])
        yield _judged("内存峰值（MB）", work.memory / MEGA, bound.index[1] / MEGA)
    for name, habitat in HABITATS.items():
        for label, time in (("从提问起", ASKED), ("从打开页面起", WHOLE)):
            times = {kind: _middle(answers[name], time) for kind, answers in ours.answers.items()}
            slowest = max(times, key=times.__getitem__)
            yield _judged(f"{habitat}，{label}，最慢的查询（{slowest}，毫秒）", times[slowest], bound.seconds * KILO)
    sizes = {kind: read.size for kind, read in ours.read.items()}
    largest = max(sizes, key=sizes.__getitem__)
    yield _judged("通常读取（各查询的中位，KB）", median(sizes.values()) / KILO, bound.typical / KILO)
    yield _judged(f"最多读取（{largest}，KB）", sizes[largest] / KILO, bound.worst / KILO)
    every = {kind: [one for some in answers.values() for one in some] for kind, answers in ours.answers.items()}
    troubled = sorted(kind for kind, answers in every.items() if any(answer.problems for answer in answers))
    yield f"- 报告了问题的查询：{'、'.join(troubled) or '没有'}"


def _judged(label: str, found: float, most: float) -> str:
    return f"- {label}：{found:.0f}，要求不超过 {most:.0f}：{'达到' if found <= most else '**没有达到**'}"
