"""Measures what it costs to narrow the longest lists of a large site in a browser; writes RESULTS-lists.md.

python tests/bench/lists.py --date YYYY-MM-DD

A new browser context for each visit. Each step begins with what the reader does (typing ends with the enter key, so
that the page does not wait for more) and ends when the browser has laid out what was found.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

BENCH = Path(__file__).resolve().parent
ROOT = BENCH.parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "hooks")]

from bench.first_view import NETWORK, SCREEN, SLOWER, served  # noqa: E402 - after the path is set
from bench.generate import TODAY, write_site  # noqa: E402
from bench.measure import ENVIRONMENT, machine  # noqa: E402
from bench.search_browser import chromium  # noqa: E402

RESULTS = BENCH / "RESULTS-lists.md"
LISTS = {"种类": "kind/policy.html", "法定主动公开内容": "column/statutory.html"}
VIEWS = {"简体": "", "繁体": "zh-hant/"}
WORD = {"简体": "预算", "繁体": "預算"}
MOST_MILLISECONDS, MOST_KILOBYTES = 300, 500
"""What a step may take once the register is there, and what may be fetched for the first one."""
STEP = """([act, value]) => new Promise(resolve => {
  const count = document.getElementById('list-count'), before = count.textContent;
  const select = document.querySelector('#list-form select'), text = document.getElementById('list-text');
  const acts = {
    choose: () => {
      select.selectedIndex = select.options.length - 1;
      select.dispatchEvent(new Event('change', {bubbles: true}));
    },
    type: () => { text.value = value; document.getElementById('list-form').requestSubmit(); },
    order: () => {
      const order = document.getElementById('list-order');
      order.value = value;
      order.dispatchEvent(new Event('change', {bubbles: true}));
    },
    clear: () => { document.getElementById('list-clear').click(); },
  };
  const place = document.getElementById('list-found');
  const start = performance.now();
  const seen = new MutationObserver(() => {
    if (place.hidden && act !== 'clear') { return; }
    seen.disconnect();
    document.body.getBoundingClientRect();
    resolve(performance.now() - start);
  });
  seen.observe(place, {childList: true, attributes: true});
  acts[act]();
})"""
"""A step: what the reader does, and the milliseconds until it is shown."""
STEPS = ("first", "type", "title", "clear")
SAID = {
    "first": "第一次选条件（含取名录）",
    "type": "输入两个字",
    "title": "全部按标题排列",
    "clear": "清除条件",
}
METHOD = f"""- 站点由 tests/bench/generate.py 写成；列表是其中最长的两个，各有全部条目。
- 手机屏幕；每次都是新的浏览器，没有缓存。
- “慢手机”：处理器放慢 {SLOWER} 倍，网络每秒 1.6 Mbit、往返 150 毫秒；“办公电脑”：不放慢，本机网络。经 http，gzip 压缩。
- 用时从读者动手到新列表排好版；“第一次”含从服务器取名录（lists/*.js），以后不再取。
- 限度：名录已在时每步 {MOST_MILLISECONDS} 毫秒，第一次所取 {MOST_KILOBYTES} KB。
"""


@dataclass(frozen=True)
class Use:
    """One visit: bytes of the page, bytes and requests for the first step, milliseconds of the steps."""

    page: int
    register: int
    requests: int
    steps: dict[str, float]


def visit(browser: Browser, address: str, word: str, *, slowly: bool) -> Use:
    """Open a list and narrow it."""
    context = browser.new_context(viewport=SCREEN, locale="zh-CN")  # type: ignore[arg-type]
    page = context.new_page()
    session = context.new_cdp_session(page)
    received: list[int] = []
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    session.send("Network.enable")
    if slowly:
        session.send("Network.emulateNetworkConditions", NETWORK)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address, wait_until="networkidle", timeout=120_000)
    before = list(received)
    steps = {"first": page.evaluate(STEP, ["choose", ""])}
    page.wait_for_timeout(500)
    brought = received[len(before) :]
    page.evaluate(STEP, ["clear", ""])
    steps["type"] = page.evaluate(STEP, ["type", word])
    steps["clear"] = page.evaluate(STEP, ["clear", ""])
    steps["title"] = page.evaluate(STEP, ["order", "title"])
    context.close()
    return Use(sum(before), sum(brought), len(brought), steps)


def report(found: dict[tuple[str, str, str], list[Use]], about: str) -> str:
    """The results as Markdown: medians."""
    lines = [
        "# 长列表里筛选的测量结果\n",
        f"{about}\n\n{METHOD}",
        f"| 列表 | 文字 | 机器 | 页面（KB） | 名录（KB） | 请求 | {' | '.join(f'{SAID[s]}（毫秒）' for s in STEPS)} |",
        "|---|---|---|" + "---:|" * (3 + len(STEPS)),
    ]
    for names, uses in found.items():
        sizes = [f"{median(getattr(use, field) for use in uses) / 1000:.1f}" for field in ("page", "register")]
        times = [f"{median(use.steps[step] for use in uses):.0f}" for step in STEPS]
        lines.append(f"| {' | '.join([*names, *sizes, str(uses[0].requests), *times])} |")
    return "\n".join([*lines, ""])


def main() -> None:
    """Read the arguments, build, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--date", required=True, help="the day of the measurement, for the results")
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--remark", default="", help="what else is to be said of the measurement")
    parser.add_argument("--site", type=Path, help="the large site, already built")
    parser.add_argument("--work", type=Path, default=ROOT / ".cache" / "bench-lists")
    parser.add_argument("--results", type=Path, default=RESULTS)
    options = parser.parse_args()
    site = options.site or options.work.resolve() / "site"
    if not options.site:
        shutil.rmtree(options.work, ignore_errors=True)
        root = options.work.resolve() / "root"
        write_site(options.entries, "S", root)
        command = [sys.executable, "-m", "disclosure", "build", "--today", TODAY.isoformat(), "--site-dir", str(site)]
        subprocess.run(command, check=True, cwd=root, env=ENVIRONMENT, stdout=subprocess.DEVNULL)
    found: defaultdict[tuple[str, str, str], list[Use]] = defaultdict(list)
    with chromium() as browser, served(site) as top:
        for _ in range(options.rounds):
            for name, address in LISTS.items():
                for view, folder in VIEWS.items():
                    for kind, slowly in (("办公电脑", False), ("慢手机", True)):
                        use = visit(browser, f"{top}{folder}{address}", WORD[view], slowly=slowly)
                        found[name, view, kind].append(use)
    about = (
        f"{options.date} 测量；{machine()}；{options.entries} 个条目，{options.rounds} 轮，取中位数。{options.remark}"
    )
    text = report(dict(found), about)
    options.results.write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write(text)
    if not options.site:
        shutil.rmtree(options.work)


if __name__ == "__main__":
    main()
