"""One import of a Word document: bytes and catalogue in, a draft or a new body out. Nothing is written here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from pydantic import ValidationError

from disclosure import vocabulary
from disclosure.editing import changed_text, in_order, numbers_in_use
from disclosure.fields import explain
from disclosure.importers.table import Fault, Place
from disclosure.importers.word.blocks import Loss
from disclosure.importers.word.drafting import Draft, Field, annex_losses, fields_of, issuers_of, kind_of
from disclosure.importers.word.opening import UnfitError, open_document
from disclosure.importers.word.parts import Layout
from disclosure.kinds import KINDS
from disclosure.problem import Problem, quote
from disclosure.rules import Context, inspect_entry
from disclosure.source import read, read_bytes
from disclosure.source.characters import decode
from disclosure.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a document: a draft, or what is wrong."""

    draft: Draft | None = None
    faults: tuple[Fault, ...] = ()
    problems: tuple[Problem, ...] = ()
    """What is wrong in the vocabulary."""
    needs: Literal["", "organ", "kind"] = ""
    """What has to be said before a draft can be made."""
    question: str = ""
    """The same as a sentence."""


@dataclass(frozen=True, slots=True)
class NewBody:
    """A new body for an entry that is there."""

    path: str
    before: bytes = b""
    """The file as it is."""
    old: str = ""
    new: str = ""
    losses: tuple[Loss, ...] = ()
    faults: tuple[Fault, ...] = ()
    others: tuple[Field, ...] = ()
    """Fields of the entry of which the document says something else."""


def prepare_draft(  # noqa: PLR0913 - what the options of the command say
    root: Path, document: Path, today: date, *, organ: str = "", kind: str = "", path: str = "", jobs: int | None = None
) -> Imported:
    """Read a document as the draft of an entry. `path` is the file to be written, chosen here where it is empty.

    Never raises for bad content; OSError where a file cannot be read.
    """
    words, problems = vocabulary.load(root)
    if words is None:
        return Imported(problems=tuple(problems))
    try:
        found = open_document(document, words)
    except UnfitError as unfit:
        return Imported(faults=unfit.faults)
    slug = kind or kind_of(found.layout)
    names = [organ] if organ else issuers_of(found.layout)
    owner = next(
        (one for name in names if (one := words.organ_by_slug.get(name) or words.organ_by_name.get(name))), None
    )
    if owner is None or slug not in KINDS:
        if owner is None:
            return Imported(needs="organ", question=_no_owner(names, words))
        return Imported(needs="kind", question=_no_kind(slug))
    model = KINDS[slug]
    number, chosen = numbers_in_use(root, words, jobs=jobs).take(owner, slug, str(today.year))
    fields, doubts, apart = fields_of(found.layout, model, words, today.isoformat())
    values: dict[str, Any] = {one.term: one.value for one in fields}
    body = {"正文": f"{found.body}\n"} if found.body else {}
    data = in_order(model, {**values, "索引号": number, **body})
    first = Field("索引号", number, "下一个没有用过的号")
    losses = (*found.losses, *annex_losses(found.layout))
    return Imported(
        Draft(model, owner, path or chosen, document.name, data, (first, *fields), tuple(doubts), tuple(apart), losses)
    )


def draft_problems(root: Path, draft: Draft, today: date) -> list[Problem]:
    """What the check will say of a draft by itself, in the order of its lines, as if what is unsure were right.

    What is missing is a doubt already, and not told again.
    """
    words, _ = vocabulary.load(root)
    document = read(draft.text.encode(), draft.path)
    if document.data is None or words is None:
        return document.problems
    likely = {doubt.term: doubt.value for doubt in draft.doubts if doubt.value}
    missing = {doubt.term for doubt in draft.doubts}
    try:
        entry = draft.kind.model_validate({**likely, **document.data}).filed(draft.path, draft.organ.slug)
    except ValidationError as error:
        found = explain(error, draft.kind, draft.path)
        return [document.placed(one) for one in found if not (one.rule == "missing-field" and one.field in missing)]
    context = Context(root, words, today)
    return sorted((document.placed(one) for one in inspect_entry(context, entry)), key=lambda one: one.order)


def prepare_body(root: Path, document: Path, path: str) -> NewBody:
    """The text of an entry with its 正文 replaced by that of a document. Raises OSError."""
    words, problems = vocabulary.load(root)
    file = PurePosixPath(path)
    kind = KINDS.get(file.parent.name)
    if words is None or kind is None:
        faults = tuple(Fault(one.path, Place(), one.message, one.mend) for one in problems)
        wrong = Fault(path, Place(), "不在 catalogue/机构/种类/ 里", "请写条目文件的位置")
        return NewBody(path, faults=faults or (wrong,))
    before = read_bytes(root / path)
    text, problems = decode(before, path)
    entry = read(text.encode(), path)
    if problems or entry.data is None:
        bad = problems or entry.problems
        return NewBody(path, faults=tuple(Fault(one.place, Place(), one.message, one.mend) for one in bad))
    try:
        found = open_document(document, words)
    except UnfitError as unfit:
        return NewBody(path, faults=unfit.faults)
    end = "\n" if str(entry.data.get("正文", "\n")).endswith("\n") else ""
    new = changed_text(text, kind, {**entry.data, "正文": found.body + end})
    others = tuple(_others(entry.data, found.layout))
    return NewBody(path, before, text, new, found.losses, others=others)


def _others(data: dict[str, Any], layout: Layout) -> list[Field]:
    found = []
    for term in ("标题", "发文机关", "发文字号", "成文日期"):
        value = layout.sure(term)
        if value and term in data and data[term] != value:
            found.append(Field(term, value, layout.parts[term].where))
    return found


def _no_kind(slug: str) -> str:
    known = "、".join(f"{slug}（{one.label}）" for slug, one in KINDS.items())
    if slug:
        return f"没有{quote(slug)}这一种，可以用：{known}。"
    return f"看不出是哪一种信息，请用 --kind 写明，例如 --kind policy。可以用：{known}。"


def _no_owner(names: Sequence[str], words: Vocabulary) -> str:
    said = f"{quote(names[0])}不是已登记的机构" if names else "文件里没有认出发文机关"
    return f"{said}，请用 --organ 写明是哪个机构（标识或者名称），例如 --organ {words.organs[0].slug}。"
