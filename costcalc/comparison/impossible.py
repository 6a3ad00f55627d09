"""What cannot be of a workload with some values: negative quantities and prices, parts that exceed their whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.comparison.names import corner_text
from costcalc.expr import (
    Frame,
    Min,
    Num,
    Scoped,
    UndefinedError,
    decimal_text,
    evaluate,
    evaluate_all,
    formula_place,
    number,
)
from costcalc.pricing import validate_line
from costcalc.problem import Problem
from costcalc.rules import UnitPrice
from costcalc.shown import cut
from costcalc.workload import validate_quantities

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from costcalc.comparison.option_plan import OptionPlan
    from costcalc.comparison.ranges import Ranges
    from costcalc.expr import Node
    from costcalc.scenario.inline_price import InlinePrice
    from costcalc.workload import RequestGroup

HINT = "it is 0 or more, wherever in its range an assumption is"


def impossible(options: Iterable[OptionPlan], owns: Mapping[str, Frame]) -> Iterator[Problem]:
    """Yield what cannot be of the entries of options, each with the values that the option has.

    Args:
        options: The options.
        owns: The values of each.
    """
    seen: set[tuple[int, int]] = set()
    for option in options:
        own = owns[option.id]
        named = f" in `{option.id}`" if option.layer else ""
        evaluate_all((node for group in option.groups if not group.loop for node in group.counted.values()), own)
        for group in option.groups:
            key = (id(next(iter(group.shape.values()), group.count)), id(own))
            if key not in seen:  # options without values of their own ask for the same
                seen.add(key)
                yield from validate_quantities(group, own, named)
        for line in option.lines:
            if (id(line), id(own)) not in seen:
                seen.add((id(line), id(own)))
                yield from validate_line(line, own)
        for offer in option.offers:
            if offer.prices.inline:
                yield from negative_prices((price for _, price in offer.model.rates[0].prices()), own)


def negative_prices(prices: Iterable[object], own: Frame) -> Iterator[Problem]:
    """Yield the formulas of prices that come out negative."""
    for price in prices:
        if isinstance(price, UnitPrice) and not isinstance(price.price, Num):
            yield from _negative("this price", price.price, own)


def negative_listed(prices: Iterable[InlinePrice], frame: Frame) -> Iterator[Problem]:
    """Yield the formulas of prices of a scenario that come out negative with the values of the file."""
    for price in prices:
        yield from negative_prices((each for _, each in price.prices()), frame)


def _negative(what: str, node: Node, own: Frame) -> Iterator[Problem]:
    try:
        value = evaluate(node, own)
    except UndefinedError:
        return  # it is said where it is asked for
    if value < 0:
        message = f"{what} comes out negative: {cut(decimal_text(value))}"
        yield Problem(formula_place(node), "negative-number", message, "a price is 0 or more")


def impossible_at_ends(option: OptionPlan, own: Ranges) -> Iterator[Problem]:
    """Yield what comes out negative somewhere in the ranges of assumptions."""
    if not own.ends:
        return
    found = {
        f"`{meter}` of `{group.call}`": _lowest_turn(group, node)
        for group in option.groups
        for meter, node in group.counted.items()
    }
    for line in option.lines:
        found |= {f"the `quantity` of `{line.line}`": line.quantity} if line.quantity is not None else {}
        found[f"the `unit_price` of `{line.line}`"] = line.unit_price
    for offer in option.offers:
        for meter, price in offer.model.rates[0].prices() if offer.prices.inline else ():
            if isinstance(price, UnitPrice):
                found[f"the price of `{meter}` of `{offer.name}`"] = price.price
    for what, node in found.items():
        ranged = own.of(node)
        if ranged and ranged.span and ranged.span.low < 0:
            message = f"{what} comes out negative where {corner_text(ranged.span.at_low)}"
            yield Problem(formula_place(node), "negative-number", message, HINT)


def _lowest_turn(group: RequestGroup, node: Node) -> Node:
    """Return what is negative where a quantity is, in any turn of a loop."""
    return group.loop.over(Min((node, number(0)))) if group.loop and group.rests_on_turn(node) else node


def why_impossible(nodes: Iterable[Node], options: Mapping[str, OptionPlan], frame: Frame) -> str | None:
    """Return why formulas over results are of nothing with some values; None where the options they name can be so.

    Args:
        nodes: The formulas.
        options: All options.
        frame: The values.
    """
    named = [options[option] for option in dict.fromkeys(options_in(nodes)) if option in options]
    for problem in impossible(named, {option.id: frame.of(option.id) for option in named}):
        return problem.message
    return None


def options_in(nodes: Iterable[Node]) -> Iterator[str]:
    """Yield the options that formulas name results of."""
    waiting, seen = list(nodes), set[int]()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, Scoped):
            yield node.option
        else:
            waiting += node.children
