"""How two figures differ: by how much, by which part, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.expr import Difference, Figure, Frame, JoinedFrame, Name, Quotient, Scoped, places_of_numbers

if TYPE_CHECKING:
    from costcalc.expr import Exact, Node, Num
    from costcalc.problem import Place


def difference(old: Figure, new: Figure) -> Figure:
    """Return by how much the new one is more."""
    before, after, env = _sides(old, new)
    return Figure(Difference(after, before), env)


def share(old: Figure, new: Figure) -> Figure | None:
    """Return the difference as a part of what was; None where that was nothing."""
    if not old.value:
        return None
    before, after, env = _sides(old, new)
    return Figure(Quotient(Difference(after, before), before), env)


def _sides(old: Figure, new: Figure) -> tuple[Node, Node, Frame]:
    """Return two figures under names, each with the values it was asked in, and a frame that knows both."""
    frames = {"before": _frame(old), "after": _frame(new)}
    return Scoped("before", old.node, "before"), Scoped("after", new.node, "after"), JoinedFrame(frames)


def _frame(figure: Figure) -> Frame:
    return figure.env if isinstance(figure.env, Frame) else Frame(figure.env)


def changed_place(old: Figure, new: Figure) -> Place | None:
    """Return where the number is written that is not what it was; None in another formula, and where none is."""
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
