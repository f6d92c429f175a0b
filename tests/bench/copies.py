"""Measures offline copies: packing and verifying, other programs beside ours; writes RESULTS-copies.md. Linux only.

python tests/bench/copies.py --date YYYY-MM-DD
python tests/bench/copies.py --date YYYY-MM-DD --files 1000 --megabytes 70 --rounds 1
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections import defaultdict
from datetime import date
from pathlib import Path
from statistics import median

BENCH = Path(__file__).resolve().parent
ROOT = BENCH.parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "hooks")]

from bench import copies_site  # noqa: E402 - after the path is set
from bench.measure import Command, Cost, machine, memory, run  # noqa: E402
from bench.search_browser import chromium, forget_all  # noqa: E402
from bench.sections import put_section  # noqa: E402
from bench.verify_page import Measured, measure_page  # noqa: E402
from disclosure.offline.keys import make_key  # noqa: E402
from disclosure.offline.release import DATA, MANIFEST  # noqa: E402

TITLE, HEADING = "离线副本测量结果", "制作和核验"
RESULTS = BENCH / "RESULTS-copies.md"
FILES, MEGABYTES = 13_000, 900
PACK, COPY = "制作副本（pack）", "只复制网站（cp -r，sync）"
VERIFY, COLD = "命令行核验（verify）", "命令行核验，文件不在内存里"
PAGE, BAGIT, SUMS = "浏览器核验（核验.html）", "bagit 核验", "sha256sum -c"
WHOLE = "首次核验：副本完整"
"""How the page begins that has not seen a copy before."""
WANTED = {VERIFY: 5.0, PAGE: 20.0}
"""Seconds that the issue allows."""
METHOD = """- 网站由程序生成，每次相同：每 20 个文件有一个附件，附件占字节的四分之三；大小在平均数的一半到一倍半之间。
- 整个进程从启动到结束，各轮交替进行，取中位数（最长）；除注明的以外，文件已在系统缓存里。制作副本含写到磁盘（sync）。
- 浏览器：真实的 Chromium，由 file:// 打开副本里的核验页，从选定文件夹到读到结论；浏览器启动不计。
"""


class Case:
    """A site, its copies, and what was measured of them."""

    def __init__(self, work: Path, files: int, size: int, day: date) -> None:
        self._work, self._day = work, day
        self._site, self._copy, self._key = work / "site", work / "copy", work / "key.pem"
        self.files, self.size = copies_site.write_site(ROOT, self._site, files, size)
        key = make_key("测速")
        self._key.write_bytes(key.pem)
        self._fingerprint = key.public.fingerprint
        self.costs: defaultdict[str, list[Cost]] = defaultdict(list)
        self.memory: dict[str, int] = {}
        run(self._pack(self._copy), ROOT)

    def _ours(self, *words: str | Path) -> Command:
        return [sys.executable, "-m", "disclosure", *words]

    def _pack(self, out: Path) -> Command:
        words: list[str | Path] = ["pack", "--out", out, "--key", self._key, "--version", "1", "--site-dir", self._site]
        return self._ours(*words, "--released-on", self._day.isoformat())

    def _verify(self) -> Command:
        return self._ours("verify", self._copy, "--today", self._day.isoformat(), "--trust", self._fingerprint)

    def _bagit(self) -> Command:
        return [sys.executable, "-m", "bagit", "--quiet", "--validate", "--processes", "2", self._copy]

    def round(self, number: int) -> None:
        """Every task once, one after the other."""
        packed, copied = self._work / f"packed-{number}", self._work / f"copied-{number}"
        self._note(PACK, self._pack(packed))
        self._note(COPY, ["sh", "-c", 'cp -r "$1" "$2" && sync', "sh", self._site, copied])
        shutil.rmtree(packed)
        shutil.rmtree(copied)
        self._note(VERIFY, self._verify())
        self._note(BAGIT, self._bagit())
        self.costs[SUMS].append(run(["sha256sum", "--quiet", "--strict", "-c", MANIFEST], self._copy))
        forget_all(self._copy)
        self._note(COLD, self._verify())
        with chromium() as browser:
            self._note_page(measure_page(self._copy, browser))

    def _note(self, label: str, command: Command) -> None:
        _say(label)
        self.costs[label].append(run(command, ROOT))

    def _note_page(self, measured: Measured) -> None:
        _say(f"{PAGE} {measured.sentence}")
        if not measured.sentence.startswith(WHOLE) or measured.requests:
            message = f"the page did not accept the copy: {measured}"
            raise ValueError(message)
        self.costs[PAGE].append(Cost(measured.seconds, 0))

    def memory_round(self) -> None:
        """The memory of our programs: apart, since looking takes time."""
        self.memory[PACK] = memory(self._pack(self._work / "packed"), ROOT)
        self.memory[VERIFY] = memory(self._verify(), ROOT)
        self.memory[BAGIT] = memory(self._bagit(), ROOT)

    def report(self, rounds: int) -> str:
        """The section about it."""
        added = sum(path.stat().st_size for path in self._copy.iterdir() if path.is_file())
        return "\n".join(
            [
                f"{self._day} 测量；{machine()}；{rounds} 轮。",
                "",
                METHOD,
                f"{self.files} 个文件，{self.size / 1e6:.1f} MB；副本在 {DATA} 以外另有 {added / 1e6:.1f} MB。",
                "",
                "| 项目 | 用时（秒） | 处理器（秒） | 内存峰值（MB） | 要求（秒） |",
                "|---|---:|---:|---:|---|",
                *(self._line(label, costs) for label, costs in self.costs.items()),
            ]
        )

    def _line(self, label: str, costs: list[Cost]) -> str:
        walls = [cost.wall for cost in costs]
        middle = median(walls)
        held = f"{self.memory[label] / 1e6:.0f}" if label in self.memory else ""
        cpu = median(cost.cpu for cost in costs)
        wanted = WANTED.get(label)
        verdict = "" if wanted is None else f"不超过 {wanted:g}：{'达到' if middle <= wanted else '**没有达到**'}"
        return f"| {label} | {middle:.2f}（{max(walls):.2f}） | {f'{cpu:.2f}' if cpu else ''} | {held} | {verdict} |"


def _say(what: str) -> None:
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {what}\n")


def main() -> None:
    """Read the arguments, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--date", required=True, type=date.fromisoformat, help="the day, for the results")
    parser.add_argument("--files", type=int, default=FILES)
    parser.add_argument("--megabytes", type=float, default=MEGABYTES)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--work", type=Path, default=ROOT / ".cache" / "bench-copies")
    parser.add_argument("--results", type=Path, default=RESULTS)
    options = parser.parse_args()
    work = options.work.resolve()
    shutil.rmtree(work, ignore_errors=True)
    case = Case(work, options.files, round(options.megabytes * 1e6), options.date)
    for number in range(options.rounds):
        case.round(number)
    case.memory_round()
    text = case.report(options.rounds)
    put_section(options.results, TITLE, HEADING, text)
    sys.stdout.write(f"{text}\n")
    shutil.rmtree(work)


if __name__ == "__main__":
    main()
