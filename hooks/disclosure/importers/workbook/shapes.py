"""What the type of a field says about its place in a workbook: lists, named groups, official forms, short forms."""

from __future__ import annotations

from typing import Annotated, Any, get_args, get_origin

from pydantic.fields import FieldInfo

from disclosure.fields import Model, wording

_FIGURES = ("金额", "整数")
"""How the wording of a field begins whose values are numbers."""


def is_form(model: type[Model]) -> bool:
    """Whether a group is an official form: rows of figures, or groups of figures that are the rows."""
    for info in model.model_fields.values():
        said = wording(info)
        if said.columns or (said.group and outer_of(info.annotation) is None and _is_figures(said.group)):
            return True
    return False


def _is_figures(model: type[Model]) -> bool:
    return all(wording(info).shape.startswith(_FIGURES) for info in model.model_fields.values())


def outer_of(annotation: Any) -> object:  # noqa: ANN401 - a type expression
    """The outermost tuple or dict, through unions and annotations; None for a single value."""
    origin = get_origin(annotation)
    if origin in {tuple, dict}:
        return origin
    parts = get_args(annotation)[:1] if origin is Annotated else get_args(annotation)
    return next((found for part in parts if (found := outer_of(part))), None)


def dict_in(annotation: Any) -> Any:  # noqa: ANN401 - a type expression
    """The part of a type expression that is a dict, not looking inside of tuples; None where there is none."""
    if get_origin(annotation) is dict:
        return annotation
    if get_origin(annotation) is tuple:
        return None
    return next((found for part in get_args(annotation) if (found := dict_in(part)) is not None), None)


def may_be_short(info: FieldInfo, model: type[Model]) -> bool:
    """Whether a group, or each of a list of groups, may be written as one text."""
    validators = model.__pydantic_decorators__.model_validators.values()
    return any(one.info.mode == "before" for one in validators) or _has_marks(info, model)


def _has_marks(node: Any, model: type[Model]) -> bool:  # noqa: ANN401 - a FieldInfo or a type expression
    """Whether a type that is this very group has its own way of reading, by which it may be written as one text."""
    if isinstance(node, FieldInfo):
        return (node.annotation is model and bool(node.metadata)) or _has_marks(node.annotation, model)
    if get_origin(node) is Annotated:
        inner = get_args(node)[0]
        return inner is model or _has_marks(inner, model)
    return any(_has_marks(part, model) for part in get_args(node))
