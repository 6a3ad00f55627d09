"""Frames: the value of every assumption, for one option, month, claim or draw. A plan is asked again in another frame.

Frames are layers. At the bottom is what the file says, with what the user sets in its place; above it what an option
says of an assumption (`with`), above that what a claim says. Inside a layer a name means its value in the layer below,
and what depends on a replaced assumption is resolved again.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from costcalc.expr.defined import DefinedValues
from costcalc.expr.definitions import Definitions, layer_of, value_of
from costcalc.expr.nodes import Missing, Node
from costcalc.expr.unknown import open_in
from costcalc.problem import InputError, Problem, collected
from costcalc.spelling import not_among

if TYPE_CHECKING:
    from collections.abc import Iterable

    from costcalc.expr.definitions import Setting
    from costcalc.expr.numbers import Exact
    from costcalc.expr.solve import Solution, Solve

    Layer = Mapping[str, Node]

MOST_KEPT = 256
"""Frames of claims that are kept for another question about the same claim."""

_WITHOUT = Definitions({}, {}, ())
_NOTHING: Layer = {}


class Frame(DefinedValues):
    """The value of every assumption. It is never changed: another question has a frame of its own.

    Args:
        values: Name to value.
        definitions: Where the values come from.
        options: What each option says of assumptions; options that say nothing are not in it.
        steps: How many nodes sums may still compute; None for a new allowance.

    Attributes:
        option: Whose values they are; None where no option changes any.
        replaced: The assumptions whose value is not what the file says.
    """

    __slots__ = (
        "_above",
        "_bottom",
        "_derived",
        "_members",
        "_pins",
        "option",
        "options",
        "replaced",
    )

    options: Mapping[str, Layer]
    option: str | None
    replaced: frozenset[str]
    _bottom: Frame
    _above: tuple[Layer, ...]
    _pins: Layer
    _members: dict[str, Frame]
    _derived: dict[tuple[tuple[str, int], ...], tuple[Layer, Frame]]

    def __init__(
        self,
        values: Mapping[str, Exact] | Iterable[tuple[str, Exact]] = (),
        definitions: Definitions = _WITHOUT,
        options: Mapping[str, Layer] = MappingProxyType({}),
        steps: list[int] | None = None,
    ) -> None:
        super().__init__(values, definitions, steps)
        self.options = dict(options)
        self.option = None
        self.replaced = frozenset()
        self._bottom = self
        self._above = ()
        self._pins = _NOTHING
        self._members = {}
        self._derived = {}

    @classmethod
    def resolved(
        cls,
        definitions: Definitions,
        options: Mapping[str, Layer] = MappingProxyType({}),
        replaced: Iterable[str] = (),
        steps: list[int] | None = None,
    ) -> Frame:
        """Return the bottom frame: the value of every name.

        Args:
            definitions: The names with their formulas.
            options: What each option says of assumptions.
            replaced: The names whose formula is not what the file says.
            steps: How many nodes sums may still compute; None for a new allowance.

        Raises:
            InputError: for the formulas without a value, all of them.
        """
        frame = cls((), definitions, options, steps)
        frame.replaced = frozenset(replaced)
        frame._fill(definitions.order)
        return frame

    def __reduce__(self) -> tuple[Any, ...]:
        # Without what was worked out from it: the identities in that are those of this process.
        bottom = self._bottom
        if self is not bottom:
            return _placed, (bottom, self.option, self._above)
        state = {"replaced": self.replaced, "_made": self._made, "inner": self.inner}
        return Frame, (dict(self), self.definitions, self.options), state

    def __setstate__(self, state: Mapping[str, object]) -> None:
        for name, value in state.items():
            setattr(self, name, value)

    @property
    def bottom(self) -> Frame:
        """The frame below what options and claims say: what the file says, with what was set or given in its place."""
        return self._bottom

    def given(self, values: Mapping[str, Setting]) -> Frame:
        """Return the same question under other assumptions, at the bottom of all layers.

        Args:
            values: A number or a formula for each assumption to replace; a name in it means what it meant before.

        Raises:
            InputError: where an assumption that depends on a replaced one has no value.
            KeyError: for a name that is no assumption.
            TypeError: for what is no exact number.
        """
        bottom = self._bottom
        frame = bottom._over(layer_of(values), None)
        frame.options = bottom.options
        return frame._at(self.option, self._above)

    def solved(self, node: Solve) -> Solution:
        """Return what solves an equation; the unknown lies at the bottom of all layers.

        Raises:
            UndefinedError: where nothing does, or more than one value; it says which.
        """
        from costcalc.expr.solving.solution import solution  # few files have an equation

        return solution(node, self, lambda value: self.given({node.unknown: value}))

    def inside(self) -> Frame | None:
        """Return the same question asked of the inner values of some ranges, where these are a corner of them."""
        inner = self._bottom.inner
        return inner._at(self.option, self._above) if isinstance(inner, Frame) else None

    def of(self, option: str) -> Frame:
        """Return the same question asked of another option: what that says, in place of what this one says."""
        if not self._bottom.options:
            return self
        return self._bottom._at(option, self._above)

    def under(self, layer: Layer) -> Frame:
        """Return the same question with one more layer above all others, as a claim has it.

        What it replaces is replaced in every layer: an option's `tokens * 1.35` is that of the claim's tokens.

        Raises:
            InputError: where an assumption has no value under it.
            KeyError: for a name that is no assumption.
        """
        if not layer:
            return self
        key = tuple(sorted((name, id(node)) for name, node in layer.items()))
        found = self._derived.get(key)
        if found is None:
            layer = dict(layer)  # whatever becomes of it, its nodes are kept alive here, so that their ids stay theirs
            pins = {**self._pins} | {name: self._pin(node) for name, node in layer.items()}
            others = {name: node for name, node in self._option_layer().items() if name not in pins}
            made = {name: self.made(name) for name in self._pins} | {name: (node, self) for name, node in layer.items()}
            frame = self._bottom._over(pins, self.steps)._explained(made)._over(others, self.steps)
            frame.option, frame._bottom, frame._pins = self.option, self._bottom, pins
            frame._above = (*self._above, layer)
            if len(self._derived) >= MOST_KEPT:
                self._derived.clear()
            found = self._derived[key] = (layer, frame)
        return found[1]

    def after(self, before: Frame) -> Frame:
        """Return the frame of the question before this one, where it is the same; else this one, which goes on as it.

        All that is asked one after the other has one allowance of sums.
        """
        asked, known = self.definitions.formulas, before.definitions.formulas
        if (asked, self.options, self.replaced) == (known, before.options, before.replaced):
            return before
        self.steps = before.steps
        return self

    def _option_layer(self) -> Layer:
        """Return what the option says of assumptions."""
        return self._bottom.options.get(self.option, _NOTHING) if self.option else _NOTHING

    def _at(self, option: str | None, above: tuple[Layer, ...]) -> Frame:
        """Return the frame of an option below some layers."""
        frame = self
        if option is not None:
            member = self._members.get(option)
            if member is None and (layer := self.options.get(option)):
                member = self._over(layer, self.steps)
                member.option, member._bottom = option, self
                self._members[option] = member
            frame = self if member is None else member
        for layer in above:
            frame = frame.under(layer)
        return frame

    def _over(self, layer: Layer, steps: list[int] | None) -> Frame:
        """Return the frame above this one in which a layer replaces some assumptions.

        Args:
            layer: The formulas that replace.
            steps: The allowance of its sums: this frame's, or None for a new one, where it is another question.
        """
        if unknown := layer.keys() - self.keys() - self.definitions.formulas.keys():
            raise not_among(min(unknown), sorted(self.keys() | self.definitions.formulas.keys()))
        definitions = self.definitions.replaced(layer)
        frame = Frame(self, definitions, steps=steps)
        frame.replaced = self.replaced | layer.keys()
        frame._made = {**self._made, **dict.fromkeys(layer, self)}
        problems: list[Problem] = []
        for name, node in layer.items():
            frame.pop(name, None)
            if not isinstance(node, Missing) and not open_in(node, self):
                with collected(problems):
                    frame._put(name, value_of(node, self))
        if problems:
            raise InputError(problems)
        again = definitions.resting_on(set(layer))
        for name in again:
            frame.pop(name, None)
        frame._fill(again)
        return frame


def _placed(bottom: Frame, option: str | None, above: tuple[Layer, ...]) -> Frame:
    return bottom._at(option, above)
