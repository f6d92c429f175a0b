"""填报手册里的例子：每个种类都有；正确的没有一处问题，有错的逐字得到手册里写的提示。"""

from __future__ import annotations

from pathlib import Path

import pytest

from disclosure.kinds import KINDS
from examples import FOLDER, printed, slugs


@pytest.fixture(scope="module")
def of_good(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the check says about the good examples."""
    return printed("good.yml", tmp_path_factory.mktemp("good"))


@pytest.fixture(scope="module")
def of_bad(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the check says about the bad examples."""
    return printed("bad.yml", tmp_path_factory.mktemp("bad"))


def test_every_kind_has_examples() -> None:
    """一个种类也不缺，也没有多余的文件夹。"""
    assert set(slugs()) == set(KINDS)


@pytest.mark.parametrize("slug", KINDS)
def test_good_example_has_no_problem(slug: str, of_good: dict[str, str]) -> None:
    """照着写就没有问题，连提醒也没有。"""
    assert of_good[slug] == ""


@pytest.mark.parametrize("slug", KINDS)
def test_bad_example_gets_the_printed_problems(slug: str, of_bad: dict[str, str]) -> None:
    """提示与手册里写的逐字相同，至少有三种毛病。"""
    assert of_bad[slug] == (FOLDER / slug / "bad.txt").read_text(encoding="utf-8")
    assert len({line.split("[")[1].split("]")[0] for line in of_bad[slug].splitlines()}) >= 3


def test_examples_do_no_harm_to_the_demo(of_good: dict[str, str], of_bad: dict[str, str]) -> None:
    """例子放进演示站，演示站别的条目照样没有问题。"""
    assert of_good[""] == ""
    assert "[duplicate-index-number]" not in of_bad[""]


@pytest.mark.parametrize("slug", KINDS)
def test_examples_can_be_copied(slug: str) -> None:
    """正确的例子带着编辑器用的首行和注释，有错的例子与它不同。"""
    good = (FOLDER / slug / "good.yml").read_text(encoding="utf-8")
    assert good.startswith(f"# yaml-language-server: $schema=../../.schema/{slug}.json\n")
    assert good != (FOLDER / slug / "bad.yml").read_text(encoding="utf-8")


def test_examples_are_not_taken_for_entries(root: Path) -> None:
    """例子放在点号开头的文件夹里，检查和生成都不把它们当作条目。"""
    assert FOLDER.relative_to(root).as_posix() == "catalogue/.examples"
