"""What must hold of the entries of a workload beyond their shape: calls that say enough, and names of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.expr import formula_place
from costcalc.meters import METERS, links, without_whole
from costcalc.problem import Problem
from costcalc.scenario.entries import Call
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.scenario.document import Scenario
    from costcalc.scenario.entries import Entry


def validate_entries(scenario: Scenario) -> Iterator[Problem]:
    """Yield the problems of the entries of a scenario."""
    seen: set[str] = set()
    for entry in scenario.workload:
        if entry.name in seen:
            message = f"there is another entry `{entry.name}`"
            yield Problem(place_of(entry.name), "duplicate-call", message)
        seen.add(entry.name)
        yield from _spread(entry)
        yield from _paid_in(entry, scenario)
        if isinstance(entry, Call):
            yield from _call(entry)
            if entry.each and entry.each.name in scenario.assumptions:
                message = f"`{entry.each.name}` is an assumption, and cannot be an index as well"
                yield Problem(entry.each.place, "duplicate-name", message, "call the index something else")


def _spread(entry: Entry) -> Iterator[Problem]:
    if entry.amortise and entry.amortise.place and not entry.once:
        message = f"`{entry.name}` is paid in every period, and only what is paid once is spread over months"
        yield Problem(entry.amortise.place, "missing-key", message, "say `once: true`, or leave `amortise` out")


def _paid_in(entry: Entry, scenario: Scenario) -> Iterator[Problem]:
    if entry.paid_in is None:
        return
    if not entry.once:
        message = f"`{entry.name}` is paid in every period, and only what is paid once is paid in one month"
        yield Problem(place_of(entry.name), "missing-key", message, "say `once: true`, or leave `paid_in` out")
    if scenario.period.name not in {"day", "week", "month", "year"}:
        message = f"`{entry.name}` is paid in a month, and this scenario is not for months"
        hint = "write `period: month`, or leave `paid_in` out"
        yield Problem(place_of(entry.name), "months-of-a-period", message, hint)


def _call(call: Call) -> Iterator[Problem]:
    place = place_of(call.call)
    quantities = call.shape.quantities()
    if call.totals:
        if call.requests or call.quantities():
            hint = "`totals` is for where no request's size is known; otherwise give `requests` and the meters"
            yield Problem(place, "totals-and-requests", "this call has `totals` and says more beside it", hint)
        if call.each:
            hint = "give `requests` and the meters of one request, in which the index may stand"
            yield Problem(call.each.place, "totals-and-requests", "`each` is of requests, and `totals` has none", hint)
        if not quantities:
            yield Problem(place, "no-quantity", f"the call `{call.call}` counts nothing", "name a meter in its totals")
    elif not call.requests:
        hint = "how many requests in the period; or `totals`, where no request's size is known"
        yield Problem(place, "missing-key", f"the call `{call.call}` has no `requests`", hint)
    if "request" in call.quantities():
        message = "requests are counted by themselves, and each of them once"
        place_there = formula_place(call.quantities()["request"])
        yield Problem(place_there, "unknown-key", message, "did you mean `requests`?")
    for name in call.other:
        if name in METERS:
            yield Problem(place_of(name), "unknown-key", f"`{name}` is a meter of all cards", "take it out of `other`")
    for meter, whole in without_whole(links(METERS, [meter for meter in quantities if meter in METERS])):
        message = f"`{meter}` is part of `{whole}`, and this call has no `{whole}`"
        hint = f"`{whole}` counts all of it, this part included"
        yield Problem(formula_place(quantities[meter]), "missing-whole", message, hint)
