"""Measures what a reader waits for, beside Material for MkDocs with the same texts; writes RESULTS-first-view.md.

python tests/bench/first_view.py --date YYYY-MM-DD

A new browser context for each visit; the processor four times slower, the network as a slow phone has it. The two sites
take turns. Both are served compressed. Linux only.
"""

from __future__ import annotations

import argparse
import gzip
import io
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from threading import Thread
from urllib.parse import quote

from playwright.sync_api import Browser

BENCH = Path(__file__).resolve().parent
ROOT = BENCH.parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "hooks")]

from bench.measure import ENVIRONMENT, machine  # noqa: E402 - after the path is set
from bench.search_browser import MATERIAL_READY, chromium  # noqa: E402
from browser.serving import HOST, QuietServer, SubPathHandler  # noqa: E402
from sites.page import Page  # noqa: E402

RESULTS = BENCH / "RESULTS-first-view.md"
SLOWER = 4
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
"""Milliseconds, and bytes in a second: what Lighthouse takes for a slow phone."""
SCREEN = {"width": 390, "height": 844}
SETTLING = 2000
"""Milliseconds that a page is watched after it was loaded."""
WORD = "预算"
OURS, MATERIAL = "本程序", "Material"
WATCHING = """(() => {
  const seen = window.firstView = {largest: 0, tasks: [], shift: 0};
  const watch = (type, note) => new PerformanceObserver(list => list.getEntries().forEach(note)).observe(
    {type: type, buffered: true});
  watch('largest-contentful-paint', entry => { seen.largest = entry.startTime; });
  watch('longtask', entry => { seen.tasks.push([entry.startTime, entry.duration]); });
  watch('layout-shift', entry => { seen.shift += entry.hadRecentInput ? 0 : entry.value; });
})()"""
READING = """() => {
  const paint = performance.getEntriesByName('first-contentful-paint')[0];
  const first = paint ? paint.startTime : NaN, seen = window.firstView;
  const blocked = seen.tasks.filter(([start]) => start >= first).map(([, length]) => Math.max(0, length - 50));
  return [first, seen.largest, blocked.reduce((sum, one) => sum + one, 0), seen.shift];
}"""
READY = {OURS: "/找到/.test((document.querySelector('#search-count') || {}).textContent)", MATERIAL: MATERIAL_READY}
"""When the results of the search are there."""
MKDOCS = """site_name: 政府信息公开
site_url: ""
use_directory_urls: false
theme: {name: material, language: zh, font: false}
plugins: [search]
nav: [index.md, catalogue.md, about.md]
validation: {nav: {omitted_files: ignore}}
"""
METHOD = f"""- 两个网站文字相同：Material 的页面由本程序各页的正文转成 Markdown，检索插件开着，不取外部字体。
- 手机屏幕，处理器放慢 {SLOWER} 倍，网络每秒 1.6 Mbit、往返 150 毫秒；每次都是新的浏览器，没有缓存；经 http，gzip 压缩。
- 首次绘制、最大内容绘制、阻塞时间（长任务超过 50 毫秒的部分之和）按浏览器自己的记录。
- 字节（收完的文件，含文件头）和请求数到打开以后 {SETTLING / 1000:g} 秒为止。
- 检索：打开写有检索词的网址，“得到结果”从打开算起。
"""


@dataclass(frozen=True)
class View:
    """One visit: milliseconds, a score, bytes and requests."""

    first: float
    largest: float
    blocked: float
    shift: float
    size: int
    requests: int
    results: float
    """Until the results of a search were there; 0 for other pages."""


COLUMNS = {
    "首次绘制（毫秒）": "first",
    "最大内容（毫秒）": "largest",
    "阻塞（毫秒）": "blocked",
    "得到结果（毫秒）": "results",
    "位移": "shift",
    "字节（KB）": "size",
    "请求": "requests",
}


class Compressed(SubPathHandler):
    """Serves texts compressed, as servers do."""

    def send_head(self) -> object:  # type: ignore[override]
        """Answer with the compressed file where it is a text."""
        path = Path(self.translate_path(self.path.split("?")[0].removeprefix(self.sub_path.rstrip("/"))))
        if path.suffix not in {".html", ".css", ".js", ".json", ".svg"} or not path.is_file():
            return super().send_head()
        content = gzip.compress(path.read_bytes(), 6, mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return io.BytesIO(content)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder, below a path."""
    server = QuietServer((HOST, 0), partial(Compressed, sub_path="/zwgk/", folder=folder))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://{HOST}:{server.server_port}/zwgk/"
    server.shutdown()
    thread.join()
    server.server_close()


def build_ours(site: Path) -> None:
    """Build the demo."""
    command = [sys.executable, "-m", "disclosure", "build", "--site-dir", str(site)]
    subprocess.run(command, check=True, cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.DEVNULL)


def build_material(ours: Path, folder: Path, addresses: list[str]) -> Path:
    """Build a site of Material with the texts of our pages; return its folder."""
    for address in addresses:
        page = Page(address, (ours / address).read_bytes())
        place = (folder / "docs" / address).with_suffix(".md")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(markdown(page), encoding="utf-8", newline="\n")
    (folder / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8", newline="\n")
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(folder / "mkdocs.yml"), "-d"]
    subprocess.run([*command, str(folder / "site")], check=True, env=ENVIRONMENT, capture_output=True)
    return folder / "site"


def markdown(page: Page) -> str:
    """The text of a page, a paragraph a line; signs that Markdown would read are taken out."""
    title, *lines = page.main_text.translate(str.maketrans("", "", "<>[]`#*_|\\")).splitlines() or [""]
    return "\n\n".join([f"# {title.strip() or page.title}", *(line.strip() for line in lines), ""])


def texts_of(site: Path) -> list[str]:
    """Our pages with a text of their own, without their views in other languages."""
    left_out = {"en", "zh-hant", "kiosk", "kiosk.html", "404.html", "search.html"}
    found = sorted(path.relative_to(site) for path in site.rglob("*.html"))
    return [path.as_posix() for path in found if path.parts[0] not in left_out]


def chosen(site: Path) -> dict[str, dict[str, str]]:
    """The addresses of each sort of page on both sites; of entries and lists the longest."""

    def longest(folder: str) -> str:
        return max((site / folder).rglob("*.html"), key=lambda path: path.stat().st_size).relative_to(site).as_posix()

    same = {"首页": "index.html", "列表": longest("column"), "条目": longest("entry")}
    pages = {name: {OURS: address, MATERIAL: address} for name, address in same.items()}
    asked = f"?q={quote(WORD)}"
    return pages | {"检索": {OURS: f"search.html{asked}", MATERIAL: f"index.html{asked}"}}


def visit(browser: Browser, address: str, ready: str = "") -> View:
    """Open a page as a slow phone does, and watch it."""
    context = browser.new_context(viewport=SCREEN, locale="zh-CN")  # type: ignore[arg-type]
    page = context.new_page()
    page.add_init_script(WATCHING)
    session = context.new_cdp_session(page)
    received: list[int] = []
    asked: list[str] = []
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    session.on("Network.requestWillBeSent", lambda event: asked.append(event["request"]["url"]))
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", NETWORK)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address, wait_until="load", timeout=120_000)
    results = 0.0
    if ready:
        page.wait_for_function(ready, timeout=120_000)
        results = page.evaluate("performance.now()")
    page.wait_for_timeout(SETTLING)
    first, largest, blocked, shift = page.evaluate(READING)
    context.close()
    requests = [url for url in asked if not url.startswith(("data:", "blob:"))]
    return View(first, largest, blocked, shift, sum(received), len(requests), results)


def measure(sites: dict[str, Path], pages: dict[str, dict[str, str]], rounds: int) -> dict[tuple[str, str], list[View]]:
    """Every page of both sites in turn, so many times."""
    found: defaultdict[tuple[str, str], list[View]] = defaultdict(list)
    with chromium() as browser, served(sites[OURS]) as ours, served(sites[MATERIAL]) as material:
        tops = {OURS: ours, MATERIAL: material}
        for number in range(rounds):
            for name, addresses in pages.items():
                for whose in (OURS, MATERIAL) if number % 2 == 0 else (MATERIAL, OURS):
                    ready = READY[whose] if "?q=" in addresses[whose] else ""
                    found[name, whose].append(visit(browser, tops[whose] + addresses[whose], ready))
    return dict(found)


def report(found: dict[tuple[str, str], list[View]], day: str, rounds: int) -> str:
    """The results as Markdown: medians, and ours over Material's."""
    lines = [
        "# 打开页面的测量结果\n",
        f"{day} 测量；{machine()}；{rounds} 轮交替进行，取中位数。\n\n{METHOD}",
        "| 页面 | 网站 | " + " | ".join(COLUMNS) + " |",
        "|---|---|" + "---:|" * len(COLUMNS),
    ]
    for name in dict.fromkeys(name for name, _ in found):
        middle = {
            whose: [median(getattr(view, field) for view in found[name, whose]) for field in COLUMNS.values()]
            for whose in (OURS, MATERIAL)
        }
        lines += [f"| {name} | {whose} | {' | '.join(map(_shown, COLUMNS, middle[whose]))} |" for whose in middle]
        ratios = [f"{a / b:.2f}" if b else "" for a, b in zip(middle[OURS], middle[MATERIAL], strict=True)]
        lines.append(f"| {name} | 之比 | {' | '.join(ratios)} |")
    return "\n".join([*lines, ""])


def _shown(column: str, value: float) -> str:
    if column == "位移":
        return f"{value:.3f}"
    if column.startswith("得到结果") and not value:
        return ""
    return f"{value / 1000:.1f}" if column.startswith("字节") else f"{value:.0f}"


def main() -> None:
    """Read the arguments, build, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--date", required=True, help="the day of the measurement, for the results")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--site", type=Path, help="the demo, already built")
    parser.add_argument(
        "--texts", type=int, default=10_000, help="most pages that Material gets besides those measured"
    )
    parser.add_argument("--only", help="one sort of page")
    parser.add_argument("--work", type=Path, default=ROOT / ".cache" / "bench-first-view")
    parser.add_argument("--results", type=Path, default=RESULTS)
    options = parser.parse_args()
    work = options.work.resolve()
    shutil.rmtree(work, ignore_errors=True)
    ours = options.site or work / "ours"
    if not options.site:
        build_ours(ours)
    pages = chosen(ours)
    needed = {
        "index.html",
        "catalogue.html",
        "about.html",
        *(both[MATERIAL].partition("?")[0] for both in pages.values()),
    }
    addresses = sorted(needed | set(texts_of(ours)[: options.texts]))
    sites = {OURS: ours, MATERIAL: build_material(ours, work / "material", addresses)}
    if options.only:
        pages = {options.only: pages[options.only]}
    text = report(measure(sites, pages, options.rounds), options.date, options.rounds)
    options.results.write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write(text)
    shutil.rmtree(work)


if __name__ == "__main__":
    main()
