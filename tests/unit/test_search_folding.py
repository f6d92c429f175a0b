"""Folding: what counts as the same text, and the law on which every query rests."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.search.folding import END, fold, fold_parts, pairs, symbols

TRICKY = "政府〔2024〕52号１，２３４abcＡＢé½㎡…臺○零〇𠀀𪚥𠮷﷽\0\u200b\u0301 　,.（）“”"
TEXTS = st.text(st.sampled_from(TRICKY) | st.characters(exclude_categories=[]), max_size=60)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("臺灣〔2014〕52號", "台湾2014 52号"),
        ("砀政办［２０１４］７１号", "砀政办2014 71号"),
        ("“三公”经费", "三公经费"),
        ("1,234.5 万元", "1234 5万元"),
        ("１，２３４", "1234"),
        ("a,b", "a b"),
        ("1, 2", "1 2"),
        ("二○二四年◯月", "二〇二四年〇月"),
        ("GDP Café", "gdp cafe"),
        ("100㎡½", "100m21 2"),
        ("𠮷野家", "𠮷野家"),
        ("a\0b", "a b"),
        ("。、…", ""),
        ("", ""),
    ],
)
def test_texts_fold(text: str, folded: str) -> None:
    """全角、大小写、繁体、标点各按约定归一。"""
    assert fold(text) == folded


@settings(deadline=None)
@given(TEXTS, st.data())
def test_a_piece_folds_to_a_piece(text: str, data: st.DataObject) -> None:
    """原文任取一段，归一以后仍是全文归一以后的一段。"""
    start = data.draw(st.integers(0, len(text)))
    stop = data.draw(st.integers(start, len(text)))
    assert fold(text[start:stop]).strip() in fold(text)


@settings(deadline=None)
@given(st.lists(TEXTS, max_size=6))
def test_parts_fold_each_for_itself(texts: list[str]) -> None:
    """许多段一次归一，与逐段归一相同，段末各有一个分隔。"""
    joined = fold_parts(texts)
    assert int((joined == END).sum()) == len(texts)
    assert joined.tobytes().decode("utf-16-le", "surrogatepass") == "".join(fold(text) + "\0" for text in texts)


@settings(deadline=None)
@given(TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    """归一过的再归一，不变。"""
    assert fold(fold(text)) == fold(text)


@settings(deadline=None)
@given(TEXTS)
def test_whole_texts_follow_the_rule_for_one_character(text: str) -> None:
    """成批的算法与逐字的规则一致。"""
    expected, gap = "", ""
    for symbol in (symbol for character in text for symbol in symbols(character)):
        if symbol >= 0x10000:
            gap += "," if symbol == 0x10001 else "."
            continue
        unit = chr(symbol)
        latin = expected[-1:].isascii() and expected[-1:].isalnum() and unit.isascii() and unit.isalnum()
        numbers = expected[-1:].isdigit() and unit.isdigit() and set(gap) == {","}
        expected += " " * (latin and gap != "" and not numbers) + unit
        gap = ""
    assert fold(text).encode("utf-16-le", "surrogatepass") == expected.encode("utf-16-le", "surrogatepass")


def test_pairs_are_one_to_one_and_final() -> None:
    """繁简对照表一字对一字，简体一边不再是繁体，每个繁体只出现一次。"""
    traditional, simplified = pairs()[::2], pairs()[1::2]
    assert len(traditional) > 3000
    assert len(set(traditional)) == len(traditional) == len(simplified)
    assert not set(traditional) & set(simplified)
    assert all(unicodedata.normalize("NFKD", text) == text for text in (traditional, simplified))
