"""Frames: the value of every assumption, for one option, month, claim or draw. A plan is asked again in another frame.

Frames are layers. At the bottom is what the file says, with what the user sets in its place; above it what an option
says of an assumption (`with`), above that what a claim says. Inside a layer a name means its value in the layer below,
and what depends on a replaced assumption is resolved again.
"""

from __future__ import annotations

from fractions import Fraction
from graphlib import CycleError, TopologicalSorter
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr.exact import evaluate
from costcalc.expr.names import first_place, formula_place, names_in
from costcalc.expr.nodes import Node, Num, UndefinedError, number
from costcalc.expr.numbers import decimal_text, simplest
from costcalc.expr.operators import Quotient
from costcalc.expr.values import Values
from costcalc.problem import InputError, Place, Problem, Source, collected

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from costcalc.expr.numbers import Exact

    Layer = Mapping[str, Node]

LONGEST_PATH = 8


class Definitions(NamedTuple):
    """Names with their formulas, in an order in which they can be computed.

    Args:
        formulas: The formula of each name.
        needs: The names that each formula has in it.
        order: All names; each stands after those it needs.
    """

    formulas: Mapping[str, Node]
    needs: Mapping[str, frozenset[str]]
    order: tuple[str, ...]


def define(formulas: Mapping[str, Node]) -> Definitions:
    """Return names with their formulas in an order in which they can be computed.

    Raises:
        InputError: for a name that depends on itself; it says the path.
    """
    needs = {name: frozenset(leaf.name for leaf in names_in(node)) for name, node in formulas.items()}
    try:
        return Definitions(formulas, needs, tuple(TopologicalSorter(needs).static_order()))
    except CycleError as error:
        raise InputError([_cycle(error.args[1], formulas)]) from None


class Frame(Values):
    """The value of every assumption.

    Args:
        values: Name to value.
        definitions: Where the values come from.
        options: What each option says of assumptions; options that say nothing are not in it.
        steps: How many nodes sums may still compute; None for a new allowance.

    Attributes:
        option: Whose values they are; None where no option changes any.
        replaced: The assumptions whose value is not what the file says.
    """

    __slots__ = ("_above", "_bottom", "_derived", "_members", "_pins", "definitions", "option", "options", "replaced")

    definitions: Definitions
    options: Mapping[str, Layer]
    option: str | None
    replaced: frozenset[str]
    _bottom: Frame
    _above: tuple[Layer, ...]
    _members: dict[str, Frame]
    _pins: Layer
    _derived: dict[int, tuple[Layer, Frame]]

    def __init__(
        self,
        values: Mapping[str, Exact] | Iterable[tuple[str, Exact]] = (),
        definitions: Definitions | None = None,
        options: Mapping[str, Layer] = MappingProxyType({}),
        steps: list[int] | None = None,
    ) -> None:
        super().__init__(values, steps)
        self.definitions = definitions or _WITHOUT
        self.options = dict(options)
        self.option = None
        self.replaced = frozenset()
        self._bottom = self
        self._above = ()
        self._members = {}
        self._pins = {}
        self._derived = {}

    @classmethod
    def resolved(
        cls,
        definitions: Definitions,
        options: Mapping[str, Layer] = MappingProxyType({}),
        replaced: Iterable[str] = (),
    ) -> Frame:
        """Return the bottom frame: the value of every name.

        Args:
            definitions: The names with their formulas.
            options: What each option says of assumptions.
            replaced: The names whose formula is not what the file says.

        Raises:
            InputError: for the formulas without a value, all of them.
        """
        frame = cls((), definitions, options)
        frame.replaced = frozenset(replaced)
        frame._fill(definitions.order)
        return frame

    def place(self, name: str) -> Place | None:
        """Return where the value of a name is written; None where nobody wrote it."""
        node = self.definitions.formulas.get(name)
        return first_place(node) if node else None

    def given(self, values: Mapping[str, Node | Exact | int]) -> Frame:
        """Return the same question under other assumptions, at the bottom of all layers.

        Args:
            values: A number or a formula for each assumption to replace; a name in it means what it meant before.

        Raises:
            InputError: where an assumption that depends on a replaced one has no value.
            KeyError: for a name that is no assumption.
        """
        layer = {name: value if isinstance(value, Node) else pinned(value) for name, value in values.items()}
        bottom = self._bottom
        if bottom._joined:
            frame = beside({name: member.given(layer) for name, member in bottom._members.items()})
        else:
            frame = bottom._over(layer)
            frame.options = bottom.options
        return frame._at(self.option, self._above)

    def of(self, option: str) -> Frame:
        """Return the same question asked of another option: what that says, in place of what this one says."""
        if not self._bottom.options and not self._bottom._joined:
            return self
        return self._bottom._at(option, self._above)

    def under(self, layer: Layer) -> Frame:
        """Return the same question with one more layer above all others, as a claim has it.

        What it replaces is replaced in every layer: an option's `tokens * 1.35` is that of the claim's tokens.
        """
        if not layer:
            return self
        found = self._derived.get(id(layer))
        if found is None:
            pins = {**self._pins} | {
                name: pinned(value_of(node, self), first_place(node)) for name, node in layer.items()
            }
            frame = self._bottom._over(pins)._over(
                {name: node for name, node in self._said().items() if name not in pins}
            )
            frame.option, frame._bottom, frame._pins = self.option, self._bottom, pins
            frame._above = (*self._above, layer)
            found = self._derived[id(layer)] = (layer, frame)  # kept alive, so that its id stays its own
        return found[1]

    @property
    def _joined(self) -> bool:
        """Whether its members come from elsewhere, each with assumptions of its own."""
        return bool(self._members) and not self.options

    def _said(self) -> Layer:
        """Return what the option says of assumptions."""
        return self._bottom.options.get(self.option, {}) if self.option else {}

    def _at(self, option: str | None, above: tuple[Layer, ...]) -> Frame:
        """Return the frame of an option below some layers."""
        frame = self
        if option is not None:
            member = self._members.get(option)
            if member is None and (layer := self.options.get(option)):
                member = self._members[option] = self._over(layer)
                member.option, member._bottom = option, self
            frame = member or self
        for layer in above:
            frame = frame.under(layer)
        return frame

    def _over(self, layer: Layer) -> Frame:
        """Return the frame above this one in which a layer replaces some assumptions."""
        formulas, needs, order = self.definitions
        if unknown := layer.keys() - self.keys():
            raise KeyError(min(unknown))
        replaced = Definitions({**formulas, **layer}, {**needs, **dict.fromkeys(layer, frozenset())}, order)
        frame = Frame(self, replaced, steps=self.steps)
        frame.replaced = self.replaced | layer.keys()
        problems: list[Problem] = []
        for name, node in layer.items():
            with collected(problems):
                frame[name] = value_of(node, self)
        if problems:
            raise InputError(problems)
        moved = set(layer)
        for name in order:
            if not moved.isdisjoint(replaced.needs[name]):
                moved.add(name)
                del frame[name]
        frame._fill(name for name in order if name not in frame)
        return frame

    def _fill(self, names: Iterable[str]) -> None:
        """Compute names in their order, and say of all that have no value why."""
        formulas, needs = self.definitions.formulas, self.definitions.needs
        problems: list[Problem] = []
        for name in names:
            if needs[name] <= self.keys():  # else something it rests on has no value, and that is said already
                with collected(problems):
                    self[name] = value_of(formulas[name], self)
        if problems:
            raise InputError(problems)


_WITHOUT = Definitions({}, {}, ())


def beside(members: Mapping[str, Frame]) -> Frame:
    """Return a frame for figures of two plans, before a change and after it, each with assumptions of its own.

    Args:
        members: What a `Scoped` part calls each, and its frame.
    """
    frame = Frame()
    frame._members.update(members)
    return frame


def value_of(node: Node, env: Mapping[str, Exact]) -> Exact:
    """Return the value of a formula from a file.

    Raises:
        InputError: at the place of what has none.
    """
    try:
        return evaluate(node, env)
    except UndefinedError as error:
        place = first_place(error.node) or first_place(node) or _NOWHERE
        raise InputError.of(place, "undefined", str(error)) from None


_NOWHERE = Place(Source("settings", quotable=False), 1, 1)


def pinned(value: Exact | int, place: Place | None = None) -> Node:
    """Return the formula of a value that a program sets, or that a layer came to."""
    exact = simplest(value)
    if isinstance(exact, Fraction):
        return Quotient(number(exact.numerator, place), number(exact.denominator, place))
    return Num(exact, decimal_text(exact), place)


def _cycle(path: list[str], formulas: Mapping[str, Node]) -> Problem:
    # graphlib gives the cycle against the direction of "depends on"
    names = path[::-1][:-1]
    first = names.index(min(names))
    names = [*names[first:], *names[:first]]
    shown = " -> ".join([*names[:LONGEST_PATH], *(["…"] if len(names) > LONGEST_PATH else []), names[0]])
    message = f"`{names[0]}` depends on itself: {shown}"
    return Problem(formula_place(formulas[names[0]]), "assumption-cycle", message, "give one of them a number")


def places_of_numbers(node: Node, env: Mapping[str, Exact]) -> list[Place]:
    """List where the numbers of a formula are written, and the values of its names, each place once."""
    values = env if isinstance(env, Values) else Values()
    found = (leaf.place if isinstance(leaf, Num) else values.place(leaf.name) for leaf in node.leaves())
    return list(dict.fromkeys(each for each in found if each))
