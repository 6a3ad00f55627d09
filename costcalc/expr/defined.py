"""The values of names that stand for formulas, and which formula gave each its value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.expr.definitions import Definitions, pinned, value_of
from costcalc.expr.names import first_place
from costcalc.expr.nodes import Missing, Node
from costcalc.expr.unknown import open_in, why_open
from costcalc.expr.values import Values
from costcalc.problem import InputError, Problem, collected

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Self

    from costcalc.expr.numbers import Exact
    from costcalc.problem import Place


class DefinedValues(Values):
    """The values of names that stand for formulas over each other.

    Args:
        values: Name to value.
        definitions: Where the values come from.
        steps: How many nodes sums may still compute; None for a new allowance.
    """

    __slots__ = ("_made", "definitions")

    definitions: Definitions
    _made: Mapping[str, Self]

    def __init__(
        self,
        values: Mapping[str, Exact] | Iterable[tuple[str, Exact]],
        definitions: Definitions,
        steps: list[int] | None,
    ) -> None:
        super().__init__(values, steps)
        self.definitions = definitions
        self._made = {}

    def place(self, name: str) -> Place | None:
        """Return where the value of a name is written; None where nobody wrote it."""
        node = self.definitions.formulas.get(name)
        return first_place(node) if node else None

    def made(self, name: str) -> tuple[Node, Self]:
        """Return the formula that gave a name its value, and the frame it was asked in: for a layer the one below."""
        return self.definitions.formulas[name], self._made.get(name, self)

    def why_open(self, name: str) -> str:
        """Return why an assumption has no value: nobody gives it one, or one that it rests on has none."""
        return why_open(name, self)

    def _pin(self, node: Node) -> Node:
        """Return the value of a formula as a formula; what is open stays so."""
        if open_names := open_in(node, self):
            return Missing(why_open(open_names[0], self), open_names[0], first_place(node))
        return pinned(value_of(node, self), first_place(node))

    def _explained(self, made: Mapping[str, tuple[Node, Self]]) -> Self:
        """Return itself, with the formulas that some values came from, and the frames that those were asked in."""
        self.definitions = self.definitions.replaced({name: node for name, (node, _) in made.items()})
        self._made = {**self._made, **{name: below for name, (_, below) in made.items()}}
        return self

    def _fill(self, names: Iterable[str]) -> None:
        """Compute names in their order, and say of all that have no value why."""
        formulas, needs = self.definitions.formulas, self.definitions.needs
        problems: list[Problem] = []
        for name in names:
            # Else something it rests on has no value: it is open, too, or that is said already.
            if needs[name] <= self.keys() and not isinstance(formulas[name], Missing):
                with collected(problems):
                    self._put(name, value_of(formulas[name], self))
        if problems:
            raise InputError(problems)
