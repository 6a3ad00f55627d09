"""Build a tree with remembered places from YAML, without letting the YAML do anything.

Built over the events of PyYAML's parsers. `load` and `compose` are never called: nesting overflows the
C stack there, aliases and merge keys explode, and numbers become floats before anyone sees their text.
Here a scalar stays text, and the field it stands in decides what it means. What is wrong with a text as
YAML is said by `syntax`, and by no parser.
"""

from __future__ import annotations

from typing import Any

import yaml

from costcalc.problem import InputError, Place, Problem, Source
from costcalc.shown import INSTEAD, code_points, hides
from costcalc.source.syntax import FAULTS, MAX_DEPTH, Fault, first_fault, is_disputed
from costcalc.source.tree import Mapping, Scalar, Sequence, Tree
from costcalc.spelling import some_of

MAX_SCALAR = 8_192
MAX_KEY = 100
MAX_ITEMS = 10_000
MOST_NAMED = 5
MOST_PROBLEMS = 1_000
"""A file with more is not read on: the rest is more of the same."""

# libyaml where PyYAML was built with it, five times faster. What either of them refuses is refused with both.
LIBYAML: type | None = getattr(yaml, "CSafeLoader", None)
PARSER: type = LIBYAML or yaml.SafeLoader


class Reader:
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
        self.in_brackets: list[bool] = []
        self.disputed = False
        """Whether something was read that one of the parsers may not take."""

    def read(self, text: str) -> Tree | None:
        """Return the tree of a text; None where nothing is in it."""
        text = text if text.endswith("\n") else f"{text}\n"  # the parsers count the end of the last line differently
        stopped, until = None, None
        try:
            for event in yaml.parse(text, Loader=PARSER):
                self.take(event)
        except InputError as error:
            stopped, until = error, self.end_of(event, text)
        except (yaml.YAMLError, ValueError, OverflowError):
            # The pure parser lets the others through for escapes such as "\UFFFFFFFF".
            stopped = self.refused(Fault("unknown", 0), text)
        if stopped or PARSER is not LIBYAML or self.disputed or is_disputed(text):
            # Also where the reading stopped for another reason: one parser may have met this first.
            fault = first_fault(text, until)
            stopped = self.refused(fault, text) if fault else stopped
        if stopped:
            raise stopped
        return self.root

    def refused(self, fault: Fault, text: str) -> InputError:
        """Return the error for a text that is not to be read, with the problems that any parser reports before it."""
        wording = FAULTS[fault.kind]
        place = Place(self.source, text.count("\n", 0, fault.at) + 1, fault.at - text.rfind("\n", 0, fault.at))
        sure = text.count("\n", 0, fault.sure) + 1
        before = [problem for problem in self.problems if problem.place.line < sure]
        return InputError([*before, Problem(place, wording.code, wording.message, wording.hint)])

    def stop(self, place: Place, code: str, message: str, hint: str | None = None) -> InputError:
        """Return the error that ends the reading."""
        return InputError([*self.problems, Problem(place, code, message, hint)])

    def report(self, place: Place, code: str, message: str, hint: str | None = None) -> None:
        """Note a problem that does not end the reading, unless there are too many."""
        self.problems.append(Problem(place, code, message, hint))
        if len(self.problems) >= MOST_PROBLEMS:
            raise InputError(self.problems)

    def take(self, event: Any) -> None:
        """Take what the parser found next."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            place = self.node(event, self.place(event) if event.value else self.place_of_nothing(event))
            self.put(self.scalar(event, place))
        elif kind is yaml.MappingStartEvent:
            self.open(Mapping(self.node(event, self.place(event))), event)
        elif kind is yaml.SequenceStartEvent:
            self.open(Sequence(self.node(event, self.place(event))), event)
        elif kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
            self.close()
        elif kind is yaml.AliasEvent:
            self.alias(event)
        elif kind is yaml.DocumentStartEvent:
            self.document(event)

    def place(self, event: Any) -> Place:
        """Return where something stands."""
        mark = event.start_mark
        return Place(self.source, mark.line + 1, mark.column + 1)

    def left_out(self, event: Any) -> Scalar | None:
        """Return the key in brackets behind which nothing was written."""
        nothing = not (event.value or event.style or event.anchor or event.tag)
        return self.keys[-1] if nothing and self.in_brackets and self.in_brackets[-1] else None

    def place_of_nothing(self, event: Any) -> Place:
        """Return where a value would stand that was not written."""
        # Where a value is left out in brackets, the parsers have a place each; the key has one.
        key = self.left_out(event)
        return self.place(event) if key is None else key.place

    def alias(self, event: Any) -> None:
        """Take an alias: a value that stands elsewhere."""
        place = self.counted(self.place(event))
        self.report(place, "alias", "aliases (`*name`) are not read", "write the value out")
        self.put(Scalar("", place, unquoted=True))

    def anchor(self, name: str, place: Place) -> None:
        """Take the name that a value has for aliases."""
        del name
        self.report(place, "anchor", "anchors (`&name`) are not read", "write the value out where it is used")

    def merge_key(self, place: Place) -> None:
        """Take a key that stands for those of another mapping."""
        self.report(place, "merge-key", "merge keys (`<<`) are not read", "write the values out")

    def counted(self, place: Place, values: int = 1) -> Place:
        """Count values, and return the place of the first."""
        self.values += values
        if self.values > self.max_values:
            raise self.stop(place, "too-many-values", f"a file of this kind has at most {self.max_values:,} values")
        return place

    def node(self, event: Any, place: Place) -> Place:
        """Take what stands before a value, and return its place."""
        self.counted(place)
        if event.anchor is not None:
            self.anchor(event.anchor, place)
        if event.tag is not None:
            self.report(place, "tag", *FAULTS["tag"][:2])
            self.disputed = True
        return place

    def end_of(self, event: Any, text: str) -> int:
        """Return where in the text the value ends that was read last."""
        key = self.left_out(event) if type(event) is yaml.ScalarEvent else None
        if key is None:
            return int(event.end_mark.index)
        return sum(len(line) + 1 for line in text.split("\n", key.place.line)[: key.place.line - 1]) + key.place.column

    def document(self, event: Any) -> None:
        """Take the beginning of a document."""
        self.documents += 1
        if self.documents > 1:
            raise self.stop(self.place(event), "second-document", *FAULTS["second document"][:2])
        self.disputed |= bool(event.version or event.tags)

    def scalar(self, event: Any, place: Place) -> Scalar:
        """Return a text."""
        text = event.value
        if "?" in text and not event.style and self.in_brackets and self.in_brackets[-1]:
            self.disputed = True
        if len(text) > MAX_SCALAR:
            self.report(place, "text-too-long", f"a value has at most {MAX_SCALAR:,} characters")
            text = ""
        elif (hides(text) if event.style == '"' else not text.isprintable()) and (found := _hidden(text)):
            # Escapes such as "\e" or "\u202e" reach here although the raw text looked harmless.
            self.report(place, "hidden-character", f"this text holds a character that does not show ({found})", INSTEAD)
            text = ""
        # A plain scalar has the style "" from libyaml and None from the pure parser.
        return Scalar(text, place, unquoted=not event.style)

    def open(self, node: Mapping | Sequence, event: Any) -> None:
        """Begin a mapping or list."""
        if len(self.stack) >= MAX_DEPTH:
            raise self.stop(node.place, "too-deep", FAULTS["too deep"].message)
        self.put(node)
        self.stack.append(node)
        self.keys.append(None)
        self.in_brackets.append(event.flow_style)

    def close(self) -> None:
        """End a mapping or list."""
        self.stack.pop()
        self.keys.pop()
        self.in_brackets.pop()

    def put(self, node: Tree) -> None:
        """Put a value where it stands."""
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
        """Return a key, with what is wrong with it noted."""
        if not isinstance(node, Scalar):
            self.report(node.place, "bad-key", "a key must be a text")
            return Scalar("", node.place)
        if node == "<<" and node.unquoted:
            self.merge_key(node.place)
        elif not node or len(node) > MAX_KEY or "\n" in node:
            self.report(node.place, "bad-key", f"a key is one line of 1 to {MAX_KEY} characters")
        elif first := parent.places.get(node):
            key = f"`{node}`" if self.source.quotable else "this key"
            message = f"{key} stands here already, in line {first.line}"
            self.report(node.place, "duplicate-key", message, "keep one of them")
        return node


def _hidden(text: str) -> str:
    return some_of(code_points(text.replace("\n", "")), MOST_NAMED)
