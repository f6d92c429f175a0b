"""The page that verifies and the command that verifies come to the same verdict on the same copies."""

from __future__ import annotations

from pathlib import Path

import pytest

from browser.watch import WatchedPages
from disclosure.offline.keys import read_fingerprint
from disclosure.offline.trust import Trust
from disclosure.offline.verify import verify
from unit import copy_samples
from unit.damages import DAMAGES, OF_FILE_SYSTEMS
from unit.small_copy import KEY, SITE, TODAY, Made, write_copy

pytestmark = pytest.mark.browser

DONE = """() => !["waiting", "working"].includes(document.getElementById("result").dataset.state)"""
TRUST = Trust((read_fingerprint(KEY.public.short_fingerprint),))


def test_page_and_command_agree(tmp_path: Path, page_watch: WatchedPages, monkeypatch: pytest.MonkeyPatch) -> None:
    """每一种损坏，核验页和命令行都拒绝；完整的都通过，旧版、新版一样。"""
    monkeypatch.setattr("os.sync", lambda: None)
    copy_samples.project(tmp_path)
    kept = copy_samples.packed(tmp_path, tmp_path / "kept", key=KEY).out
    page = page_watch().page
    page.clock.set_fixed_time(TODAY.isoformat())
    page.goto((kept / "核验.html").as_uri())

    def state(folder: Path) -> str:
        page.set_input_files("#folder", folder)
        page.wait_for_function(DONE)
        return page.locator("#result").get_attribute("data-state") or ""

    copies = {"kept": kept, "small": write_copy(tmp_path / "small", Made(SITE))}
    for number, name in enumerate(DAMAGES):
        if name not in OF_FILE_SYSTEMS:
            copies[name] = write_copy(tmp_path / str(number), Made(SITE))
            DAMAGES[name](copies[name])
    accepted = {name: verify(folder, TRUST, TODAY).passed for name, folder in copies.items()}
    assert {name: state(folder) == "first" for name, folder in copies.items()} == accepted
    assert [name for name, passed in accepted.items() if passed] == ["kept", "small"]
