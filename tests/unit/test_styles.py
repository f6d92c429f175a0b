"""Of a style sheet for other pages only what can apply to ours is kept."""

from __future__ import annotations

import pytest

from disclosure.styles import needed, words_in

WORDS = words_in('<body dir="ltr" class="page"><p class="note" id="top" hidden>words.add("open")')


@pytest.mark.parametrize(
    ("sheet", "kept"),
    [
        ("p{a:b}.note{a:b}#top{a:b}", "p{a:b}.note{a:b}#top{a:b}"),
        (".other{a:b}#other{a:b}p.note.other{a:b}", ""),
        (".note,.other,p>.other+p{a:b}", ".note{a:b}"),
        (".open{a:b}", ".open{a:b}"),
        ("[hidden]{a:b}[dir=ltr] p{a:b}[dir=rtl] p{a:b}[data-other]{a:b}", "[hidden]{a:b}[dir=ltr] p{a:b}"),
        (".note:not(.other){a:b}:is(.other,.note) p{a:b}", ".note:not(.other){a:b}:is(.other,.note) p{a:b}"),
        (".note:not(:is(.x,.y)).other{a:b}", ""),
        ("@media print{.note{a:b}.other{a:b}}@media screen{.other{a:b}}", "@media print{.note{a:b}}"),
        (".note::-moz-other,.other{a:b}.other::-webkit-x{a:b}", ".note::-moz-other,.other{a:b}"),
        ('@charset "UTF-8";.other{a:b}@page{a:b}', '@charset "UTF-8";@page{a:b}'),
        ("/* .a{ */p{a:'}';b:url(data:x;y,z)}.other{a:\"{\"}", "p{a:'}';b:url(data:x;y,z)}"),
        (".m\\:other{a:b}", ""),
    ],
)
def test_rules_that_can_apply_are_kept(sheet: str, kept: str) -> None:
    """名称都可能出现的规则留下，次序不变；有一个名称不会出现的去掉。"""
    assert needed(sheet, WORDS) == kept


def test_what_nobody_reads_goes() -> None:
    """没有谁引用的变量、动画去掉，连同只由它们引用的；别的样式表引用的留下。"""
    sheet = (
        ":root{--a:1;--b:var(--a);--c:2;--icon:url('data:x;y')}"
        ".other{c:var(--c)}p{d:var(--b);animation:turn 1s}@keyframes turn{to{a:b}}@keyframes rest{to{a:b}}"
    )
    assert needed(sheet, WORDS) == ":root{--a:1;--b:var(--a)}p{d:var(--b);animation:turn 1s}@keyframes turn{to{a:b}}"
    assert "--c:2" in needed(sheet, WORDS, "p{e:var(--c)}")
    assert needed(":root{--x:1;--y:var(--x)}", WORDS) == ""
