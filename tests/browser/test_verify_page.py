"""核验.html from a folder in a real Chromium: sound copies, damaged ones, and what it remembers."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from browser.verify_desk import HOLD, MEMORY, Desk, write_page
from browser.watch import WatchedPages
from disclosure.offline import bag
from disclosure.offline.keys import PrivateKey
from disclosure.offline.release import MANIFEST, TAG_MANIFEST
from unit.small_copy import CONTACT, KEY, NEXT, OTHER, SITE, Made, put, sign_again, write_copy

pytestmark = pytest.mark.browser

PAGE = "data/entry/990000010/2024-00001.html"
OTHER_PAGE = "data/entry/990000010/2024-00002.html"
FIRST = "首次核验：副本完整，没有被改动；请把下面的指纹与查阅点公告上的核对。"
PASSED = "通过：示例县人民政府第 {} 版副本完整，没有被改动，截至2026年11月15日，共 388 条。"
ASK = f"请不要使用这份副本，并向{CONTACT}索取新的副本。"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def made(version: int = 7, key: PrivateKey = KEY, next_key: PrivateKey | None = None, **fields: object) -> Made:
    """Return what a copy of a version is made of; it follows on the one before."""
    return Made(SITE, key=key, next_key=next_key, version=version, **{"previous": version - 1, **fields})  # type: ignore[arg-type]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a sound copy."""
    return write_copy(tmp_path / "副本 #7")


@pytest.fixture
def desk(copy: Path, tmp_path: Path, page_watch: WatchedPages) -> Iterator[Desk]:
    """Open the page that was kept with the copy; it must never complain or ask for anything."""
    desk = Desk(page_watch(), write_page(tmp_path / "查阅点", copy))
    yield desk
    desk.watched.assert_clean(f"{tmp_path.as_uri()}/")


def test_a_sound_copy_is_compared_once_and_passes_then(desk: Desk, copy: Path, tmp_path: Path) -> None:
    """好的副本：第一次核对指纹，以后直接通过；全程键盘可用，不发任何请求。"""
    assert desk.sentence == "请选择副本所在的文件夹。"
    assert desk.give(copy) == FIRST
    assert desk.state == "first"
    assert desk.page.inner_text("#fingerprint") == KEY.public.short_fingerprint
    assert desk.page.evaluate("document.activeElement.id") == "folder"
    desk.page.keyboard.press("Tab")
    assert desk.page.evaluate("document.activeElement.id") == "same"
    desk.page.keyboard.press("Enter")
    assert desk.sentence == PASSED.format(7)
    assert desk.page.title() == "通过 - 离线副本核验"
    assert desk.told == []
    assert desk.facts == {
        "文件夹": "副本 #7",
        "站点": "示例县人民政府（0000000000）",
        "版本": "第 7 版，接第 6 版",
        "截至": "2026年11月15日",
        "有效期至": "2027年2月15日",
        "内容": f"388 条，附件 19 个，文件 5 个，{sum(map(len, SITE.values()))} B",
        "签名密钥“2026”的指纹": KEY.public.fingerprint,
        "本机上次核验": "没有记录",
    }
    assert desk.give(copy) == PASSED.format(7)
    desk.open(tmp_path / "查阅点/核验.html")
    assert desk.give(copy) == PASSED.format(7)
    assert desk.facts["本机上次核验"] == "第 7 版"
    assert not desk.page.is_visible("#unkept")


def test_a_wrong_fingerprint_is_refused(desk: Desk, copy: Path) -> None:
    """指纹与公告不一致，就不通过，也不记住。"""
    desk.give(copy)
    refused = "未通过：指纹与公告不一致，不能证明这份副本的来历。请不要使用，并按公告上的电话查问。"
    assert desk.press("不一致，或者没有公告") == refused
    assert desk.state == "refused"
    assert desk.give(copy) == FIRST


def swap(folder: Path) -> None:
    """Let two files change places."""
    one, other = (folder / PAGE).read_bytes(), (folder / OTHER_PAGE).read_bytes()
    put(folder, PAGE, other)
    put(folder, OTHER_PAGE, one)


def replace_in(name: str, old: bytes, new: bytes) -> Callable[[Path], None]:
    """Change some bytes of a file."""

    def change(folder: Path) -> None:
        content = (folder / name).read_bytes()
        assert old in content
        put(folder, name, content.replace(old, new))

    return change


def forge(folder: Path) -> None:
    """Change a file and sign everything with a key of one's own."""
    put(folder, PAGE, b"<p>9</p>")
    digests = bag.parse_manifest((folder / MANIFEST).read_bytes())
    put(folder, MANIFEST, bag.manifest_text({**digests, PAGE: bag.digest(b"<p>9</p>")}))
    sign_again(folder, OTHER, keys=(OTHER.public,))


def litter(folder: Path) -> None:
    """Put foreign files beside the site and into it, more than are listed."""
    for name in ("Thumbs.db", "data/.DS_Store", "autorun.inf", *(f"data/x/{number}.exe" for number in range(60))):
        put(folder, name, b"x")


def signed_manifest(change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    """Sign a list that is not in its one form."""

    def alter(folder: Path) -> None:
        put(folder, MANIFEST, change((folder / MANIFEST).read_bytes()))
        sign_again(folder, KEY)

    return alter


def other_site(folder: Path) -> None:
    """Let the copy be one of another site, as whole as this one."""
    shutil.rmtree(folder)
    write_copy(folder, made(code="1111111111", name="邻县人民政府"))


DAMAGED = f"损坏或者被改动。{ASK}"
SIGNATURE = f"签名不对，发布记录被改动过。{ASK}"
DELETE = "请不要打开多余的文件，删除后再核验。"
RECORD = "release.json 已损坏或者被改动"
DAMAGES: dict[str, tuple[Callable[[Path], object], str, list[str]]] = {
    "改动一个字节": (replace_in(PAGE, b"1", b"2"), f"“{PAGE}”{DAMAGED}", ["损坏或者被改动（1 个）", PAGE]),
    "截短": (lambda folder: os.truncate(folder / PAGE, 4), f"“{PAGE}”{DAMAGED}", ["损坏或者被改动（1 个）", PAGE]),
    "删去": (lambda folder: (folder / PAGE).unlink(), f"缺少“{PAGE}”。{ASK}", ["缺少（1 个）", PAGE]),
    "删去空文件": (
        lambda folder: (folder / "data/assets/empty.txt").unlink(),
        f"缺少“data/assets/empty.txt”。{ASK}",
        ["缺少（1 个）", "data/assets/empty.txt"],
    ),
    "多出": (
        lambda folder: put(folder, "data/evil.html", b"x"),
        f"多出不属于副本的“data/evil.html”。{DELETE}",
        ["多余，不属于副本（1 个）", "data/evil.html"],
    ),
    "多出很多": (
        litter,
        f"63 个文件不属于副本。{DELETE}",
        [
            "多余，不属于副本（63 个）",
            "Thumbs.db（系统自动生成的文件，可以删除）",
            "autorun.inf",
            "data/.DS_Store（系统自动生成的文件，可以删除）",
            *(f"data/x/{number}.exe" for number in sorted(map(str, range(60)))[:47]),
            "还有 13 个没有列出。",
        ],
    ),
    "改成大写": (
        lambda folder: (folder / "data/index.html").rename(folder / "data/Index.html"),
        f"“data/Index.html”改了名，应当是 data/index.html。{ASK}",
        ["改了名（1 个）", "data/Index.html（应当是 data/index.html）"],
    ),
    "两个文件对调": (
        swap,
        f"2 个文件损坏或者被改动。{ASK}",
        ["损坏或者被改动（2 个）", PAGE, OTHER_PAGE],
    ),
    "改发布记录": (replace_in("release.json", b"2027-02-15", b"2037-02-15"), SIGNATURE, []),
    "记录不成样子": (
        replace_in("release.json", b'"format":1', b'"format": 1'),
        f"{RECORD}：写法与生成时不同。{ASK}",
        ["记录不对（1 个）", f"release.json（{RECORD}：写法与生成时不同）"],
    ),
    "签名截短": (lambda folder: os.truncate(folder / "release.sig", 63), SIGNATURE, []),
    "删去签名": (
        lambda folder: (folder / "release.sig").unlink(),
        f"缺少“release.sig”。{ASK}",
        ["缺少（1 个）", "release.sig"],
    ),
    "删去发布记录": (
        lambda folder: (folder / "release.json").unlink(),
        f"缺少“release.json”。{ASK}",
        ["缺少（1 个）", "release.json"],
    ),
    "改告示": (
        replace_in("release.js", b"2027", b"2037"),
        f"“release.js”{DAMAGED}",
        ["损坏或者被改动（1 个）", "release.js"],
    ),
    "改核验页": (
        lambda folder: put(folder, "核验.html", b"x"),
        f"“核验.html”{DAMAGED}",
        ["损坏或者被改动（1 个）", "核验.html"],
    ),
    "改附属清单": (
        replace_in(TAG_MANIFEST, b"\n", b"\r\n"),
        f"“{TAG_MANIFEST}”{DAMAGED}",
        ["损坏或者被改动（1 个）", TAG_MANIFEST],
    ),
    "清单另存过": (
        replace_in(MANIFEST, b"\n", b"\r\n"),
        f"1 处清单不对，1 个文件损坏或者被改动。{ASK}",
        ["清单不对（1 个）", f"{MANIFEST}（清单被改动，像是用记事本打开后保存过）", "损坏或者被改动（1 个）", MANIFEST],
    ),
    "清单里有别处的文件": (
        signed_manifest(lambda content: content + b"0" * 64 + b"  ../x\n"),
        f"清单第 6 行的路径“../x”不在 data 文件夹里。{ASK}",
        ["清单不对（1 个）", f"{MANIFEST}（清单第 6 行的路径“../x”不在 data 文件夹里）"],
    ),
    "数目不符": (
        lambda folder: sign_again(folder, KEY, payload_files=6, version=8, previous=7),
        f"文件的数目或者大小与清单不符。{ASK}",
        ["记录不对（1 个）", "release.json（文件的数目或者大小与清单不符）"],
    ),
    "别的机关的密钥": (
        forge,
        f"签名用的不是本页认得的密钥，不能证明由“示例县人民政府”发布。{ASK}",
        [],
    ),
    "别的网站": (
        other_site,
        "这是“邻县人民政府”的副本，本页只核验“示例县人民政府”的副本。请换用那个机关的核验页。",
        [],
    ),
    "没做完的更新": (
        lambda folder: put(folder, ".update/journal", b"x"),
        "上次更新没有做完。请先用更新程序做完或者撤销更新，再来核验。",
        [],
    ),
}


def test_every_damage_is_refused_in_one_sentence(desk: Desk, copy: Path, tmp_path: Path) -> None:
    """坏的副本逐一被拒：一句话说清，细节里点出文件；修好以后又能通过。"""
    desk.give(copy)
    desk.press("与公告一致")
    found: dict[str, object] = {}
    expected: dict[str, object] = {}
    for name, (damage, sentence, told) in DAMAGES.items():
        damaged = shutil.copytree(copy, tmp_path / name)
        damage(damaged)
        expected[name] = (f"未通过：{sentence}", told, "refused")
        read = desk.give(damaged)
        found[name] = (read, desk.told, desk.state)
    assert found == expected
    assert desk.give(copy) == PASSED.format(7)


def test_other_folders_are_explained(desk: Desk, copy: Path, tmp_path: Path) -> None:
    """选错了文件夹，告诉该选哪一个。"""
    wrong = "未通过：所选的文件夹里没有副本。"
    assert desk.give(copy / "data") == f"{wrong}请选择里面有“打开.html”的那个文件夹。"
    shutil.rmtree(tmp_path / "查阅点")
    assert desk.give(tmp_path) == f"{wrong}副本好像在里面的“副本 #7”文件夹里，请选它。"


def test_versions_follow_on_each_other(desk: Desk, copy: Path, tmp_path: Path) -> None:
    """记住上次的版本：旧版、同版不同内容被拒；缺版要电话核实才接受。"""
    nine = write_copy(tmp_path / "9", made(9))
    old = write_copy(tmp_path / "6", made(6))
    twin = write_copy(tmp_path / "7b", Made({**SITE, "new.html": b"x"}))
    assert desk.give(old) == f"未通过：这是旧的第 6 版，本页随第 7 版发布。{ASK}"
    desk.give(copy)
    desk.press("与公告一致")
    assert desk.give(twin) == f"未通过：同是第 7 版，内容却与本机上次核验的不同。{ASK}"
    gap = f"未通过：缺少第 8 版：本机上次核验的是第 7 版，这一份是第 9 版。请向{CONTACT}核实。"
    assert desk.give(nine) == gap
    assert desk.state == "gap"
    assert desk.give(nine) == gap
    assert desk.press("已电话核实，接受这一版") == PASSED.format(9)
    assert desk.give(nine) == PASSED.format(9)
    assert desk.give(copy) == f"未通过：这是旧的第 7 版，本机已经核验过第 9 版。{ASK}"
    assert desk.give(write_copy(tmp_path / "10", made(10))) == PASSED.format(10)


def test_keys_are_handed_over_and_retired(desk: Desk, copy: Path, tmp_path: Path) -> None:
    """换密钥：旧密钥签过的下一把密钥被接受；换下来的密钥不再接受；没交接过的不接受。"""
    unknown = f"未通过：签名用的不是本页认得的密钥，不能证明由“示例县人民政府”发布。{ASK}"
    desk.give(copy)
    desk.press("与公告一致")
    handed = write_copy(tmp_path / "8", made(8, KEY, NEXT))
    taken = write_copy(tmp_path / "9", made(9, NEXT, OTHER))
    assert desk.give(taken) == unknown
    assert desk.give(handed) == PASSED.format(8)
    assert desk.give(taken) == PASSED.format(9)
    assert desk.give(write_copy(tmp_path / "10a", made(10, KEY, NEXT))) == unknown
    assert desk.give(write_copy(tmp_path / "10b", made(10, OTHER))) == PASSED.format(10)
    assert desk.give(write_copy(tmp_path / "11", made(11, OTHER))) == PASSED.format(11)
    # The page of a later copy knows the later keys only; what was remembered leads to them all the same.
    desk.open(write_page(tmp_path / "新页", tmp_path / "11"))
    assert desk.give(tmp_path / "11") == PASSED.format(11)


def test_another_page_cannot_plant_a_memory(desk: Desk, copy: Path, tmp_path: Path) -> None:
    """别的网页写进浏览器的假记录不起作用：不能让假密钥通过。"""
    forged = write_copy(tmp_path / "假", made(9, OTHER))
    desk.give(copy)
    desk.press("与公告一致")
    sound = desk.evaluate("name => localStorage.getItem(name)", MEMORY)
    attacker = Desk(desk.watched, write_page(tmp_path / "假页", forged))
    attacker.give(forged)
    assert attacker.press("已电话核实，接受这一版") == FIRST
    attacker.press("与公告一致")
    planted = desk.evaluate("name => localStorage.getItem(name)", MEMORY)
    assert planted not in {None, sound}
    kept = tmp_path / "查阅点/核验.html"
    for text in (planted, sound, "{", '{"format":1}', '{"format":1,"confirmed":[1],"chain":[{}]}', "null"):
        desk.evaluate("([name, text]) => localStorage.setItem(name, text)", [MEMORY, text])
        desk.open(kept)
        read = desk.give(forged)
        assert read.startswith("未通过：签名用的不是本页认得的密钥"), text
    assert desk.give(copy) == FIRST


def test_the_clock_is_compared(copy: Path, tmp_path: Path, page_watch: WatchedPages) -> None:
    """过期的副本提醒索取新的；电脑日期不对也说出来。"""
    path = write_page(tmp_path / "查阅点", copy)
    said = PASSED.format(7).removeprefix("通过：").removesuffix("。")
    late = Desk(page_watch(), path, datetime(2027, 2, 16, 4, tzinfo=UTC))
    late.give(copy)
    expired = f"通过，但已过期：{said}；已于2027年2月15日到期，请向{CONTACT}索取新的副本。"
    assert late.press("与公告一致") == expired
    assert late.state == "dated"
    last_day = Desk(page_watch(), path, datetime(2027, 2, 15, 4, tzinfo=UTC))
    last_day.give(copy)
    assert last_day.press("与公告一致") == PASSED.format(7)
    early = Desk(page_watch(), path, datetime(2026, 1, 1, 4, tzinfo=UTC))
    early.give(copy)
    assert early.press("与公告一致") == f"通过，但电脑的日期不对：{said}；电脑上今天是2026年1月1日。"


def test_weak_browsers_are_told(copy: Path, tmp_path: Path, page_watch: WatchedPages) -> None:
    """浏览器不能核验、不能记住，都说出来。"""
    path = write_page(tmp_path / "查阅点", copy)
    watched = page_watch()
    watched.page.add_init_script("Object.defineProperty(crypto, 'subtle', {value: undefined})")
    weak = Desk(watched, path)
    no_crypto = "这个浏览器不能核验。请换用新版的 Edge、Chrome、360 或者 Firefox 浏览器，或者用“核验.ps1”。"
    assert weak.sentence == no_crypto
    assert weak.page.is_disabled("#folder")
    watched = page_watch()
    watched.page.add_init_script("Storage.prototype.setItem = () => { throw new Error('full'); }")
    forgetful = Desk(watched, path)
    forgetful.give(copy)
    assert forgetful.press("与公告一致") == PASSED.format(7)
    assert forgetful.page.is_visible("#unkept")
    assert forgetful.give(copy) == FIRST


def test_a_stick_that_is_pulled_out_is_noticed(desk: Desk, copy: Path) -> None:
    """核验时读不到的文件逐个点出，其余照常核对。"""
    desk.evaluate(HOLD)
    desk.page.set_input_files("#folder", str(copy))
    (copy / PAGE).unlink()
    faults = desk.evaluate("""async () => {
      const own = JSON.parse(document.querySelector('meta[name=disclosure-record]').content);
      const memory = await disclosureVerify.recall(localStorage, own);
      return (await disclosureVerify.check(held.files, own, memory, () => {})).faults;
    }""")
    assert faults == [{"kind": "unreadable", "path": PAGE, "text": ""}]


def test_a_folder_is_dropped(desk: Desk, copy: Path) -> None:
    """把文件夹拖到框里也行；拖到别处不会离开本页。"""
    session = desk.page.context.new_cdp_session(desk.page)
    data = {"items": [], "files": [str(copy)], "dragOperationsMask": 1}
    for selector in ("h1", "#folder"):
        box = desk.page.locator(selector).bounding_box()
        assert box
        place = {"x": box["x"] + 60, "y": box["y"] + 10, "data": data}
        for kind in ("dragEnter", "dragOver", "drop"):
            session.send("Input.dispatchDragEvent", {"type": kind, **place})
    desk.page.wait_for_selector("#result[data-state=first]")
    assert desk.sentence == FIRST


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_the_page_is_fit_for_everybody(
    copy: Path, tmp_path: Path, page_watch: WatchedPages, width: int, scheme: str
) -> None:
    """各种结果都没有无障碍问题，窄屏不横向滚动。"""
    path = write_page(tmp_path / "查阅点", copy)
    desk = Desk(page_watch(viewport={"width": width, "height": 844}, color_scheme=scheme), path)
    damaged = shutil.copytree(copy, tmp_path / "坏")
    litter(damaged)
    nine = write_copy(tmp_path / "9", made(9))

    def look(state: str) -> None:
        assert desk.state == state
        desk.evaluate("document.getElementById('details').open = true")
        found = (
            Axe()
            .run(desk.page, options={"runOnly": TAGS, "resultTypes": ["violations"], "preload": False})
            .response["violations"]
        )
        assert [(state, one["id"], one["nodes"][0]["html"]) for one in found] == []
        assert desk.evaluate("document.documentElement.scrollWidth") <= width

    look("waiting")
    desk.give(copy)
    look("first")
    desk.press("与公告一致")
    look("passed")
    desk.give(nine)
    look("gap")
    desk.give(damaged)
    look("refused")
