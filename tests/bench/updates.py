"""Measures a week's update of a copy: size of the package beside xdelta3, time to make and to apply it. Linux only.

python tests/bench/updates.py --date YYYY-MM-DD --work DIR

The site is built by the program itself, with its search index; attachments, which cannot be packed any smaller, are
made up and added until the copy has its size. xdelta3 (Debian package xdelta3) gets all files of both copies as one
tar file each, and a window as large as the whole.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "hooks")]

from bench.generate import SEED, TODAY, MadeEntry, entries, provide  # noqa: E402 - after the path is set
from bench.measure import Cost, machine, run, tree, watched  # noqa: E402
from bench.sections import put_section  # noqa: E402

RESULTS = Path(__file__).with_name("RESULTS-copies.md")
TITLE, HEADING = "离线副本测量结果", "更新包"
ADDED, CHANGED, REMOVED = 60, 20, 2
"""Entries of a week."""
PAPER = 430_000
"""Bytes of an attachment."""
BOUND = 1.5
"""The package may be so many times as large as what xdelta3 makes."""
CORRECTION = "第九十九条　本县各级行政机关应当做好更正后的衔接工作，重新公布的内容以本次发布为准。"


@dataclass(frozen=True)
class Week:
    """The figures."""

    copy_size: int
    """Bytes."""
    copy_files: int
    package: int
    """Bytes."""
    plain: int
    """Bytes of the changed and new files as they are."""
    files: int
    """Changed and new."""
    xdelta: int
    make: Cost
    apply: Cost
    memory: int
    """Bytes at most while applying."""
    verify: Cost

    @property
    def ratio(self) -> float:
        """The package in proportion to xdelta3's."""
        return self.package / self.xdelta


def versions(count: int) -> Iterator[list[MadeEntry]]:
    """The entries before and after the week; the same objects, changed in between."""
    made = entries(count + ADDED, "L")
    old, new = made[:-ADDED], made[-ADDED:]
    chance = random.Random(SEED)  # noqa: S311 - nothing secret: the same entries at every run
    for at, entry in enumerate(new):
        entry.fields["发布日期"] = f"2026-11-{9 + at * 5 // ADDED:02}"
    named = {number for entry in made for key in ("依据", "废止", "修改") for number in entry.fields.get(key, ())}
    free = [entry for entry in old if entry.number not in named and not {"废止", "修改"} & entry.fields.keys()]
    gone = chance.sample(free[len(free) // 2 :], REMOVED)
    by_number = {entry.number: entry for entry in old}
    targets = [
        by_number[one]
        for entry in new
        for key in ("废止", "修改")
        for one in entry.fields.get(key, ())
        if one in by_number
    ]
    states = [entry.fields["有效性"] for entry in targets]
    for entry in targets:
        entry.fields["有效性"] = "有效"
    yield old
    for entry, state in zip(targets, states, strict=True):
        entry.fields["有效性"] = state
    for entry in chance.sample([entry for entry in old if entry not in gone], CHANGED):
        entry.blocks.insert(-3, CORRECTION)
    yield [entry for entry in made if entry not in gone]


def program(*words: str | Path) -> list[str | Path]:
    """A command of the program."""
    return [sys.executable, "-m", "disclosure", *words]


def make_copies(work: Path, count: int, megabytes: int) -> tuple[Path, Path]:
    """Build both sites and pack them as versions 7 and 8."""
    run(program("keygen", "--root", ROOT, "--out", work / "key.pem", "--name", "2026"), work)
    sites = [_build(work / name, made) for name, made in zip(("old", "new"), versions(count), strict=True)]
    missing = megabytes * 10**6 - sum(path.stat().st_size for path in sites[0].rglob("*") if path.is_file())
    papers = max(0, missing) // PAPER
    for site, extra in zip(sites, (0, papers * ADDED // count), strict=True):
        _write_papers(site / "files" / "xzf", papers + extra)
    copies = [work / "copy-7", work / "copy-8"]
    key = work / "key.pem"
    for version, (site, copy) in enumerate(zip(sites, copies, strict=True), 7):
        order: list[str | Path] = [
            "pack",
            "--root",
            site.parent,
            "--site-dir",
            site,
            "--out",
            copy,
            "--key",
            key,
        ]
        run(program(*order, "--version", str(version), "--released-on", TODAY.isoformat()), work)
    return copies[0], copies[1]


def _build(root: Path, made: Sequence[MadeEntry]) -> Path:
    provide(root)
    for entry in made:
        path = root / entry.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(entry.text(), encoding="utf-8", newline="\n")
    run(program("build", "--today", TODAY.isoformat(), "--site-dir", root / "site"), root)
    return root / "site"


def _write_papers(folder: Path, count: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        content = random.Random(SEED + number).randbytes(PAPER)  # noqa: S311 - nothing secret
        (folder / f"{number:05}.pdf").write_bytes(content)


def xdelta(old: Path, new: Path, work: Path) -> int:
    """The bytes that xdelta3 needs with its best settings."""
    tars = []
    for copy in (old, new):
        tars.append(work / f"{copy.name}.tar")
        fixed = ["--sort=name", "--mtime=@0", "--owner=0", "--group=0", "--numeric-owner"]
        subprocess.run(["tar", *fixed, "-cf", tars[-1], "-C", copy, "."], check=True)
    results = []
    for method in ("lzma", "djw"):
        made = work / f"{method}.xdelta"
        window = ["-B", str(2**30), "-W", str(2**24)]
        subprocess.run(["xdelta3", "-e", "-f", "-9", "-S", method, *window, "-s", *tars, made], check=True)
        results.append(made.stat().st_size)
    for path in tars:
        path.unlink()
    return min(results)


def week(work: Path, count: int, megabytes: int) -> Week:
    """Measure. Raises AssertionError when the updated copy is not, byte for byte, the one that was packed."""
    work.mkdir(parents=True)
    old, new = make_copies(work, count, megabytes)
    package = work / "update-7-8.zip"
    make = run(program("update", "make", old, new, "--out", package), work)
    before, after = tree(old), tree(new)
    changed = [name for name, text in after.items() if before.get(name) != text]
    copy = shutil.copytree(old, work / "copy")
    verify = run(program("verify", copy, "--today", TODAY.isoformat()), work)
    apply, memory = watched(program("update", "apply", package, copy, "--today", TODAY.isoformat()), work)
    assert tree(copy) == after
    return Week(
        copy_size=sum((old / name).stat().st_size for name in before),
        copy_files=len(before),
        package=package.stat().st_size,
        plain=sum((new / name).stat().st_size for name in changed),
        files=len(changed),
        xdelta=xdelta(old, new, work),
        make=make,
        apply=apply,
        memory=memory,
        verify=verify,
    )


def section(found: Week, day: str) -> str:
    """The figures as the text of a section of RESULTS-copies.md."""
    rows = [
        ("副本", f"{found.copy_files} 个文件，{found.copy_size / 10**6:.0f} MB"),
        ("新的和变化的文件", f"{found.files} 个，{found.plain / 10**6:.1f} MB"),
        ("更新包", f"{found.package / 10**6:.2f} MB，是副本的 {found.package / found.copy_size:.1%}"),
        ("xdelta3（-9，取 lzma、djw 中较小的）", f"{found.xdelta / 10**6:.2f} MB"),
        ("更新包与 xdelta3 之比", f"{found.ratio:.2f}（上限 {BOUND}）"),
        ("制作更新包（update make）", f"{found.make.wall:.1f} 秒"),
        (
            "更新（update apply，含前后两次核验全部文件）",
            f"{found.apply.wall:.1f} 秒，内存最多 {found.memory / 10**6:.0f} MB",
        ),
        ("其中一次核验（verify）", f"{found.verify.wall:.1f} 秒"),
    ]
    table = "\n".join(f"| {name} | {value} |" for name, value in rows)
    about = f"一周的变化：新增 {ADDED} 个条目，改了 {CHANGED} 个正文，删去 {REMOVED} 个；网站由本程序生成，含检索索引。"
    return f"{day} 测量；{machine()}。{about}\n\n| 项目 | 结果 |\n|---|---:|\n{table}\n"


def main() -> None:
    """Read the arguments, measure, write the section and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--megabytes", type=int, default=900)
    parser.add_argument("--date", required=True, help="the day of the measurement")
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("--work", type=Path, required=True, help="a folder to be made")
    options = parser.parse_args()
    text = section(week(options.work, options.entries, options.megabytes), options.date)
    put_section(options.results, TITLE, HEADING, text)
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
