"""A clerk at the form page: finds fields by their names, fills them in, reads what is said beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page

from browser.watch import Watch
from sites.once import once, small_project
from sites.project import TODAY, Project

HOST = "https://git.example.gov.cn/xxgk/site"
_STAFF = f"\n填报资料: 公开\n填报托管:\n  平台: GitHub\n  仓库: {HOST}\n"
POLICY = """# yaml-language-server: $schema=../../.schema/policy.json
标题: 测例县人民政府关于加强校园周边食品安全的通知
索引号: 980000010/2026-00090
发布日期: 2026-11-12
成文日期: 2026-11-10
发文机关: 测例县人民政府
发文字号: 测政发〔2026〕90号
有效性: 有效
正文: |
  各乡镇人民政府：

  请加强校园周边食品安全检查，每月报告一次。
"""
"""What the clerk wants to publish, as the program writes it."""


def staff_site(factory: pytest.TempPathFactory) -> Project:
    """The small site with the pages for staff, and with a place for new files."""
    return Project(once(factory, "staff", lambda folder: _make(factory, folder)))


def _make(factory: pytest.TempPathFactory, folder: Path) -> None:
    project = small_project(factory).copy(folder)
    settings = folder / "catalogue/vocabulary/site.yml"
    settings.write_text(settings.read_text("utf-8") + _STAFF, encoding="utf-8")
    project.build()


@dataclass
class Desk:
    """The form in a page."""

    watch: Watch

    @property
    def page(self) -> Page:
        """The page itself."""
        return self.watch.page

    def come(self, address: str) -> None:
        """Open the form on the day of the tests."""
        self.page.clock.set_fixed_time(datetime(TODAY.year, TODAY.month, TODAY.day, 9, 30))  # noqa: DTZ001 - local
        self.page.goto(address + "填报.html")
        self.page.locator("#form-page:not([hidden])").wait_for()

    def choose(self, organ: str, kind: str) -> None:
        """Choose organ and kind by what stands in the lists."""
        self.page.get_by_label("公开机构").first.select_option(label=organ)
        self.page.get_by_label("种类").first.select_option(label=kind)

    def field(self, name: str, number: int = 0) -> Locator:
        """What one types into, by the name of the field."""
        return self.page.locator("#form-fields").get_by_label(re.compile(rf"^{re.escape(name)}(?:必填)?$")).nth(number)

    def fill(self, name: str, text: str, number: int = 0) -> None:
        """Type a value and leave the field."""
        field = self.field(name, number)
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(label=text)
        else:
            field.fill(text)
            field.press("Tab")

    def fill_policy(self) -> None:
        """Fill in what makes POLICY."""
        for name, text in (
            ("标题", "测例县人民政府关于加强校园周边食品安全的通知"),
            ("索引号", "980000010/2026-00090"),
            ("发布日期", "2026-11-12"),
            ("成文日期", "2026-11-10"),
            ("发文机关", "测例县人民政府"),
            ("发文字号", "测政发〔2026〕90号"),
            ("有效性", "有效"),
            ("正文", "各乡镇人民政府：\n\n请加强校园周边食品安全检查，每月报告一次。"),
        ):
            self.fill(name, text)

    def said(self, name: str) -> str:
        """The sentences beside a field."""
        fault = self.field(name).get_attribute("aria-describedby") or ""
        return self.page.locator(f"#{fault.split()[-1]}").inner_text()

    @property
    def text(self) -> str:
        """The file as the page shows it."""
        return self.page.locator("#form-yaml").text_content() or ""

    @property
    def state(self) -> str:
        """What the page says of the whole."""
        return self.page.locator("#form-state").inner_text()

    def paste(self, text: str) -> None:
        """Open a file by pasting its text."""
        opened = self.page.locator("#form-open")
        if opened.get_attribute("open") is None:
            opened.locator("summary").click()
        self.page.locator("#form-paste").fill(text)
        self.page.get_by_role("button", name="打开粘贴的内容").click()
