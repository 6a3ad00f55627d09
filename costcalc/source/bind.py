"""Fit a tree to a pydantic record, and say in the file's own words and places what does not fit."""

from __future__ import annotations

import types
import typing
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import PydanticCustomError

from costcalc.problem import InputError, Place, Problem
from costcalc.shown import cut
from costcalc.source.tree import Mapping, Scalar, Sequence
from costcalc.spelling import NEARER, did_you_mean, nearest, some_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pydantic_core import ErrorDetails

    from costcalc.source.tree import Tree


class FileRecord(BaseModel):
    """What is read from a file: frozen, strict, and no key too many."""

    more_keys: ClassVar[tuple[str, ...]] = ()
    """Keys that are gathered into one field before binding; that field has a name with a space in it."""

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        arbitrary_types_allowed=True,
        hide_input_in_errors=True,
        defer_build=True,
    )

    def __deepcopy__(self, memo: dict[int, Any] | None = None) -> Self:
        """Return itself: a frozen record is handed to everyone who asks, and nobody changes what is in it.

        Without this a copy of one charge is a copy of a whole rate card. Only pydantic calls it without a memo: its
        `model_copy` is about to change what it gets.
        """
        return super().__deepcopy__() if memo is None else self


R = TypeVar("R", bound=FileRecord)
HINTED = 100
"""Unknown keys that are compared with the known ones; nobody is shown the hints of more."""

_KINDS = {
    "missing": ("missing-key", "`{key}` is missing"),
    "extra_forbidden": ("unknown-key", "`{key}` is not a key here"),
    "model_type": ("wrong-type", "this must be a mapping, `key: value` lines"),
    "dict_type": ("wrong-type", "this must be a mapping, `key: value` lines"),
    "list_type": ("wrong-type", "this must be a list"),
    "tuple_type": ("wrong-type", "this must be a list"),
    "too_short": ("empty-list", "this must not be empty"),
    "too_long": ("too-many", "there are too many of these"),
}


def rejected(code: str, message: str, hint: str | None = None) -> PydanticCustomError:
    """Make the error by which a field refuses a value."""
    # The message travels as data: as a template, braces in the user's text would be read as fields.
    return PydanticCustomError(code, "{message}", {"message": message, "hint": hint})


def rejected_as(error: InputError) -> PydanticCustomError:
    """Pass on problems that have places already, through pydantic."""
    return PydanticCustomError("problems", "see problems", {"problems": error.problems})


def bind(record: type[R], tree: Mapping, found: list[Problem]) -> R:
    """Make a record of a tree.

    Args:
        record: The pydantic class.
        tree: What was read.
        found: The problems met while reading, which count as well.

    Raises:
        InputError: with all that was found, each place once.
    """
    try:
        bound = record.model_validate(tree)
    except ValidationError as error:
        known = {problem.place for problem in found}
        late = [problem for problem in _problems(record, tree, error) if problem.place not in known]
        raise InputError([*found, *late]) from None
    if found:
        raise InputError(found)
    return bound


def _problems(record: type[FileRecord], tree: Mapping, error: ValidationError) -> Iterator[Problem]:
    items = error.errors(include_url=False, include_input=False)
    misspelt = _misspelt(record, items)
    for nth, item in enumerate(items):
        context = item.get("ctx", {})
        if "problems" in context:
            yield from context["problems"]
            continue
        loc = item["loc"]
        if item["type"] == "missing" and loc in misspelt:
            continue  # the key that stands in its place is reported, with what was meant
        if item["type"] == "too_short" and any(other["loc"][: len(loc)] == loc != other["loc"] for other in items):
            continue  # what is wrong with its items is said already
        code, template = _KINDS.get(item["type"], (item["type"], ""))
        if item["type"] == "too_short" and node_at(tree, loc):
            template = f"this must have at least {context['min_length']} items"
        key = str(loc[-1]) if loc else ""
        message = template.format(key=key) or context.get("message", item["msg"])
        hint = context.get("hint")
        if item["type"] == "extra_forbidden" and nth > HINTED:
            loc = (*loc, "[key]")
        elif item["type"] == "extra_forbidden":
            known = keys_at(record, loc[:-1])
            hint = did_you_mean(key, known, f"there are {some_of(f'`{name}`' for name in known)}", NEARER)
            value = node_at(tree, loc)
            if isinstance(value, Scalar) and value.unquoted and not value and not nearest(key, known, NEARER):
                hint = "YAML splits at every comma inside { }: put a text in quotes, group digits with _"
            loc = (*loc, "[key]")
        elif item["type"] in {"model_type", "dict_type"} and isinstance(value := node_at(tree, loc), Scalar) and value:
            first = next(iter(keys_at(record, loc)), "key")
            hint = f"write {{{first}: {cut(value)}}}"
        yield Problem(place_at(tree, loc), code, message, hint)


def _misspelt(record: type[FileRecord], items: Iterable[ErrorDetails]) -> set[tuple[int | str, ...]]:
    """Return the locs that unknown keys were probably meant for."""
    unknown = [item["loc"] for nth, item in enumerate(items) if item["type"] == "extra_forbidden" and nth <= HINTED]
    return {(*loc[:-1], nearest(str(loc[-1]), keys_at(record, loc[:-1]), NEARER) or "") for loc in unknown}


def place_at(tree: Tree, loc: tuple[int | str, ...]) -> Place:
    """Find the place of what pydantic calls `loc`; it ends in "[key]" where the key itself is meant."""
    last = node_at(tree, loc[:-1])
    if loc and loc[-1] == "[key]" and not (isinstance(last, Mapping) and "[key]" in last):
        parent = node_at(tree, loc[:-2])
        return parent.places.get(str(loc[-2]), parent.place) if isinstance(parent, Mapping) else parent.place
    return node_at(tree, loc).place


def node_at(tree: Tree, loc: tuple[int | str, ...]) -> Tree:
    """Find what pydantic calls `loc`, or as much of the way there as exists."""
    node: Any = tree
    for step in loc:
        if isinstance(node, Mapping) and isinstance(step, str):
            node = node.get(step, node)
        elif isinstance(node, Sequence) and isinstance(step, int):
            node = node[step]
    found: Tree = node
    return found


def keys_at(record: type[BaseModel], loc: tuple[int | str, ...]) -> list[str]:
    """List the keys that may stand at a `loc` of a record."""
    kind: Any = record
    for step in loc:
        kind = _inside(kind, step)
    if not _is_record(kind):
        return []
    own = [field.alias or name for name, field in kind.model_fields.items()]
    return [name for name in own if " " not in name] + list(kind.more_keys)


def _is_record(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _inside(kind: Any, step: int | str) -> Any:
    """Go one step down: into a field of a record, a value of a mapping, an item of a list."""
    if _is_record(kind):
        fields = ((field.alias or name, field) for name, field in kind.model_fields.items())
        return _bare(next((field.annotation for name, field in fields if name == step), None))
    args = typing.get_args(kind)
    return _bare(args[-1 if typing.get_origin(kind) is dict else 0]) if args else None


def _bare(annotation: Any) -> Any:
    """Return a type without `Annotated` and `| None`."""
    while typing.get_origin(annotation) in {Annotated, types.UnionType, typing.Union}:
        annotation = typing.get_args(annotation)[0]
    return annotation
