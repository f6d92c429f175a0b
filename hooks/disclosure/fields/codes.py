"""Numbers of persons and organisations with a check digit, plain figures, and values that are read and forgotten."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema

from disclosure.fields.model import fault, read_as
from disclosure.fields.spelling import SPELLINGS
from disclosure.fields.values import Line, _line
from disclosure.problem import declare, quote, sentence, shared

BAD_SOCIAL_CODE = declare(
    "bad-social-code",
    requires="统一社会信用代码是18位数字和大写字母，最后一位校验码算得对。",
    reason="代码用来对上同一家单位，错一位就对到别家，或者谁也对不上。",
    source="GB 32100—2015《法人和其他组织统一社会信用代码编码规则》",
)
BAD_IDENTITY_NUMBER = declare(
    "bad-identity-number",
    requires="身份证号码是18位、校验码算得对的号码，别的证件号码只用字母、数字、括号、连接线；已经打了星号的照原样。",
    reason="号码只用来核对，不显示在任何地方；写错了，报送信用网站时会被退回。",
    source="GB 11643—1999《公民身份号码》",
)
BAD_FIGURE = declare(
    "bad-figure",
    requires="数值写成不带单位、不带千分号的数，单位写在“单位”里。",
    reason="数值要画图、比较和核对增长，写法不一就算不出来。",
)

LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The signs of a 统一社会信用代码 in the order of their values."""
_SOCIAL = shared("social-code", rf"[{LETTERS}]{{2}}[0-9]{{6}}[{LETTERS}]{{10}}")
_PERSONAL = shared(
    "identity", r"[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]"
)
_PERSON_IN_TEXT = shared("identity.inside", r"(?<![0-9A-Za-z])[1-9][0-9]{16}[0-9Xx](?![0-9A-Za-z])")
_MOBILE_IN_TEXT = shared("mobile.inside", r"(?<![0-9.])1[3-9][0-9]{9}(?![0-9.])")
_WIDE = str.maketrans("０１２３４５６７８９Ｘｘ", "0123456789Xx")
_OTHER_PAPER = shared("paper", r"[0-9A-Za-z*()（）\-]{4,40}")
IDENTITY_FOR_CODE = sentence("bad-social-code.identity", "填成了身份证号码", "请删去，身份证号码不写在这里")
NO_SOCIAL_CODE = sentence(
    "bad-social-code",
    "{found}不是统一社会信用代码，或者最后一位校验码不对",
    "请照营业执照或者登记证书抄写18位代码，没有的删去这一行",
)
WRONG_DIGIT = sentence("bad-identity-number.digit", "18位的身份证号码校验码不对（号码不显示）", "请照证件核对")
NO_PAPER = sentence("bad-identity-number", "不是证件号码的写法（内容不显示）", "请只写号码，不留空格，或者删去这一行")


def is_social_code(text: str) -> bool:
    """Whether a text is a 统一社会信用代码 with the right check digit: sum of value x 3^place, modulo 31."""
    if not _SOCIAL.fullmatch(text):
        return False
    total = sum(LETTERS.index(letter) * pow(3, place, 31) for place, letter in enumerate(text[:17]))
    return LETTERS[-total % 31] == text[17]


def is_identity_number(text: str) -> bool:
    """Whether a text is a 公民身份号码 with the right check digit: sum of digit x 2^(17 - place), modulo 11."""
    if not _PERSONAL.fullmatch(text):
        return False
    total = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(text[:17]))
    return "10X98765432"[total % 11] == text[17].upper()


def has_identity_number(text: str) -> bool:
    """Whether a valid 公民身份号码 stands in a text, in half- or full-width digits; the codes of units are none."""
    found = _PERSON_IN_TEXT.findall(text.translate(_WIDE))
    return any(is_identity_number(number) and not is_social_code(number) for number in found)


def has_mobile_number(text: str) -> bool:
    """Whether a whole mobile number stands in a text, in half- or full-width digits."""
    return bool(_MOBILE_IN_TEXT.search(text.translate(_WIDE)))


@read_as("social")
def _social_code(value: str) -> str:
    if is_social_code(value):
        return value
    if is_identity_number(value):
        raise fault("bad-social-code", *IDENTITY_FOR_CODE())
    raise fault("bad-social-code", *NO_SOCIAL_CODE(found=quote(value)))


@read_as("sealed")
def _seal(value: object) -> None:
    """Look at the form of the number and forget it. What is not kept cannot reach a page, a file or a message."""
    text = value if isinstance(value, str) else _line(value)
    digits = text.upper()
    if "*" not in digits and re.fullmatch(r"\d{17}[\dX]", digits, re.ASCII) and not is_identity_number(digits):
        raise fault("bad-identity-number", *WRONG_DIGIT(), secret=True)
    if not _OTHER_PAPER.fullmatch(text):
        raise fault("bad-identity-number", *NO_PAPER(), secret=True)


@read_as("figure")
def _figure(value: object) -> Decimal:
    return Decimal(SPELLINGS["figure"].read(_line(value)))


SocialCode = Annotated[
    Line, AfterValidator(_social_code), WithJsonSchema({"type": ["string", "integer"], "pattern": "^[0-9A-Z]{18}$"})
]
"""A 统一社会信用代码."""
Sealed = Annotated[None, BeforeValidator(_seal), WithJsonSchema({"type": ["string", "integer"], "minLength": 4})]
"""The number of a person's paper: accepted for the exchange of data, looked at, and never kept."""
Figure = Annotated[
    Decimal,
    BeforeValidator(_figure),
    WithJsonSchema({"type": ["string", "number"], "pattern": r"^-?\d+(\.\d{1,6})?$"}),
]
"""A number with exactly the decimals that were written; its unit stands beside it."""
