"""Frames: cut once, filled many times, and nothing that is filled in is read again."""

from __future__ import annotations

import pytest

from disclosure.pages.frame import REQUIRED, Frame

HTML = (
    "<title>QXTITLEXQ</title>QXHEADXQ"
    "<a href='index.html'QXNAV-HOMEXQ>首页</a><a href='column/guide.html'QXNAV-GUIDEXQ>指南</a>"
    "<main>QXBODYXQ</main>"
)
CURRENT = b' aria-current="true"'


def test_values_stand_in_place_of_the_tokens() -> None:
    """Each value appears where its token stood, and no token is left."""
    page = Frame(HTML).fill({"TITLE": "标题".encode(), "HEAD": b"<meta>", "NAV-GUIDE": CURRENT, "BODY": b"<h1>x</h1>"})
    assert page.decode() == (
        "<title>标题</title><meta>"
        "<a href='index.html'>首页</a><a href='column/guide.html' aria-current=\"true\">指南</a>"
        "<main><h1>x</h1></main>"
    )


@pytest.mark.parametrize("place", REQUIRED)
def test_a_token_in_a_value_is_plain_text(place: str) -> None:
    """A title or text that spells a token is shown as it is written."""
    hostile = b"QXBODYXQ QXTITLEXQ QXHEADXQ QXNAV-HOMEXQ QX"
    values = dict.fromkeys(REQUIRED, b"-") | {place: hostile}
    page = Frame(HTML).fill(values)
    assert page.count(hostile) == 1
    assert page.count(b"QXBODYXQ") == 1


def test_a_token_cannot_be_formed_across_a_border() -> None:
    """Halves of a token in two neighbouring values do not join into one."""
    frame = Frame(HTML.replace("QXHEADXQ", "QXHEADXQQXEXTRAXQ"))
    page = frame.fill({"HEAD": b"QXBO", "EXTRA": b"DYXQ", "BODY": b"text"})
    assert b"QXBODYXQ" in page
    assert page.count(b"text") == 1


def test_neighbouring_tokens_are_told_apart() -> None:
    """Two tokens without a space between them are two tokens."""
    frame = Frame(HTML.replace("QXHEADXQ", "QXHEADXQQXEXTRAXQ"))
    assert frame.tokens == ("TITLE", "HEAD", "EXTRA", "NAV-HOME", "NAV-GUIDE", "BODY")


def test_a_missing_value_leaves_nothing_behind() -> None:
    """A token without a value disappears, and a value without a token is not used."""
    page = Frame(HTML).fill({"NAV-UNKNOWN": CURRENT})
    assert b"QX" not in page
    assert b"aria-current" not in page


@pytest.mark.parametrize("token", REQUIRED)
def test_a_missing_token_is_named(token: str) -> None:
    """A page without a required token is refused, and the message names the token."""
    with pytest.raises(ValueError, match=token):
        Frame(HTML.replace(f"QX{token}XQ", ""))


def test_a_repeated_token_is_refused() -> None:
    """A second place for the text would show every text twice."""
    with pytest.raises(ValueError, match="BODY"):
        Frame(HTML + "QXBODYXQ")


def test_digest_follows_the_frame_alone() -> None:
    """Equal frames have equal digests, another frame another one; filling changes nothing."""
    frame = Frame(HTML)
    before = frame.digest
    frame.fill({"BODY": b"text"})
    assert frame.digest == before == Frame(HTML).digest
    assert Frame(HTML + "<!-- -->").digest != before
