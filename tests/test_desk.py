"""桌面上的工具：编辑器的补全、本机检查、合并请求的清单、附件逐字节保存。"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
import yaml

from disclosure.kinds import KINDS

PURPOSES = {"publish": "发布", "correct": "更正", "repeal": "废止和修改", "withdraw": "撤回", "program": "程序和词表"}


def test_each_kind_is_completed_in_the_editor(root: Path) -> None:
    """每个种类的文件夹对应它的补全文件，文件都在；每个示例条目正好对应一个。"""
    settings = json.loads((root / ".vscode/settings.json").read_text(encoding="utf-8"))
    mapped: dict[str, list[str]] = settings["yaml.schemas"]
    assert sorted(mapped) == sorted(f"./catalogue/.schema/{slug}.json" for slug in KINDS)
    assert all((root / name).is_file() for name in mapped)
    for path in sorted((root / "catalogue").glob("[!.]*/*/*.yml")):
        name = path.relative_to(root).as_posix()
        if name.startswith("catalogue/vocabulary/"):
            continue
        found = [schema for schema, patterns in mapped.items() if any(fnmatchcase(name, one) for one in patterns)]
        assert found == [f"./catalogue/.schema/{path.parent.name}.json"], name
    assert settings["yaml.schemaStore.enable"] is False
    recommended = json.loads((root / ".vscode/extensions.json").read_text(encoding="utf-8"))["recommendations"]
    assert "redhat.vscode-yaml" in recommended


@pytest.mark.parametrize("slug", KINDS)
def test_each_field_has_chinese_help_in_the_editor(root: Path, slug: str) -> None:
    """补全时每个字段都有中文说明。"""
    schema = json.loads((root / "catalogue/.schema" / f"{slug}.json").read_text(encoding="utf-8"))
    named = list(properties(schema))
    assert len(named) > 10
    helpless = [name for name, said in named if not re.search(r"[一-鿿]", str(said.get("description", "")))]
    assert helpless == []


def properties(node: Any) -> Iterator[tuple[str, dict[str, Any]]]:  # noqa: ANN401 - any JSON
    """Every property of a schema with its own schema, however deep."""
    if isinstance(node, list):
        for inner in node:
            yield from properties(inner)
    if isinstance(node, dict):
        for name, inner in (node.get("properties") or {}).items():
            yield name, inner
        for inner in node.values():
            yield from properties(inner)


def test_hooks_are_local(root: Path) -> None:
    """本机检查只用本机的程序；提交、推送以前都检查；次序只查条目。"""
    config = yaml.safe_load((root / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    (repo,) = config["repos"]
    assert repo["repo"] == "local"
    hooks = {hook["id"]: hook for hook in repo["hooks"]}
    assert all(hook["language"] == "system" for hook in hooks.values())
    assert hooks["check"]["stages"] == config["default_install_hook_types"] == ["pre-commit", "pre-push"]
    assert hooks["check"]["always_run"] is True
    pattern = re.compile(hooks["fmt"]["files"])
    wanted = {"catalogue/czj/policy/2024-1.yml": True, "catalogue/vocabulary/languages/en.yml": False}
    wanted |= {"catalogue/.examples/policy/bad.yml": False, "catalogue/czj/files/a.yml": False, "mkdocs.yml": False}
    assert {name: bool(pattern.search(name)) for name in wanted} == wanted | {"catalogue/czj/files/a.yml": False}


def test_checklists_are_reached(root: Path) -> None:
    """默认的清单链接到每一种；GitLab、Gitee 的是同一份文字。"""
    folder = root / ".github/PULL_REQUEST_TEMPLATE"
    assert {path.stem for path in folder.glob("*.md")} == PURPOSES.keys()
    default = (root / ".github/pull_request_template.md").read_text(encoding="utf-8")
    assert re.findall(r"\]\(\?expand=1&template=([a-z]+)\.md\)", default) == list(PURPOSES)
    for name, title in PURPOSES.items():
        text = (folder / f"{name}.md").read_text(encoding="utf-8")
        assert text.count("- [ ] ") >= 4, name
        assert (root / f".gitlab/merge_request_templates/{title}.md").read_text(encoding="utf-8") == text
    first = (folder / "publish.md").read_text(encoding="utf-8")
    assert (root / ".gitee/PULL_REQUEST_TEMPLATE.zh-CN.md").read_text(encoding="utf-8") == first


def test_issue_forms_are_well_formed(root: Path) -> None:
    """每份问题表有名称、说明、要填的项，项不重名。"""
    forms = sorted((root / ".github/ISSUE_TEMPLATE").glob("[!c]*.yml"))
    assert len(forms) == 3
    for path in forms:
        form = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert form["name"]
        assert form["description"]
        ids = [item["id"] for item in form["body"] if item["type"] != "markdown"]
        assert ids
        assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("catalogue/czj/files/a.txt", "text: unset"),
        ("catalogue/czj/policy/2024-1.yml", "eol: lf"),
        ("catalogue/czj/files/b.pdf", "text: unset"),
    ],
)
def test_line_ends_of_entries_and_attachments(root: Path, name: str, value: str) -> None:
    """条目总是 LF；附件一个字节也不改。"""
    command = ["git", "-c", "safe.directory=*", "check-attr", "text", "eol", "--", name]
    said = subprocess.run(command, cwd=root, check=True, capture_output=True, encoding="utf-8").stdout
    assert f"{name}: {value}" in said
