"""Follow the anchors, aliases and merge keys of a stranger's YAML, within the limits of a file that has none.

In files of ours each line says itself what it holds. A configuration of another program may share what its entries have
in common. There an alias counts as if it were written out: all values below it, and how deep they nest. So a file of a
few lines that would become a billion values is refused at the first alias that is too many, before anything is copied.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.source.reader import MAX_ITEMS, Reader
from costcalc.source.syntax import FAULTS, MAX_DEPTH
from costcalc.source.tree import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from costcalc.problem import Place, Source
    from costcalc.source.tree import Tree

NO_ANCHOR = "no anchor with the name of this alias ends above it"
TWICE = "an anchor with this name stands above"
NO_MAPPING = "a merge key (`<<`) takes a mapping, or a list of mappings"


class _Anchored(NamedTuple):
    """What an anchor is on: how many values it has, written out, and how deep they nest."""

    node: Tree
    values: int = 1
    depth: int = 0


class _Open(NamedTuple):
    """A mapping or list that is being read: the name of its anchor, and how many values there were before it."""

    anchor: str | None
    before: int


class AliasReader(Reader):
    """Reads a document with what its aliases stand for. What several of them stand for is there once, and shared."""

    def __init__(self, source: Source, max_values: int) -> None:
        super().__init__(source, max_values)
        self.anchors: dict[str, _Anchored] = {}
        self.named: set[str] = set()
        self.begun: list[_Open] = []
        self.depths: list[int] = []
        self.merges: dict[int, Place] = {}
        """Where the merge key stands in a mapping that is open, by how many are open around it."""
        self.to_come: str | None = None
        """The anchor of the value to come."""

    def anchor(self, name: str, place: Place) -> None:
        """Remember the name of the value to come. Until that has ended it stands for nothing: nothing is in itself."""
        if name in self.named:
            self.report(place, "anchor", TWICE, "give each a name of its own")
        self.named.add(name)
        self.to_come = name

    def alias(self, event: Any) -> None:
        """Put what an alias stands for, and count all of it."""
        place = self.place(event)
        found = self.anchors.get(event.anchor)
        if found is None:
            self.report(self.counted(place), "alias", NO_ANCHOR)
            self.put(Scalar("", place, unquoted=True))
            return
        self.counted(place, found.values)
        if len(self.stack) + found.depth > MAX_DEPTH:
            raise self.stop(place, "too-deep", FAULTS["too deep"].message)
        self.deepen(found.depth)
        # What is said of it here is about this place, not about that of the anchor.
        if isinstance(found.node, Scalar):
            self.put(Scalar(found.node, place, unquoted=found.node.unquoted))
        else:
            self.put(Mapping(place) if self.awaits_key else found.node)

    @property
    def awaits_key(self) -> bool:
        """Whether what comes next is a key."""
        return bool(self.stack) and isinstance(self.stack[-1], Mapping) and self.keys[-1] is None

    def deepen(self, depth: int) -> None:
        """Say how deep the values nest that stand in what is open."""
        if self.depths:
            self.depths[-1] = max(self.depths[-1], depth)

    def put(self, node: Tree) -> None:
        """Put a value where it stands, under its name if it has one."""
        name, self.to_come = self.to_come, None
        if name is not None and isinstance(node, Scalar):
            self.anchors[name] = _Anchored(node)
        super().put(node)

    def open(self, node: Mapping | Sequence, event: Any) -> None:
        """Begin a mapping or list."""
        begun = _Open(self.to_come, self.values - 1)
        super().open(node, event)
        self.begun.append(begun)
        self.depths.append(0)

    def close(self) -> None:
        """End a mapping or list: now its name stands for it."""
        node, begun, depth = self.stack[-1], self.begun.pop(), self.depths.pop() + 1
        place = self.merges.pop(len(self.stack), None)
        super().close()
        if place and isinstance(node, Mapping):
            self.merge(node, place)
        self.deepen(depth)
        if begun.anchor is not None:
            self.anchors[begun.anchor] = _Anchored(node, self.values - begun.before, depth)

    def merge_key(self, place: Place) -> None:
        """Remember that a mapping has a merge key."""
        parent = self.stack[-1]
        if isinstance(parent, Mapping) and "<<" in parent:
            self.report(place, "duplicate-key", "this key stands here already", "name both in one list: `<<: [*a, *b]`")
        self.merges[len(self.stack)] = place

    def merge(self, node: Mapping, place: Place) -> None:
        """Add to a mapping what its merge key names: what is written in it stays, and the first of several counts."""
        named = node.pop("<<", None)
        node.places.pop("<<", None)
        for other in named if isinstance(named, Sequence) else [named]:
            if not isinstance(other, Mapping):
                self.report(place, "merge-key", NO_MAPPING)
                return
            for key, value in other.items():
                if key not in node:
                    node[key], node.places[key] = value, other.places[key]
        if len(node) > MAX_ITEMS:
            raise self.stop(place, "too-many", f"a list or mapping has at most {MAX_ITEMS:,} items")
