"""Lists of numbers in few bits come back as they were."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.search.rice import encode, varints
from unit.index_reader import Bits

LISTS = st.lists(
    st.sets(st.integers(0, 300), min_size=1) | st.sets(st.integers(0, 2**29 - 1), min_size=1, max_size=40),
    min_size=1,
    max_size=30,
)


@settings(deadline=None)
@given(LISTS)
def test_lists_come_back(sets: list[set[int]]) -> None:
    """任意几个递增的数列，编码再解码，不变。"""
    lists = [sorted(one) for one in sets]
    numbers = np.array([number for one in lists for number in one], np.int32)
    starts = np.cumsum([0, *(len(one) for one in lists[:-1])])
    streams = encode(numbers, starts)
    at = 0
    for one, low, size in zip(lists, streams.parameters.tolist(), streams.lengths.tolist(), strict=True):
        bits, found = Bits(streams.content[at : at + size].tobytes()), [one[0]]
        at += size
        for _ in one[1:]:
            gap = 0
            while bits.one():
                gap += 1
            for _ in range(low):
                gap = gap * 2 + bits.one()
            found.append(found[-1] + 1 + gap)
        assert found == one
        assert all(bits.bits[bits.at :])
        assert len(bits.bits) - bits.at < 8
    assert at == streams.content.size


@settings(deadline=None)
@given(st.lists(st.integers(0, 2**35 - 1)))
def test_varints_come_back(values: list[int]) -> None:
    """变长整数编码再解码，不变，长度相符。"""
    content, lengths = varints(np.array(values, np.int64))
    found, at = [], 0
    for length in lengths.tolist():
        piece = content[at : at + length].tolist()
        at += length
        assert [byte >> 7 for byte in piece] == [1] * (length - 1) + [0]
        found.append(sum((byte & 0x7F) << 7 * place for place, byte in enumerate(piece)))
    assert found == values
    assert at == content.size


def test_dense_lists_take_a_bit_for_each_number() -> None:
    """连号的数列，每个数只占一位。"""
    streams = encode(np.arange(8001, dtype=np.int32), np.zeros(1, np.int64))
    assert streams.content.size == 1000
