"""Charges of a formula that belong together: all of a call, all of a meter, and everything but these."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from costcalc.comparison.audit.parts import FormulaPart
    from costcalc.comparison.plan import Plan

MOST_GROUPS = 40


class ChargeGroup(NamedTuple):
    """Some of the charges in a formula.

    Args:
        text: What they are called.
        terms: The charges, as terms of the formula; several of them, and not all there are.
    """

    text: str
    terms: tuple[FormulaPart, ...]


class _Charged(NamedTuple):
    option: str
    entry: str
    meter: str | None
    term: FormulaPart


def charge_groups(terms: Iterable[FormulaPart], planned: Plan) -> tuple[ChargeGroup, ...]:
    """Return the groups of charges among the terms of a formula, each set of charges once.

    Args:
        terms: The terms of all sums in the formula.
        planned: The scenario, which says whose they are.
    """
    known = {
        id(node): (option.id, charge.entry, charge.meter)
        for option in planned.figures.names.options.values()
        for charge in option.charges
        for node in (charge.amount, charge.named)
    }
    charged = [_Charged(*known[id(term.node)], term) for term in terms if id(term.node) in known]
    found: dict[frozenset[int], ChargeGroup] = {}
    for text, some in _named(charged):
        if 1 < len(some) < len(charged):
            found.setdefault(frozenset(id(term.node) for term in some), ChargeGroup(text, some))
    return tuple(found.values())[:MOST_GROUPS]


def _named(charged: list[_Charged]) -> Iterator[tuple[str, tuple[FormulaPart, ...]]]:
    """Yield the charges of each call of an option, of each call, of each meter, and all but those of each."""
    for option, entry in dict.fromkeys((one.option, one.entry) for one in charged):
        name = f"{option}.{entry}" if option else entry
        yield f"`{name}`", tuple(one.term for one in charged if (one.option, one.entry) == (option, entry))
    for entry in dict.fromkeys(one.entry for one in charged):
        yield f"`{entry}`", tuple(one.term for one in charged if one.entry == entry)
        yield f"all but `{entry}`", tuple(one.term for one in charged if one.entry != entry)
    for meter in dict.fromkeys(one.meter for one in charged if one.meter):
        yield f"`{meter}`", tuple(one.term for one in charged if one.meter == meter)
        yield f"all but `{meter}`", tuple(one.term for one in charged if one.meter != meter)
