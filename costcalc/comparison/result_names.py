"""What names of results mean in formulas: outside of all options, and inside of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.comparison.inline import list_price
from costcalc.comparison.name_kinds import NameKind, ResultName, read_name, varying_assumptions
from costcalc.comparison.results import Results
from costcalc.comparison.written_out import is_written_out, scoped_parts
from costcalc.expr import (
    MAX_DEPTH,
    Missing,
    Name,
    Node,
    Scoped,
    Shared,
    Solve,
    Symbol,
    names_in,
    with_names,
)
from costcalc.problem import InputError, Place
from costcalc.rules import Terms
from costcalc.scenario import PRICE, SolvedFigure, sides_of
from costcalc.source import place_of
from costcalc.spelling import did_you_mean, some_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from costcalc.comparison.option_plan import OptionPlan, PricedIn
    from costcalc.ratecard import Offer
    from costcalc.scenario import Scenario

_OF_ALL = frozenset({NameKind.CLAIM, NameKind.OPTION, NameKind.LIST_PRICE})
"""What is one number whatever the option."""


class ResultNames:
    """What names of results mean: outside of all options, and inside of each.

    Args:
        scenario: Whose figures, budgets and claims name them.
        options: All of its options.
        offers: The models and prices of these, by their names.
        priced: The time and the currency.
    """

    def __init__(
        self, scenario: Scenario, options: Sequence[OptionPlan], offers: Mapping[str, Offer], priced: PricedIn
    ) -> None:
        self.scenario = scenario
        self.offers = offers
        self.exchange = priced.exchange
        self.options = {option.id: option for option in options}
        entries = [str(entry.name) for entry in scenario.workload]
        self.results = {option.id: Results(option, entries, priced) for option in options}
        self.alone = options[0].id if len(options) == 1 else None
        self.printed = {str(claim.claim): claim.number() for claim in scenario.claims}
        self._varying = varying_assumptions(scenario, options)
        self._made: dict[tuple[str, str | None], Node] = {}
        self._doing: list[str] = []
        self._known: dict[str, bool] = {}
        self._kinds: dict[str, ResultName] = {}

    def outside(self, node: Node) -> Node:
        """Return a formula with the results put in that it names, as a claim has it."""
        return with_names(node, self._name_outside)

    def figure(self, name: str, option: str | None) -> Node:
        """Return a figure as a formula: of an option, or outside of all."""
        key = (name, option)
        if key not in self._made:
            if name in self._doing:
                path = " -> ".join([*self._doing[self._doing.index(name) :], name])
                raise InputError.of(self._place_of(name), "assumption-cycle", f"`{name}` depends on itself: {path}")
            if len(self._doing) >= MAX_DEPTH:
                message = f"figures rest on each other at most {MAX_DEPTH} deep"
                raise InputError.of(self._place_of(name), "formula-too-deep", message, "make one formula of several")
            self._doing.append(name)
            try:
                self._made[key] = self._formula(name, option)
            finally:
                self._doing.pop()
        return self._made[key]

    def _place_of(self, figure: str) -> Place:
        return next(place_of(known) for known in self.scenario.figures if known == figure)

    def _formula(self, name: str, option: str | None) -> Node:
        def put_in(leaf: Name) -> Node:
            return self._name_outside(leaf) if option is None else self._name_inside(leaf, option)

        written = self.scenario.figures[name]
        if isinstance(written, SolvedFigure):
            left, right = (with_names(side, put_in) for side in written.where)
            return Solve(str(written.solve), left, right)
        return with_names(written, put_in)

    def is_shared(self, name: str) -> bool:
        """Return whether a figure is one number whatever the option: all that it names is everybody's."""
        return not self.options or all(self._is_everybodys(leaf.name) for leaf in self._leaves(name))

    def _leaves(self, figure: str) -> list[Name]:
        """List the names that a figure rests on, those of other figures put in, each once."""
        found: dict[str, Name] = {}
        seen, waiting = {figure}, [figure]
        while waiting:
            for leaf in (leaf for side in sides_of(self.scenario.figures[waiting.pop()]) for leaf in names_in(side)):
                if leaf.name not in self.scenario.figures:
                    found.setdefault(leaf.name, leaf)
                elif leaf.name not in seen:
                    seen.add(leaf.name)
                    waiting.append(leaf.name)
        return list(found.values())

    def _read(self, name: str) -> ResultName:
        if name not in self._kinds:
            self._kinds[name] = read_name(name, self.scenario, self.options)
        return self._kinds[name]

    def _is_everybodys(self, name: str) -> bool:
        if name in self.scenario.assumptions:
            return name not in self._varying
        return self._read(name).kind in _OF_ALL

    def _name_outside(self, leaf: Name) -> Node:
        name, (kind, owner, result) = leaf.name, self._read(leaf.name)
        if kind is NameKind.ASSUMPTION:
            return leaf
        if kind is NameKind.CLAIM:
            return self._printed(leaf, owner)
        if kind is NameKind.OPTION:
            self._refuse_two_prices(leaf, owner, result)
            return self._of_option(name, self._result(leaf, owner, result), owner)
        if kind is NameKind.LIST_PRICE:
            return self._listed(leaf, owner, result)
        if kind is NameKind.FIGURE and self.is_shared(name):
            return Shared(name, self.figure(name, None))
        if self.alone is not None:
            return self._of_option(name, self._result(leaf, self.alone, name), self.alone)
        if kind is NameKind.FIGURE or self._is_known(name):
            some = some_of([f"{option}.{name}" for option in self.options])
            message = f"`{name}` is another number in every option"
            raise InputError.of(_place(leaf), "unknown-name", message, f"say whose: {some}")
        raise self._unknown(leaf)

    def _name_inside(self, leaf: Name, option: str) -> Node:
        name, kind = leaf.name, self._read(leaf.name).kind
        if kind is NameKind.FIGURE:
            return Shared(name, self.figure(name, option))
        if kind is not NameKind.RESULT:  # it is of nobody, or says whose it is
            return self._name_outside(leaf)
        found = self.results[option].find(name)
        if found is not None and self._is_known(name):
            return found if is_written_out(found, name) else Symbol(name, found)
        if self._is_known(name):
            return Missing(f"`{option}` has no `{name}`", "no number", leaf.place)
        raise self._unknown(leaf)

    def _of_option(self, name: str, found: Node, option: str) -> Node:
        """Return a result as formulas outside of its option have it."""
        if is_written_out(found, name.removeprefix(f"{option}.")):
            return scoped_parts(found, option, [one.rate for one in self.exchange.conversions.values() if one])
        return Scoped(name, found, option)

    def _refuse_two_prices(self, leaf: Name, option: str, result: str) -> None:
        """Refuse a price that is an option's and one of the scenario's, and not the same number.

        Raises:
            InputError: at the name.
        """
        if option not in self.scenario.prices or not result.startswith(f"{PRICE}."):
            return
        own = self.options[option]
        alike = [offer.ref for offer in own.offers if offer.prices.inline] == [option]
        alike = alike and all(group.terms == Terms() for group in own.groups)
        if not alike or self.exchange.conversions.get(str(own.offers[0].prices.card.currency)):
            message = f"`{option}` is an option and a price, and `{leaf.name}` is not the same of both"
            raise InputError.of(_place(leaf), "duplicate-name", message, "call the option something else")

    def _result(self, leaf: Name, option: str, name: str) -> Node:
        """Return what a formula outside of an option names of it."""
        if name in self.scenario.figures:
            return self.figure(name, option)
        if name in self.scenario.assumptions:
            return Name(name, leaf.place)
        results = self.results[option]
        found = results.find(name)
        entry = name.partition(".")[0]
        if found is None or (entry in results.entries and not results.uses(entry)):
            raise self._unknown(leaf)
        return found

    def _is_known(self, name: str) -> bool:
        """Return whether an option has a result of this name: one that does not use the entry it is of says nothing."""
        if name not in self._known:
            entry = name.partition(".")[0]
            self._known[name] = any(
                results.find(name) is not None
                for results in self.results.values()
                if entry not in results.entries or results.uses(entry)
            )
        return self._known[name]

    def refuse_unknown(self, figure: str) -> None:
        """Refuse a figure that has no number in any option, since none of them has what it names.

        Raises:
            InputError: at the first such name.
        """
        for leaf in self._leaves(figure):
            if self._is_everybodys(leaf.name) or leaf.name in self.scenario.assumptions:
                continue
            if not self._is_known(leaf.name):
                raise self._unknown(leaf)

    def _printed(self, leaf: Name, claim: str) -> Node:
        if claim not in self.printed:
            hint = did_you_mean(claim, self.printed, f"there are {some_of(self.printed) or 'no claims'}")
            raise InputError.of(_place(leaf), "unknown-name", f"there is no claim `{claim}`", hint)
        number = self.printed[claim]
        if number is None:
            message = f"the claim `{claim}` prints no one number"
            raise InputError.of(_place(leaf), "unknown-name", message, "give it a `value`")
        return Symbol(leaf.name, number)

    def _listed(self, leaf: Name, price: str, meter: str) -> Node:
        found = list_price(self.offers[price], meter)
        if found is None:
            others = [one for one, _ in self.scenario.prices[price].prices() if list_price(self.offers[price], one)]
            has = some_of([f"{price}.{PRICE}.{one}" for one in others])
            message = f"`{price}` has no price of `{meter}` that is one number"
            raise InputError.of(_place(leaf), "unknown-name", message, f"it has {has}" if has else None)
        return Symbol(leaf.name, found)

    def _unknown(self, leaf: Name) -> InputError:
        from costcalc.comparison.known_names import KnownNames  # only a mistake needs it

        kind, owner, _ = self._read(leaf.name)
        known = KnownNames(self.scenario, self.results)
        hint = known.hint(leaf.name, owner if kind is NameKind.OPTION else None)
        return InputError.of(_place(leaf), "unknown-name", f"there is no result `{leaf.name}`", hint)


def _place(leaf: Name) -> Place:
    return leaf.place or Place.start_of(leaf.name, leaf.name)
