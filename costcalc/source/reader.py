"""Build a tree with remembered places from YAML, without letting the YAML do anything.

Built over the events of PyYAML's parsers. `load` and `compose` are never called: nesting overflows the
C stack there, aliases and merge keys explode, and numbers become floats before anyone sees their text.
Here a scalar stays text, and the field it stands in decides what it means.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import yaml

from costcalc.problem import InputError, Place, Problem, Source, some_of
from costcalc.shown import code_points, hides
from costcalc.source.tree import Mapping, Scalar, Sequence, Tree

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DEPTH = 32
MAX_SCALAR = 8_192
MAX_KEY = 100
MAX_ITEMS = 10_000
MOST_NAMED = 5
MOST_PROBLEMS = 1_000
"""A file with more is not read on: the rest is more of the same."""

# libyaml where PyYAML was built with it, five times faster; the pure parser reads the same language.
PARSER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_tree(text: str, source: Source, max_values: int) -> tuple[Mapping, list[Problem]]:
    """Read one YAML document whose top is a mapping.

    Args:
        text: The document.
        source: What its places refer to.
        max_values: The most scalars it may have.

    Returns:
        The tree, and the problems that did not stop the reading; a node that has one is not to be used.

    Raises:
        InputError: for a document that could not be read to its end.
    """
    reader = _Reader(source, max_values)
    with _without_garbage_collection():
        tree = reader.read(text)
    if tree is None:
        raise InputError([*reader.problems, Problem(Place(source, 1, 1), "empty-file", "the file holds nothing")])
    if not isinstance(tree, Mapping):
        what = Problem(tree.place, "wrong-type", "the top of the file must be a mapping, `key: value` lines")
        raise InputError([*reader.problems, what])
    return tree, reader.problems


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    # A tree in the making is all live: collecting meanwhile costs a quarter to a half of the time.
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Reader:
    """Turns events into a tree, with a stack of its own instead of recursion."""

    def __init__(self, source: Source, max_values: int) -> None:
        self.source = source
        self.max_values = max_values
        self.problems: list[Problem] = []
        self.values = 0
        self.root: Tree | None = None
        self.documents = 0
        self.stack: list[Mapping | Sequence] = []
        self.keys: list[Scalar | None] = []

    def read(self, text: str) -> Tree | None:
        try:
            for event in yaml.parse(text, Loader=PARSER):
                self.take(event)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            place = Place(self.source, mark.line + 1, mark.column + 1) if mark else Place(self.source, 1, 1)
            what = f"{error.problem or 'this is not YAML'}{f', {error.context}' if error.context else ''}"
            line = self.source.lines[min(place.line, len(self.source.lines)) - 1]
            raise self.stop(place, "bad-yaml", what, _syntax_hint(str(error.problem), line)) from None
        except (yaml.YAMLError, ValueError, OverflowError):
            # The pure parser lets these through for escapes such as "\UFFFFFFFF", without a place.
            raise self.stop(Place(self.source, 1, 1), "bad-yaml", "this is not YAML") from None
        return self.root

    def stop(self, place: Place, code: str, message: str, hint: str | None = None) -> InputError:
        return InputError([*self.problems, Problem(place, code, message, hint)])

    def report(self, place: Place, code: str, message: str, hint: str | None = None) -> None:
        self.problems.append(Problem(place, code, message, hint))
        if len(self.problems) >= MOST_PROBLEMS:
            raise InputError(self.problems)

    def take(self, event: Any) -> None:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            place = self.node(event)
            self.put(self.scalar(event, place))
        elif kind is yaml.MappingStartEvent:
            self.open(Mapping(self.node(event)))
        elif kind is yaml.SequenceStartEvent:
            self.open(Sequence(self.node(event)))
        elif kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
            self.stack.pop()
            self.keys.pop()
        elif kind is yaml.AliasEvent:
            place = self.counted(event)
            self.report(place, "alias", "aliases (`*name`) are not read", "write the value out")
            self.put(Scalar("", place, unquoted=True))
        elif kind is yaml.DocumentStartEvent:
            self.document(event)

    def place(self, event: Any) -> Place:
        mark = event.start_mark
        return Place(self.source, mark.line + 1, mark.column + 1)

    def counted(self, event: Any) -> Place:
        place = self.place(event)
        self.values += 1
        if self.values > self.max_values:
            raise self.stop(place, "too-many-values", f"a file of this kind has at most {self.max_values:,} values")
        return place

    def node(self, event: Any) -> Place:
        place = self.counted(event)
        if event.anchor is not None:
            self.report(place, "anchor", "anchors (`&name`) are not read", "write the value out where it is used")
        if event.tag is not None:
            self.report(place, "tag", "tags (`!name`) are not read", "write the value alone")
        return place

    def document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            raise self.stop(self.place(event), "second-document", "a file holds one document", "remove the `---`")
        if event.version or event.tags:
            self.report(self.place(event), "directive", "directives (`%YAML`, `%TAG`) are not read", "remove the line")

    def scalar(self, event: Any, place: Place) -> Scalar:
        text = event.value
        if len(text) > MAX_SCALAR:
            self.report(place, "text-too-long", f"a value has at most {MAX_SCALAR:,} characters")
            text = ""
        elif (hides(text) if event.style == '"' else not text.isprintable()) and (found := _hidden(text)):
            # Escapes such as "\e" or "\u202e" reach here although the raw text looked harmless.
            self.report(place, "hidden-character", f"this text holds a character that does not show ({found})")
            text = ""
        # A plain scalar has the style "" from libyaml and None from the pure parser.
        return Scalar(text, place, unquoted=not event.style)

    def open(self, node: Mapping | Sequence) -> None:
        if len(self.stack) >= MAX_DEPTH:
            raise self.stop(node.place, "too-deep", f"values nest at most {MAX_DEPTH} deep")
        self.put(node)
        self.stack.append(node)
        self.keys.append(None)

    def put(self, node: Tree) -> None:
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        if len(parent) >= MAX_ITEMS:
            raise self.stop(node.place, "too-many", f"a list or mapping has at most {MAX_ITEMS:,} items")
        if isinstance(parent, Sequence):
            parent.append(node)
            return
        key = self.keys[-1]
        if key is None:
            self.keys[-1] = self.key(node, parent)
        else:
            self.keys[-1] = None
            if key not in parent:
                parent[key] = node
                parent.places[key] = key.place

    def key(self, node: Tree, parent: Mapping) -> Scalar:
        if not isinstance(node, Scalar):
            self.report(node.place, "bad-key", "a key must be a text")
            return Scalar("", node.place)
        if node == "<<" and node.unquoted:
            self.report(node.place, "merge-key", "merge keys (`<<`) are not read", "write the values out")
        elif not node or len(node) > MAX_KEY or "\n" in node:
            self.report(node.place, "bad-key", f"a key is one line of 1 to {MAX_KEY} characters")
        elif first := parent.places.get(node):
            message = f"`{node}` stands here already, in line {first.line}"
            self.report(node.place, "duplicate-key", message, "keep one of them")
        return node


def _hidden(text: str) -> str:
    return some_of(code_points(text.replace("\n", "")), MOST_NAMED)


def _syntax_hint(problem: str, line: str) -> str:
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "indent with spaces, not with tabs"
    if "mapping values" in problem:
        return "look at the indentation; and a text with `: ` in it needs quotes"
    if "could not find expected ':'" in problem:
        return "a key is followed by a colon and a space; look at the line above as well"
    return "look at the indentation, and at quotes and brackets that do not close"
