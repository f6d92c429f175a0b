"""权力运行流程: the steps of a procedure, and which step follows which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, GetJsonSchemaHandler
from pydantic_core import CoreSchema

from disclosure.fields import Line, Model, read_as, term

END = "结束"
"""The name by which a branch leaves the procedure."""


class OrName:
    """Lets a group be written as one line of text, which stands for the field with this Chinese name alone."""

    def __init__(self, alias: str) -> None:
        """`alias` is the field that the text fills; the group's other fields must be optional."""
        self.alias = alias

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """The schema of a text, or of the group."""
        return {"anyOf": [{"type": ["string", "number"], "minLength": 1}, handler(schema)]}


def or_name(alias: str) -> BeforeValidator:
    """Turn a text into the group that it stands for."""

    @read_as(f"as:{alias}")
    def widen(value: object) -> object:
        return {alias: value} if isinstance(value, str) else value

    return BeforeValidator(widen)


class Branch(Model):
    """One way on from a step."""

    unnamed: ClassVar[frozenset[str]] = frozenset({"to", "condition"})

    to: Line = term("到", about="下一个环节的名称；到此为止的写“结束”", example="审查")
    condition: Line | None = term("条件", about="什么情况下走这一步", example="材料齐全的", default=None)


class Step(Model):
    """One step (环节). Without 去向 the next step of the list follows; the last one ends the procedure."""

    unnamed: ClassVar[frozenset[str]] = frozenset({"name", "branches"})

    name: Line = term("环节", about="环节的名称", example="受理")
    actor: Line | None = term("办理", about="由谁办理", example="政务服务窗口", default=None)
    limit: Line | None = term("时限", about="办理时限", example="5个工作日", default=None)
    branches: tuple[Annotated[Branch, or_name("到"), OrName("到")], ...] = term(
        "去向", about="办完以后到哪个环节；分几种情况的，逐项写条件", example="审查", default=()
    )


FlowStep = Annotated[Step, or_name("环节"), OrName("环节")]
"""A step, or only its name."""


@dataclass(frozen=True, slots=True)
class Edge:
    """From one step to another, by position in the list; a target of `len(steps)` is the end of the procedure."""

    source: int
    target: int
    condition: str = ""


def positions(steps: Sequence[Step]) -> Mapping[str, int]:
    """The first step with each name."""
    found: dict[str, int] = {}
    for number, step in enumerate(steps):
        found.setdefault(step.name, number)
    return found


def edges(steps: Sequence[Step]) -> tuple[Edge, ...]:
    """Every way from step to step, in the order in which it is written; branches to unknown steps are left out."""
    places = positions(steps)
    found: dict[Edge, None] = {}
    for number, step in enumerate(steps):
        if not step.branches:
            found[Edge(number, number + 1)] = None
        for branch in step.branches:
            target = len(steps) if branch.to == END and END not in places else places.get(branch.to)
            if target is not None:
                found[Edge(number, target, branch.condition or "")] = None
    return tuple(found)


def reachable(starts: Sequence[int], ways: Sequence[Edge]) -> frozenset[int]:
    """The steps to which the edges lead from some steps, these included."""
    after: dict[int, list[int]] = {}
    for edge in ways:
        after.setdefault(edge.source, []).append(edge.target)
    seen = set(starts)
    waiting = list(starts)
    while waiting:
        for target in after.get(waiting.pop(), ()):
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return frozenset(seen)
