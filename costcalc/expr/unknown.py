"""Assumptions without a value: a cost that is left as a symbol, and what rests on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from costcalc.expr.names import names_in
from costcalc.expr.nodes import Missing

if TYPE_CHECKING:
    from costcalc.expr.definitions import Definitions
    from costcalc.expr.nodes import Node


class Assumed(Protocol):
    """A frame, as far as this is about it."""

    @property
    def definitions(self) -> Definitions:
        """Where the values come from."""

    def __contains__(self, name: object, /) -> bool: ...

    def made(self, name: str) -> tuple[Node, Assumed]:
        """Return the formula that gave a name its value, and the frame it was asked in."""


def open_in(node: Node, frame: Assumed) -> list[str]:
    """List the assumptions without a value that a formula has in it, in reading order."""
    known = frame.definitions.formulas
    return [leaf.name for leaf in names_in(node) if leaf.name not in frame and leaf.name in known]


def open_roots(name: str, frame: Assumed) -> tuple[str, ...]:
    """List the assumptions that nobody gives a value, and on which one without a value rests; itself, perhaps."""
    found: dict[str, None] = {}
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        one = waiting.pop()
        if one in frame or one in seen or one not in frame.definitions.formulas:
            continue
        seen.add(one)
        formula, asked_in = frame.made(one)
        if isinstance(formula, Missing):
            found[one] = None
        elif asked_in is frame:
            waiting += [leaf.name for leaf in names_in(formula)]
        else:
            found |= dict.fromkeys(root for leaf in names_in(formula) for root in open_roots(leaf.name, asked_in))
    return tuple(found)


def why_open(name: str, frame: Assumed) -> str:
    """Return why an assumption has no value, in a sentence."""
    roots = open_roots(name, frame)
    if not roots or roots == (name,):
        return f"`{name}` has no value"
    return f"`{name}` has no value, since {' and '.join(f'`{root}`' for root in roots)} has none"
