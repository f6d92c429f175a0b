"""Groups of fields, the declaration of one field, and the error that a wrong value raises."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from disclosure.problem import RULES

_F = TypeVar("_F", bound=Callable[..., Any])
READERS: dict[object, str] = {}
"""The name of each function that reads a value, by which the form page knows its twin in the browser."""


def read_as(name: str) -> Callable[[_F], _F]:
    """Name a function that reads values; the twin of the same name is in overrides/assets/form/values.js."""

    def named(function: _F) -> _F:
        READERS[function] = name
        return function

    return named


class Model(BaseModel):
    """A group of fields. Unknown names are refused, nothing can be changed after reading."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=False)

    unseen: ClassVar[frozenset[str]] = frozenset()
    """Attributes that no page shows, so that they are not searchable either."""
    unnamed: ClassVar[frozenset[str]] = frozenset()
    """Attributes of which pages show the value without the name of the field."""
    twin: ClassVar[str] = ""
    """The name by which the form page knows what the group does with a value before its fields are read."""
    spelled: ClassVar[Mapping[str, str]] = {}
    """Other spellings of the names of fields, with the field for which each stands; both are right."""


def term(alias: str, *, about: str, example: object, default: Any = ...) -> Any:  # noqa: ANN401 - like pydantic's Field
    """A field by its official Chinese name, with help for the clerk and an example. Required without `default`."""
    return Field(default, alias=alias, description=about, examples=[example])


def fault(rule_id: str, message: str, mend: str, *, cure: str = "", secret: bool = False) -> PydanticCustomError:
    """The error that a value type raises; `rule_id` must be declared. The value of a secret one is never passed on.

    `cure` is the one value that is right instead, where there is only one.
    """
    context = {"rule": RULES[rule_id].id, "message": message, "mend": mend, "cure": cure, "secret": secret}
    return PydanticCustomError("disclosure", "{message}", context)


def model_inside(annotation: Any) -> type[Model] | None:  # noqa: ANN401 - any type expression
    """The first model class in a type expression such as tuple[Row, ...] | None."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        if found := model_inside(part):
            return found
    return None
