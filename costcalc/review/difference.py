"""How two figures differ: by how much, by which part, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.charge import Figure
from costcalc.expr import Difference, Name, Quotient, Symbol, places_of_numbers

if TYPE_CHECKING:
    from costcalc.expr import Exact, Num
    from costcalc.problem import Place


def difference(old: Figure, new: Figure) -> Figure:
    """Give by how much the new one is more."""
    return Figure(Difference(_known("after", new), _known("before", old)), {})


def share(old: Figure, new: Figure) -> Figure | None:
    """Give the difference as a part of what was; None where that was nothing."""
    if not old.value:
        return None
    before = _known("before", old)
    return Figure(Quotient(Difference(_known("after", new), before), before), {})


def _known(name: str, figure: Figure) -> Symbol:
    return Symbol(name, figure.node, figure.value)


def changed_place(old: Figure, new: Figure) -> Place | None:
    """Find the number of a formula that is not what it was; None where it is another formula, or none is."""
    olds, news = list(old.node.leaves()), list(new.node.leaves())
    if len(olds) != len(news):
        return None
    for was, now in zip(olds, news, strict=True):
        places = places_of_numbers(now, new.env)
        if places and _value(was, old) != _value(now, new):
            return places[0]
    return None


def _value(leaf: Num | Name, figure: Figure) -> Exact | None:
    return figure.env.get(leaf.name) if isinstance(leaf, Name) else leaf.value
