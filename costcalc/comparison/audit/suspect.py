"""One formula of a claim, with all that may explain what is printed of it, if that does not come out."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from costcalc.comparison.audit.changed import with_parts
from costcalc.comparison.audit.charge_groups import ChargeGroup, charge_groups
from costcalc.comparison.audit.definitions import definitions_of
from costcalc.comparison.audit.effort import NODES_OF_A_STEP
from costcalc.comparison.audit.parts import FormulaPart, bare, inside_of, is_unit, parts_of
from costcalc.comparison.audit.published import STANDARD
from costcalc.comparison.audit.witness import RATIOS
from costcalc.expr import Figure, Name, Num, Product, Quotient, Sum, Symbol, UndefinedError, pinned
from costcalc.lazy import lazy
from costcalc.problem import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from costcalc.comparison.audit.effort import Effort
    from costcalc.comparison.audit.price_lists import PriceShelf
    from costcalc.comparison.audit.price_part import PricePart
    from costcalc.comparison.audit.relation import Reading
    from costcalc.comparison.audit.witness import OwnClaim, Witness
    from costcalc.expr import Exact, Frame, Node

MOST_PARTS = 60
"""Parts of a kind that are changed, one after the other: a formula with more of them explains nothing."""


class Suspect:
    """One formula of a claim, with all that may explain what is printed of it.

    Args:
        own: The claim, and the one formula of it that is looked at.
        others: The other claims that print one number and come to one.
        shelf: The price lists that it could be priced with.
        effort: How much may be looked at to explain it.
    """

    def __init__(self, own: OwnClaim, others: Sequence[Witness], shelf: PriceShelf, effort: Effort) -> None:
        self.own = own
        self.written = own.written
        self.node = own.node
        self.frame = own.frame
        self.printing = own.printing
        self.others = others
        self.shelf = shelf
        self.effort = effort
        self.planned = shelf.planned

    @lazy
    def exact(self) -> Fraction | None:
        """What the formula comes to; None where it has no one value."""
        value = self.value_of(self.node, None)
        return None if value is None else Fraction(value)

    @property
    def reading(self) -> Reading:
        """The number that is printed."""
        return self.printing.low

    @property
    def is_ratio(self) -> bool:
        """Whether it compares things, and is no amount of one."""
        return self.printing.kind in RATIOS

    def has(self, other: Witness) -> bool:
        """Whether another claim is of a part of this one, or of some of its charges, at the same values."""
        if not self.is_at_the_same(other):
            return False
        node = bare(other.node)
        return id(node) in self.inside or (isinstance(node, Sum) and self.has_charges(node))

    def has_charges(self, of: Sum) -> bool:
        """Whether a sum is one of some of the charges in it, and not of all of them."""
        return self.own_charges > {id(bare(term)) for term in of.children}

    def is_at_the_same(self, other: Witness) -> bool:
        """Whether another claim is meant at the same values of assumptions."""
        return other.frame is self.frame or dict(other.at) == dict(self.own.at)

    def formula_of(self, other: Witness) -> Node:
        """Return what another claim comes to, as a formula beside this one: at other values it is a number."""
        return other.node if self.is_at_the_same(other) else Symbol(f"recomputed.{other.name}", pinned(other.exact))

    def may_follow_from(self, other: Witness) -> bool:
        """Whether somebody may have computed it from another printed figure, and not the other way round.

        Totals follow from parts, ratios from totals, a later figure from an earlier one.
        """
        if self.is_ratio != other.is_ratio:
            return self.is_ratio
        if self.is_at_the_same(other) and bare(other.node) is bare(self.node):
            return False  # another text of the same formula explains nothing
        if other.exact == self.exact and other.reading == self.reading:
            return False  # nor does the same number, of other prices
        if self.has(other):
            return True
        if self.is_at_the_same(other) and id(bare(self.node)) in other.inside:
            return False
        return other.position < self.own.position

    def changed(self, parts: Mapping[int, Node]) -> Figure | None:
        """Return the figure with other parts in the place of some; None where it has none of them, or no value then.

        Args:
            parts: What stands in the place of a part, by the identity of that.
        """
        layer = {name: new for name, node in self.definitions.items() if (new := with_parts(node, parts)) is not None}
        node = with_parts(self.node, parts)
        if node is None and not layer:
            return None
        try:
            return self.figure(self.node if node is None else node, self.frame.under(layer))
        except InputError:
            return None

    def figure(self, node: Node, frame: Frame | None = None) -> Figure | None:
        """Return a formula with its values; None where it has none."""
        frame = frame or self.frame
        found, before = Figure(node, frame), frame.steps[0]
        try:
            found.value  # noqa: B018  # whether it has one
        except UndefinedError:
            return None
        finally:
            # An equation in it is solved anew each time, which takes steps of its own.
            self.effort.take(self.size + (before - frame.steps[0]) * NODES_OF_A_STEP)
        return found

    def at(self, assumption: str, value: Fraction) -> Figure | None:
        """Return the figure with another value of an assumption, in all options; None where it has none then."""
        try:
            return self.figure(self.node, self.frame.under({assumption: pinned(value)}))
        except InputError:
            return None

    def value_of(self, node: Node, option: str | None) -> Exact | None:
        """Return what a part of the formula comes to in its option."""
        found = self.figure(node, self.frame_of(option))
        return None if found is None else found.value

    def frame_of(self, option: str | None) -> Frame:
        """Return the values that hold in an option; outside of all for None."""
        return self.frame.of(option) if option else self.frame

    @lazy
    def inside(self) -> frozenset[int]:
        """What it is made of: see `inside_of`."""
        return inside_of(self.node)

    @lazy
    def size(self) -> int:
        """How much there is to compute, about."""
        return self.node.size

    @lazy
    def parts(self) -> tuple[FormulaPart, ...]:
        """All parts of the formula, each once, from the outside to the inside: those of named results and of equations.

        Those of the assumptions that it rests on come last, where these are formulas.
        """
        found: dict[int, FormulaPart] = {}
        for part in parts_of(self.node):
            found.setdefault(id(part.node), part)
        for name, node in self.definitions.items():
            for part in parts_of(node, None, name):
                found.setdefault(id(part.node), part)
        return tuple(found.values())

    @lazy
    def definitions(self) -> Mapping[str, Node]:
        """The formulas of the assumptions that it rests on."""
        return definitions_of(self.node, self.frame)

    @lazy
    def terms(self) -> tuple[FormulaPart, ...]:
        """The terms of all sums in it: the charges of a total, the parts of a prompt."""
        sums = [part for part in self.parts if isinstance(part.node, Sum) and not part.of_price]
        found = {id(term): each._replace(node=term) for each in sums for term in each.node.children}
        return tuple(found.values())[:MOST_PARTS]

    @lazy
    def own_charges(self) -> frozenset[int]:
        """The identities of all terms in it."""
        return frozenset(id(bare(term.node)) for term in self.terms)

    @lazy
    def groups(self) -> tuple[ChargeGroup, ...]:
        """The charges in it that belong together."""
        return charge_groups(self.terms, self.planned)

    @lazy
    def factors(self) -> frozenset[int]:
        """The identities of what is multiplied in it."""
        products = (part.node for part in self.parts if isinstance(part.node, Product))
        return frozenset(id(factor) for product in products for factor in product.children)

    @lazy
    def divisors(self) -> frozenset[int]:
        """The identities of what is divided by in it, but for what a price buys."""
        quotients = (part.node for part in self.parts if isinstance(part.node, Quotient))
        return frozenset(id(each.children[1]) for each in quotients if not is_unit(each.children[1]))

    @lazy
    def prices(self) -> tuple[PricePart, ...]:
        """The unit prices in it, with whose they are."""
        return tuple(self._scaled(part) for part in self.shelf.parts(self.parts)[:MOST_PARTS])

    def _scaled(self, part: PricePart) -> PricePart:
        """Return a unit price with all that is between it and the list: what it buys, a service tier, a region."""
        listed = self.shelf.paid_in(part._replace(terms=STANDARD), part.offer, self.frame_of(part.option))
        value = self.value_of(part.node, part.option)
        return part._replace(scale=Fraction(value) / listed) if listed and value else part

    @lazy
    def numbers(self) -> tuple[FormulaPart, ...]:
        """The numbers in it that somebody wrote, and that are no prices."""
        file = self.planned.scenario.file
        found = (part for part in self.parts if isinstance(part.node, Num) and part.node.place and not part.of_price)
        own = (part for part in found if part.node.place.source.name == file)  # type: ignore[attr-defined]
        return tuple(own)[:MOST_PARTS]

    @lazy
    def assumptions(self) -> tuple[FormulaPart, ...]:
        """The assumptions that it rests on, each once in each option: those in the formulas of others, too."""
        found: dict[tuple[str, str | None], FormulaPart] = {}
        waiting = [part for part in self.parts if isinstance(part.node, Name)]
        while waiting and len(found) < MOST_PARTS:
            part = waiting.pop(0)
            assert isinstance(part.node, Name)
            if (part.node.name, part.option) not in found and self.value_of(part.node, part.option) is not None:
                found[part.node.name, part.option] = part
                made, _ = self.frame_of(part.option).made(part.node.name)
                waiting += [each._replace(option=part.option) for each in parts_of(made) if isinstance(each.node, Name)]
        return tuple(found.values())

    def speaks_of(self, part: FormulaPart, words: re.Pattern[str]) -> bool:
        """Return whether the name or the unit of an assumption has some words in it."""
        if not isinstance(part.node, Name):
            return False
        written = self.planned.scenario.scenario.assumptions.get(part.node.name)
        return bool(words.search(f"{part.node.name} {written.unit if written and written.unit else ''}"))
