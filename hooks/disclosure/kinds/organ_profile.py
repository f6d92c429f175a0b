"""机构职能: what an organ does, who leads it, where and when it can be reached (条例第二十条第（二）项)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from disclosure.fields import Line, Model, NonEmpty, Text, term
from disclosure.kinds.base import Entry


class Official(Model):
    """One of the people who lead the organ (负责人)."""

    name: Line = term("姓名", about="负责人姓名", example="张某某")
    post: Line = term("职务", about="职务", example="党组书记、局长")
    duties: Line | None = term("分工", about="分管的工作", example="主持全面工作", default=None)


class Office(Model):
    """An internal office (内设机构)."""

    name: Line = term("名称", about="内设机构名称", example="办公室")
    duties: Text | None = term("职责", about="主要职责", example="负责日常运转", default=None)
    phone: Line | None = term("电话", about="办公电话", example="0000-1234567", default=None)


class OrganProfile(Entry):
    """An organ's functions, set-up, address, hours, contacts and leaders."""

    slug: ClassVar[str] = "organ-profile"
    label: ClassVar[str] = "机构职能"
    about: ClassVar[str] = "机关职能、机构设置、办公地址、办公时间、联系方式、负责人姓名"
    counter: ClassVar[str] = "份"

    functions: Annotated[tuple[Text, ...], NonEmpty] = term("主要职能", about="每项职能一条", example="贯彻执行……")
    offices: tuple[Office, ...] = term("内设机构", about="内设机构和职责", example="见示例", default=())
    officials: Annotated[tuple[Official, ...], NonEmpty] = term("负责人", about="姓名、职务和分工", example="见示例")
    address: Line = term("办公地址", about="办公地址", example="示例县示范大道2号")
    hours: Line = term("办公时间", about="办公时间", example="工作日 8:30—12:00，14:00—17:30")
    phone: Line = term("联系电话", about="对外联系电话", example="0000-1234567")
    fax: Line | None = term("传真", about="传真号码", example="0000-1234568", default=None)
    postcode: Line | None = term("邮政编码", about="邮政编码", example="000000", default=None)
    email: Line | None = term("电子邮箱", about="对外的电子邮箱", example="czj@shilixian.example", default=None)
