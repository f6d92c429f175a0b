"""The parts of a body text: each 章、条、款、项 gets an address of its own, and long texts a table of contents.

An address derives from the number that stands in the text, never from the position: 第十二条第二款 is
`#tiao-12-kuan-2` for as long as it is numbered so, whatever else is added to the document.

    编 bian-1           章 zhang-1              节 zhang-1-jie-2
    条 tiao-12          第十二条之一 tiao-12-1
    款 tiao-12-kuan-2   项 tiao-12-kuan-1-xiang-3
    一、 bufen-1        （三） below it bufen-1-xiang-3
    附件2 fujian-2, and `fujian-2-` before all inside it
    a second text with the same numbers: `wen-2-` before all inside it
    a heading without a number: biaoti- and a digest of its words

The parts are those of 《行政法规制定程序条例》第六条 (章、节、条、款、项、目) and the 一、（一） of 公文.
"""

from __future__ import annotations

from disclosure.outline.numbers import in_han, number_of
from disclosure.outline.writer import Outlined, Place, outline

__all__ = ["Outlined", "Place", "in_han", "number_of", "outline"]
