"""Lines: what is no model's, a quantity times a price that the scenario itself gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.expr import OpenError, UndefinedError, decimal_text, evaluate, formula_place, number, product, undefined
from costcalc.pricing.charge_plan import ChargePlan
from costcalc.pricing.origin import FreeLine
from costcalc.problem import Problem
from costcalc.rules import Line
from costcalc.shown import cut
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from costcalc.expr import Exact, Node
    from costcalc.scenario import LineEntry


def line_charge(entry: LineEntry, currency: str, times: Node | None = None) -> ChargePlan:
    """Return the charge of a line.

    Args:
        entry: What is written.
        currency: That of the comparison, in which a line is that does not say its own.
        times: How often the scenario's period is in the one that is priced; None is once.
    """
    name = str(entry.line)
    return ChargePlan(
        key=name,
        entry=name,
        meter=None,
        unit=entry.per.unit if entry.per else "",
        line=Line(
            quantity=product(None if entry.once else times, entry.quantity),
            unit_price=entry.unit_price,
            per=entry.per.count if entry.per else number(1),
        ),
        currency=str(entry.currency or currency),
        origin=FreeLine(place_of(entry.line)),
        listed=False,
    )


def validate_line(entry: LineEntry, env: Mapping[str, Exact]) -> Iterator[Problem]:
    """Yield why a line cannot be, with these values: what is no model's costs 0 or more, too."""
    for what, node in (("quantity", entry.quantity), ("unit_price", entry.unit_price)):
        if node is None:
            continue
        try:
            value = evaluate(node, env)
        except OpenError:
            continue  # an assumption without a value is said where it is asked for
        except UndefinedError as error:
            yield undefined(error, node)
            continue
        if value < 0:
            message = f"the `{what}` of `{entry.line}` comes out negative: {cut(decimal_text(value))}"
            hint = "it is 0 or more; what is saved is a figure"
            yield Problem(formula_place(node), "negative-number", message, hint)
