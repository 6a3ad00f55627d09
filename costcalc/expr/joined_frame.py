"""A frame for figures of two plans, each of which has assumptions of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from costcalc.expr.definitions import layer_of
from costcalc.expr.frame import Frame
from costcalc.spelling import not_among

if TYPE_CHECKING:
    from collections.abc import Mapping

    from costcalc.expr.definitions import Setting


class JoinedFrame(Frame):
    """The values of two plans, before a change and after it. It has no value itself: a `Scoped` part names a member.

    Args:
        members: What a `Scoped` part calls each, and its frame.
    """

    __slots__ = ()

    def __init__(self, members: Mapping[str, Frame]) -> None:
        super().__init__()
        self._members.update(members)

    def __reduce__(self) -> tuple[Any, ...]:
        return JoinedFrame, (self._members,)

    def given(self, values: Mapping[str, Setting]) -> Frame:
        """Return the same members under other assumptions: each replaces those that it has.

        Raises:
            InputError: where an assumption that depends on a replaced one has no value.
            KeyError: for a name that no member has.
            TypeError: for what is no exact number.
        """
        layer = layer_of(values)
        known = {name for member in self._members.values() for name in member}
        if unknown := layer.keys() - known:
            raise not_among(min(unknown), sorted(known))
        return JoinedFrame(
            {
                side: member.given({name: node for name, node in layer.items() if name in member})
                for side, member in self._members.items()
            }
        )

    def of(self, option: str) -> Frame:
        """Return the member of a name."""
        return self._at(option, ())
