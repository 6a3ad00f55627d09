"""What cannot be of a workload with some values: negative quantities, parts that exceed their whole, backward loops."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.expr import (
    Compare,
    Exact,
    Node,
    Num,
    OpenError,
    UndefinedError,
    Values,
    decimal_text,
    evaluate,
    first_place,
    formula_place,
    number,
    turns_where,
    undefined,
    within_bits,
)
from costcalc.meters import METERS
from costcalc.problem import Place, Problem
from costcalc.shown import cut
from costcalc.workload.request_group import fits_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from costcalc.meters import Meter
    from costcalc.workload.request_group import RequestGroup


def validate_quantities(group: RequestGroup, env: Mapping[str, Exact], named: str = "") -> list[Problem]:
    """Return the quantities that cannot be, with these values: negative ones, and parts that exceed their whole.

    What rests on an assumption without a value is left out: nobody knows whether it can be.

    Args:
        group: The requests.
        env: The values.
        named: Whose values these are, for the message.
    """
    values = env if isinstance(env, Values) else Values(env)
    if problems := list(_turns(group, values)):
        return problems
    for meter, node in group.counted.items():
        try:
            problems += _quantity(group, meter, node, values, named)
        except OpenError:
            continue
        except UndefinedError as error:
            problems.append(undefined(error, node))
    if problems:
        return problems
    if not group.fits:
        return []
    return list(validate_parts(group, env, {meter: formula_place(node) for meter, node in group.shape.items()}))


def _turns(group: RequestGroup, values: Values) -> Iterator[Problem]:
    """Yield that a loop has no whole turns, or ends before it begins.

    That it has no turn at all is possible: nobody asks a second time.
    """
    if group.loop is None:
        return
    try:
        first, last = (evaluate(end, values) for end in group.loop[1:])
    except UndefinedError:
        return  # it is said where it is asked
    place = first_place(group.loop.first) or formula_place(group.loop.last)
    ends = f"from {cut(decimal_text(first))} to {cut(decimal_text(last))}"
    if first != int(first) or last != int(last):
        hint = "both are whole numbers: round(turns), ceil(turns)"
        yield Problem(place, "bad-range", f"`each` of `{group.call}` is {ends}", hint)
    elif last < first - 1:
        message = f"`each` of `{group.call}` ends before it begins: {ends}"
        yield Problem(place, "bad-range", message, "the first comes first: {k: 1..turns}")


def _quantity(group: RequestGroup, meter: str, node: Node, values: Values, named: str) -> Iterator[Problem]:
    """Yield why a quantity cannot be."""
    place = formula_place(node)
    turn, inside = named, values
    if group.loop and group.rests_on_turn(node):
        found = turns_where(group.loop, Compare(node, "<", number(0)), values)
        if found is None:
            return
        turn, inside = f"{named} {found}", found.values
    value = evaluate(node, inside)
    if value < 0:
        message = f"`{meter}` of `{group.call}` comes out negative{turn}: {cut(decimal_text(value))}"
        yield Problem(place, "negative-number", message, "a quantity is 0 or more")
    elif not within_bits(value):
        message = f"`{meter}` of `{group.call}` has grown out of all proportion"
        yield Problem(place, "undefined", message)
    elif node is group.peak_share and value > 1:
        message = f"`peak_share` of `{group.call}` is more than the whole: {cut(decimal_text(value))}"
        hint = f"write {node.text}%" if isinstance(node, Num) else "it is a part of 1"
        yield Problem(place, "bad-number", message, hint)


def validate_parts(
    group: RequestGroup, env: Mapping[str, Exact], places: Mapping[str, Place], meters: Mapping[str, Meter] = METERS
) -> Iterator[Problem]:
    """Yield a problem for each whole whose parts are more than it.

    Args:
        group: The requests.
        env: The value of every name.
        places: Where each meter was given.
        meters: What can be counted; others have no parts here.
    """
    values = env if isinstance(env, Values) else Values(env)
    for whole, parts, rest in group.fits if meters is METERS else fits_of(group, meters):
        turn, inside = "", values
        try:
            if group.loop and group.rests_on_turn(rest):
                found = turns_where(group.loop, Compare(rest, "<", number(0)), values)
                if found is None:
                    continue
                turn, inside = f" {found}", found.values
            exceeds = evaluate(rest, inside) < 0
        except UndefinedError:  # an assumption without a value, or too many turns: that is said where it is asked
            continue
        if exceeds:
            counts = " and ".join(f"`{part}` ({decimal_text(evaluate(group.shape[part], inside))})" for part in parts)
            all_of_it = decimal_text(evaluate(group.shape[whole], inside))
            message = f"{counts} of `{group.call}` is more than the `{whole}` it is part of ({all_of_it}){turn}"
            hint = f"`{whole}` counts everything, its parts included"
            yield Problem(places[parts[0]], "part-exceeds-whole", message, hint)
