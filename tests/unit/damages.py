"""Ways to damage a copy, each by one step that a careless or a hostile hand may take."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from disclosure.offline import bag
from disclosure.offline.release import MANIFEST, TAG_MANIFEST, VERIFY_PAGE
from unit.small_copy import OTHER, put, sign_again

PAGE = "data/entry/990000010/2024-00001.html"
OTHER_PAGE = "data/entry/990000010/2024-00002.html"


def flip(folder: Path) -> None:
    """Change one byte."""
    content = bytearray((folder / PAGE).read_bytes())
    content[3] ^= 1
    put(folder, PAGE, bytes(content))


def swap(folder: Path) -> None:
    """Let two files change places."""
    one, other = (folder / PAGE).read_bytes(), (folder / OTHER_PAGE).read_bytes()
    put(folder, PAGE, other)
    put(folder, OTHER_PAGE, one)


def edit_release(folder: Path) -> None:
    """Put the expiry off."""
    path = folder / "release.json"
    path.write_bytes(path.read_bytes().replace(b"2027-02-15", b"2037-02-15"))


def edit_with_manifest(folder: Path) -> None:
    """Change a file and everything that anybody could reckon again without the key."""
    put(folder, PAGE, b"<p>9</p>")
    digests = bag.parse_manifest((folder / MANIFEST).read_bytes())
    put(folder, MANIFEST, bag.manifest_text({**digests, PAGE: bag.digest(b"<p>9</p>")}))
    tags = [path for path in folder.iterdir() if path.is_file() and path.name != TAG_MANIFEST]
    put(folder, TAG_MANIFEST, bag.manifest_text({path.name: bag.digest(path.read_bytes()) for path in tags}))


def forge(folder: Path) -> None:
    """Change a file and sign everything with a key of one's own."""
    edit_with_manifest(folder)
    sign_again(folder, OTHER, keys=(OTHER.public,))


def resave(folder: Path) -> None:
    """Save the manifest as Notepad does."""
    content = (folder / MANIFEST).read_bytes()
    put(folder, MANIFEST, b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"))


def rename(folder: Path) -> None:
    """Give a file another name."""
    (folder / PAGE).rename(folder / "data/entry/990000010/1.html")


def litter(folder: Path) -> None:
    """Put what systems put on sticks beside the copy and into it."""
    for name in ("Thumbs.db", "data/.DS_Store", "System Volume Information/WPSettings.dat", "autorun.inf"):
        put(folder, name, b"x")


def replace_signature(folder: Path) -> None:
    """Sign with another key and leave the record as it is."""
    put(folder, "release.sig", OTHER.sign((folder / "release.json").read_bytes()))


def replace_by_link(folder: Path) -> None:
    """Put a link where a file was."""
    (folder / PAGE).unlink()
    (folder / PAGE).symlink_to(folder / OTHER_PAGE)


def replace_all(folder: Path) -> None:
    """Let the folder hold something else altogether."""
    shutil.rmtree(folder)
    put(folder, "照片.jpg", b"x")


DAMAGES: dict[str, Callable[[Path], object]] = {
    "改动一个字节": flip,
    "截短": lambda folder: os.truncate(folder / PAGE, 4),
    "删去": lambda folder: (folder / PAGE).unlink(),
    "删去空文件": lambda folder: (folder / "data/assets/empty.txt").unlink(),
    "多出": lambda folder: put(folder, "data/evil.html", b"x"),
    "改名": rename,
    "改成大写": lambda folder: (folder / "data/index.html").rename(folder / "data/Index.html"),
    "大小写不同的两个文件": lambda folder: put(folder, "data/Index.html", b"x"),
    "两个文件对调": swap,
    "改发布记录": edit_release,
    "换签名": replace_signature,
    "签名截短": lambda folder: os.truncate(folder / "release.sig", 63),
    "删去签名": lambda folder: (folder / "release.sig").unlink(),
    "删去发布记录": lambda folder: (folder / "release.json").unlink(),
    "文件和清单一起改": edit_with_manifest,
    "全部改过，另签": forge,
    "清单用记事本保存过": resave,
    "改核验页": lambda folder: put(folder, VERIFY_PAGE, b"x"),
    "改辅助清单": lambda folder: put(folder, TAG_MANIFEST, (folder / TAG_MANIFEST).read_bytes() + b"\n"),
    "改页面上的说明": lambda folder: put(folder, "release.js", b"alert(1)"),
    "系统放的文件": litter,
    "要求上网取": lambda folder: put(folder, "fetch.txt", b"file:///etc/passwd - data/y\n"),
    "另一种清单": lambda folder: put(folder, "manifest-md5.txt", b""),
    "更新没有做完": lambda folder: put(folder, ".update/journal", b""),
    "链接": lambda folder: (folder / "data/passwd").symlink_to("/etc/passwd"),
    "链接代替文件": replace_by_link,
    "管道": lambda folder: os.mkfifo(folder / "data/pipe"),
    "文件名里有换行": lambda folder: put(folder, "data/x\n[核验通过]", b"x"),
    "不相干的文件夹": replace_all,
}
"""By what was done, in a copy of `unit.small_copy`."""
OF_FILE_SYSTEMS = {"链接", "链接代替文件", "管道"}
"""Of these a browser sees nothing, or something else."""
