"""填报页：像工作人员那样填一条、看提示、改好、拿走文件；打开已有的文件来改；草稿；全程只用键盘也行。"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Dialog, Page, Route, expect

from browser.audit import auditing, marked
from browser.firefox import Tab
from browser.form_desk import HOST, POLICY, Desk, staff_site
from browser.looks import LOOKS
from browser.serving import Serve
from browser.watch import WatchedPages
from disclosure.editing import entry_text
from disclosure.kinds import KINDS
from disclosure.publication import check
from disclosure.source import read
from sites.once import demo_site, small_project
from sites.project import ROOT, TODAY, Project

pytestmark = pytest.mark.browser
TITLE = "测例县人民政府关于加强校园周边食品安全的通知"
Visit = Callable[..., tuple[Desk, str]]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small site with its form. Only to be looked at."""
    return staff_site(tmp_path_factory)


@pytest.fixture
def visit(project: Project, serve: Serve, page_watch: WatchedPages) -> Visit:
    """Open the form, from a server or from a folder."""

    def come(how: str = "file", **options: object) -> tuple[Desk, str]:
        address = serve(project.site) if how == "http" else project.site.as_uri() + "/"
        desk = Desk(page_watch(**options))
        desk.come(address)
        return desk, address

    return come


@pytest.mark.parametrize("how", ["http", "file"])
def test_a_new_entry(visit: Visit, project: Project, how: str, tmp_path: Path) -> None:
    """填错一处，离开这一格就有提示，和 check 说的一样；改好以后下载，放进文件夹，检查通过。"""
    desk, address = visit(how, viewport={"width": 390, "height": 844})
    page = desk.page
    desk.choose("测例县人民政府", "政策文件")
    expect(page.get_by_role("heading", name="填写政策文件")).to_be_visible()
    assert desk.field("索引号").input_value() == "980000010/2026-00011"
    desk.field("成文日期").fill("2026年11月1日")
    assert not desk.said("成文日期")
    desk.field("成文日期").press("Tab")
    expect(desk.field("成文日期")).to_have_attribute("aria-invalid", "true")
    assert desk.said("成文日期") == "“2026年11月1日”不是规定的日期写法，请写成 2026-11-01"
    desk.fill("发文字号", "测政发(2026)090号")
    page.get_by_role("button", name="检查", exact=True).click()
    summary = page.locator("#form-summary")
    expect(summary).to_be_focused()
    assert page.locator("#form-errors li").all_inner_texts() == [
        "标题：没有填写，请补上，例如“标题: 示例县人民政府办公室关于印发……的通知”",
        "成文日期：“2026年11月1日”不是规定的日期写法，请写成 2026-11-01",
        "发文机关：没有填写，请补上，例如“发文机关: 示例县人民政府办公室”",
        "有效性：没有填写，请补上，例如“有效性: 有效”",
        "正文：没有填写，请补上，例如“正文: 各乡镇人民政府，县政府各部门：”",
        "发文字号：“测政发(2026)090号”不是规定的发文字号写法，请写成 测政发〔2026〕90号",
    ]
    assert desk.state == "还有 6 处要改，这样提交检查不会通过。"
    summary.get_by_role("link", name=re.compile("^成文日期")).click()
    expect(desk.field("成文日期")).to_be_focused()
    desk.fill_policy()
    expect(page.locator("#form-state")).to_have_text("这里能查的都对。")
    assert page.locator("#form-path").inner_text() == "catalogue/xzf/policy/2026-00090.yml"
    assert desk.text == POLICY
    with page.expect_download() as coming:
        page.get_by_role("button", name="下载文件").click()
    assert coming.value.suggested_filename == "2026-00090.yml"
    written = Path(coming.value.path()).read_bytes()
    assert written == POLICY.encode()
    copy = project.copy(tmp_path / "site")
    copy.write("xzf/policy/2026-00090.yml", written.decode())
    assert check(copy.root, TODAY).passed
    desk.watch.assert_clean(address)


def test_next_number(visit: Visit) -> None:
    """索引号先填好下一个没有用过的；改了发布日期的年份，旁边给出那一年的号，按一下就用上。"""
    desk, _ = visit()
    desk.choose("测例县人民政府", "通用信息")
    assert (desk.field("索引号").input_value(), desk.field("发布日期").input_value()) == (
        "980000010/2026-00011",
        "2026-11-15",
    )
    desk.fill("发布日期", "2025-03-01")
    desk.page.get_by_role("button", name="用这个号").click()
    expect(desk.field("索引号")).to_have_value("980000010/2025-00005")
    expect(desk.field("索引号")).to_be_focused()


def test_rows_by_keyboard(visit: Visit) -> None:
    """列表添一项、上移、删去都能用键盘，焦点不丢，每一步都说出来。"""
    desk, _ = visit()
    page = desk.page
    desk.choose("测例县人民政府", "政策文件")
    said = page.locator("#form-said")

    def press(name: str) -> None:
        button = page.get_by_role("button", name=name, exact=True)
        button.focus()
        page.keyboard.press("Enter")

    press("添加一项：附件")
    expect(said).to_have_text("已添加第 1 项")
    page.keyboard.type("files/a.pdf")
    page.keyboard.press("Tab")
    page.keyboard.type("甲")
    press("添加一项：附件")
    page.keyboard.type("files/b.pdf")
    page.keyboard.press("Tab")
    page.keyboard.type("乙")
    press("上移第 2 项：附件")
    expect(said).to_have_text("已移到第 1 项")
    expect(page.get_by_role("button", name="下移第 1 项：附件")).to_be_focused()
    page.get_by_role("button", name="检查", exact=True).click()
    assert "附件:\n  - 文件: files/b.pdf\n    名称: 乙\n  - 文件: files/a.pdf\n    名称: 甲\n" in desk.text
    press("删去第 1 项：附件")
    expect(said).to_have_text("已删去第 1 项")
    expect(page.get_by_role("button", name="删去第 1 项：附件")).to_be_focused()
    press("删去第 1 项：附件")
    expect(page.get_by_role("button", name="添加一项：附件")).to_be_focused()
    expect(page.locator("#form-yaml")).not_to_contain_text("附件")


def test_an_existing_file(visit: Visit, tmp_path: Path) -> None:
    """选文件、粘贴、拖进来都能打开；只改一处，写出来的只差这一行；注释丢了会说。"""
    desk, address = visit()
    page = desk.page
    path = tmp_path / "2026-00090.yml"
    path.write_text(POLICY, encoding="utf-8")
    page.locator("#form-open summary").click()
    page.locator("#form-file").set_input_files(path)
    opened = page.locator("#form-opened")
    expect(opened).to_have_text(
        "已打开 2026-00090.yml。按索引号，放在测例县人民政府的文件夹；实际不在那里的，请改选公开机构。"
    )
    expect(desk.field("标题")).to_have_value(TITLE)
    assert desk.text == POLICY
    desk.fill("有效性", "失效")
    expect(page.locator("#form-yaml")).to_have_text(POLICY.replace("有效性: 有效", "有效性: 失效"))
    desk.paste("# 一行说明\n" + POLICY)
    expect(opened).to_contain_text("文件里有 1 行注释，从这里写出的文件里没有")
    page.locator("#form-open").evaluate(
        """(area, text) => {
            const carried = new DataTransfer();
            carried.items.add(new File([text], "甲.yml"));
            area.dispatchEvent(new DragEvent("drop", {dataTransfer: carried, bubbles: true, cancelable: true}));
        }""",
        POLICY.replace("90号", "91号"),
    )
    expect(opened).to_contain_text("已打开 甲.yml。")
    expect(desk.field("发文字号")).to_have_value("测政发〔2026〕91号")
    assert page.locator("#form-path").inner_text() == "catalogue/xzf/policy/甲.yml"
    desk.watch.assert_clean(address)


UNREADABLE = {
    "标题：甲\n文号: 乙\n".encode(): "第 1 行：“标题”后面是中文冒号，应使用英文冒号加空格，请写成“标题: ”",
    "标题: 甲\n标题: 乙\n".encode(): "第 2 行：标题：写了两次（第 1 行和第 2 行），请只留一个",
    "标题: 公告\n正文: 值班\n".encode(
        "gbk"
    ): "第 1 行：文件不是 UTF-8（疑似 GBK），请用“另存为”，编码选“UTF-8”，再保存一次",
}


def test_files_that_cannot_be_read(visit: Visit, tmp_path: Path) -> None:
    """读不懂的文件不打开，说清楚第几行怎样改；已经填的都在。"""
    desk, _ = visit()
    page = desk.page
    desk.choose("测例县人民政府", "政策文件")
    desk.fill("标题", "甲")
    page.locator("#form-open summary").click()
    for content, sentence in UNREADABLE.items():
        path = tmp_path / "a.yml"
        path.write_bytes(content)
        page.locator("#form-file").set_input_files([])
        page.locator("#form-file").set_input_files(path)
        expect(page.locator("#form-opened p").nth(1)).to_have_text(sentence)
    assert desk.field("标题").input_value() == "甲"


def test_every_kind_of_the_demo(tmp_path_factory: pytest.TempPathFactory, page_watch: WatchedPages) -> None:
    """演示里每个种类的条目和全部例子，打开再写出，一个字节不差；合格的条目一处提示也没有。"""
    desk = Desk(page_watch())
    desk.come(demo_site(tmp_path_factory).site.as_uri() + "/")
    paths = [path for path in sorted((ROOT / "catalogue").glob("[a-z]*/*/*.yml")) if path.parent.name in KINDS]
    by_kind = {path.parent.name: path for path in paths}
    largest = sorted(paths, key=lambda path: path.stat().st_size)[-3:]
    examples = sorted((ROOT / "catalogue/.examples").glob("*/*.yml"))
    seen = 0
    for path in [*by_kind.values(), *largest, *examples]:
        data = read(path.read_bytes(), path.name).data
        assert data is not None
        text, problems = desk.page.evaluate(
            """([text, kind, organ]) => {
                document.getElementById("form-kind").value = kind;
                document.getElementById("form-organ").selectedIndex = 1;
                disclosureForm.open(text, "a.yml");
                if (organ !== ".examples") {
                    document.getElementById("form-organ").value = organ;
                    document.getElementById("form-organ").dispatchEvent(new Event("change"));
                }
                return [disclosureForm.text(), disclosureForm.state.problems.map((one) => one.text)];
            }""",
            [path.read_text("utf-8"), path.parent.name, path.parent.parent.name],
        )
        assert text == entry_text(KINDS[path.parent.name], data), path
        assert path.name == "bad.yml" or problems == [], path
        seen += 1
    assert seen > 80
    assert set(by_kind) == set(KINDS)
    assert desk.watch.page_errors == []


def test_draft(visit: Visit) -> None:
    """没写完就关了，下次来还在：继续填写，或者清除；离开以前问一声。"""
    desk, address = visit()
    page = desk.page
    desk.choose("测例县人民政府", "政策文件")
    desk.fill("标题", TITLE)
    expect(page.locator("#form-kept")).to_have_text("草稿已存在这个浏览器里。")
    asked: list[str] = []

    def accept(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", accept)
    before = desk.text
    desk.come(address)
    assert asked == ["beforeunload"]
    expect(page.locator("#form-draft")).to_contain_text(f"政策文件：{TITLE}")
    page.get_by_role("button", name="继续填写").click()
    expect(desk.field("标题")).to_have_value(TITLE)
    assert desk.text == before
    page.get_by_role("button", name="清空重来").click()
    page.locator("#form-work").wait_for(state="hidden")
    assert asked == ["beforeunload", "confirm"]
    expect(page.locator("#form-draft")).to_be_hidden()
    assert page.evaluate("Object.keys(localStorage)") == []


def test_no_storage(project: Project, page_watch: WatchedPages) -> None:
    """浏览器不让存草稿，说明白，别的照常。"""
    desk = Desk(page_watch())
    desk.page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }});")
    desk.come(project.site.as_uri() + "/")
    expect(desk.page.locator("#form-kept")).to_have_text("这个浏览器不让网页存东西，草稿不会保留，离开以前请先下载。")
    desk.choose("测例县人民政府", "政策文件")
    desk.fill("标题", "甲")
    expect(desk.page.locator("#form-yaml")).to_contain_text("标题: 甲")


@pytest.mark.parametrize("has_clipboard", [True, False])
def test_copying(visit: Visit, has_clipboard: bool) -> None:  # noqa: FBT001
    """复制的就是文件的内容；浏览器没有剪贴板接口也能复制。"""
    desk, _ = visit("http")
    page = desk.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk.paste(POLICY)
    if not has_clipboard:
        page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: {readText: 0}, configurable: true})")
    page.get_by_role("button", name="复制内容").click()
    expect(page.locator("#form-done")).to_have_text("已复制，可以粘贴到新建的文件里。")
    other = page.context.new_page()
    other.goto(page.url)
    assert other.evaluate("navigator.clipboard.readText()") == POLICY


def test_hosting_service(visit: Visit) -> None:
    """到代码托管平台新建文件：GitHub 把内容带过去，太长的先复制；GitLab、Gitee 带上文件夹和文件名。"""
    desk, _ = visit()
    page = desk.page

    def answer(route: Route) -> None:
        route.fulfill(body="<meta charset=utf-8><title>新建</title>", content_type="text/html")

    page.context.route(re.compile("^https://git"), answer)
    desk.paste(POLICY)
    link = page.get_by_role("link", name=re.compile("^到 GitHub 新建文件"))
    parts = urlsplit(link.get_attribute("href") or "")
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == f"{HOST}/new/main/catalogue/xzf/policy"
    assert parse_qs(parts.query) == {"filename": ["2026-00090.yml"], "value": [POLICY]}
    with page.context.expect_page() as coming:
        link.click()
    assert coming.value.title() == "新建"
    assert coming.value.evaluate("opener") is None
    desk.fill("正文", "很长的正文。" * 300)
    expect(page.locator("#form-host-how")).to_contain_text("点开时先替您复制")
    assert "value=" not in (link.get_attribute("href") or "")
    for service, address in (
        ("GitLab", f"{HOST}/-/new/main/?file_name=catalogue/xzf/policy/2026-00090.yml"),
        ("Gitee", f"{HOST}/new/main/catalogue/xzf/policy"),
    ):
        page.evaluate("name => { disclosureForm.data.host.service = name; disclosureForm.update(); }", service)
        assert unquote(link.get_attribute("href") or "") == address


def test_names_that_stand_twice(visit: Visit) -> None:
    """按名称填的两行用了同一个名称：说出来，两行都不丢。"""
    desk, _ = visit()
    page = desk.page
    desk.choose("测例县人民政府", "政策文件")
    name = page.evaluate(
        """() => {
            const form = disclosureForm;
            for (const kind of form.data.kinds) {
                const field = form.data.groups[kind.group].fields.find((one) => one.value.map);
                if (field) { return [kind.label, field.name]; }
            }
        }"""
    )
    desk.choose("测例县人民政府", name[0])
    add = page.get_by_role("button", name=f"添加一项：{name[1]}", exact=True)
    for number in range(2):
        add.click()
        page.keyboard.type("同名的表")
        page.keyboard.press("Tab")
        assert number < 2
    page.get_by_role("button", name="检查", exact=True).click()
    expect(page.locator("#form-errors")).to_contain_text("同名的表：有两行是这个名称，请只留一行")
    assert desk.text.count("同名的表") == 2


@pytest.fixture
def filled() -> Callable[[Page], None]:
    """Fill the form in an open page so that all sorts of widgets and sentences are to be seen."""

    def fill(page: Page) -> None:
        page.locator("#form-organ").select_option(index=1)
        page.locator("#form-kind").select_option(value="final-account")
        page.locator("#form-kind").select_option(value="policy")
        for button in page.get_by_role("button", name=re.compile("^添加一项：|^填写(?!.*整组)")).all():
            if button.is_visible():
                button.click()
        page.locator("#form-check").click()
        page.locator("#form-view summary").click()

    return fill


@pytest.mark.parametrize("look", LOOKS)
def test_accessible_when_filled(browser: Browser, project: Project, look: str, filled: Callable[[Page], None]) -> None:
    """填着东西、带着提示的表单：各种外观、各种宽度，axe 没有发现，没有横向滚动，字不挤成一列。"""
    with auditing(browser) as audit:
        audit.open(project.site / "填报.html", scripts=True)
        filled(audit.page)
        faults = []
        for width in (1280, 390, 320):
            audit.show(look, width)
            faults += marked([look, width], audit.axe() + audit.inspect("overflowing", "squeezed"))
            assert audit.page.evaluate("document.documentElement.scrollWidth") <= width
        assert faults == []
        assert audit.errors == []


def test_in_firefox(project: Project, firefox: Tab) -> None:
    """火狐里从文件夹打开也一样：读得出、查得对、写得回去，没有报错。"""
    firefox.open((project.site / "填报.html").as_uri())
    for text, sentences in (
        (POLICY, []),
        (
            POLICY.replace("2026-11-10", "2026年11月10日"),
            ["成文日期：“2026年11月10日”不是规定的日期写法，请写成 2026-11-10"],
        ),
    ):
        firefox.evaluate(f"disclosureForm.open({json.dumps(text)}, '')")
        assert firefox.evaluate("disclosureForm.text()") == text
        said = firefox.evaluate("JSON.stringify(disclosureForm.state.problems.map((one) => one.text))")
        assert json.loads(said) == sentences
    assert firefox.errors == []


def test_only_for_staff(tmp_path_factory: pytest.TempPathFactory) -> None:
    """不公开填报资料的网站上没有这一页，也没有它的脚本。"""
    site = small_project(tmp_path_factory).site
    assert not (site / "填报.html").exists()
    assert not (site / "assets/form").exists()
