"""The shell of the site: what MkDocs makes of the hand-written pages, and the frames; kept until something changes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from disclosure.pages import Frame
from disclosure.problem import Refused
from disclosure.source import list_files, read_bytes

_INPUTS = ("content", "overrides", "catalogue/vocabulary", "hooks")
_FILES = ("mkdocs.yml",)
_MANIFEST = "manifest.json"
FRAMES, PUBLIC = "frames", "site"
_DEPTHS = (0, 1, 2)


@dataclass(frozen=True)
class Shell:
    """The frames by their depth, and the files of hand-written pages, styles and scripts by their address."""

    frames: Mapping[int, Frame]
    files: Mapping[str, bytes]


def read_shell(root: Path, *, for_staff: bool = False) -> Shell:
    """The shell of a site, made if need be. Raises Refused when MkDocs fails."""
    folder = shell(root, for_staff=for_staff)
    frames = {number: Frame((folder / FRAMES / f"depth-{number}.html").read_text("utf-8")) for number in _DEPTHS}
    public = folder / PUBLIC
    return Shell(frames, {name: read_bytes(public / name) for name in list_files(public).files})


def shell(root: Path, *, for_staff: bool = False) -> Path:
    """A folder with `frames/depth-<n>.html` and `site/`, made by MkDocs unless a sound one is there already.

    Raises Refused with the output of MkDocs when it fails.
    """
    key = _digest(root)
    folder = root / ".cache" / ("staff" if for_staff else "shell")
    if _is_sound(folder, key):
        return folder
    for left in sorted((root / ".cache").glob("shell-*")):  # by builds that were killed
        shutil.rmtree(left, ignore_errors=True)
    fresh = root / ".cache" / f"shell-{os.getpid()}"
    fresh.mkdir(parents=True)
    _run_mkdocs(root, fresh, for_staff=for_staff)
    made = {name: sha256(read_bytes(fresh / name)).hexdigest() for name in list_files(fresh).files}
    text = json.dumps({"key": key, "files": made}, ensure_ascii=False, indent=1)
    (fresh / _MANIFEST).write_text(text, encoding="utf-8", newline="\n")
    shutil.rmtree(folder, ignore_errors=True)
    if folder.is_file():
        folder.unlink()
    fresh.rename(folder)
    return folder


def _digest(root: Path) -> str:
    """Changes with every input of the shell: hand-written pages, templates, vocabulary, hook, versions."""
    summary = sha256()
    for name in ("mkdocs", "mkdocs-material", "markdown"):
        summary.update(f"{name} {version(name)}\n".encode())
    names = [f"{folder}/{name}" for folder in _INPUTS for name in list_files(root / folder).files]
    for name in (*_FILES, *names):
        if "__pycache__" not in name:
            summary.update(f"{name} {sha256(read_bytes(root / name)).hexdigest()}\n".encode())
    return summary.hexdigest()


def _is_sound(folder: Path, key: str) -> bool:
    try:
        manifest = json.loads(read_bytes(folder / _MANIFEST))
        there = [name for name in list_files(folder).files if name != _MANIFEST]
        return (
            manifest["key"] == key
            and sorted(manifest["files"]) == there
            and all(
                sha256(read_bytes(folder / name)).hexdigest() == digest for name, digest in manifest["files"].items()
            )
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def _run_mkdocs(root: Path, folder: Path, *, for_staff: bool) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--config-file", str(root / "mkdocs.yml")]
    environment = os.environ | {
        "DISCLOSURE_FRAMES": str(folder / FRAMES),
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "SOURCE_DATE_EPOCH": "0",
        "DISCLOSURE_STAFF": "1" if for_staff else "",
    }
    done = subprocess.run(  # noqa: S603 - our own interpreter and arguments
        [*command, "--site-dir", str(folder / PUBLIC)],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        shutil.rmtree(folder, ignore_errors=True)
        raise Refused(f"手写页面没有生成成功，MkDocs 的说明如下：\n{done.stderr.strip()}")
