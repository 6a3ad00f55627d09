"""Claims that do not go together: two texts of one formula, printed figures that do not fit, ratios of one pair."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison.audit.relation import Relation
from costcalc.comparison.name_kinds import NameKind, read_name
from costcalc.expr import Quotient, UndefinedError, evaluate, names_in, pinned, with_names
from costcalc.scenario import PRINTED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from costcalc.comparison.audit.printing import Printing
    from costcalc.comparison.audit.verdict import Verdict
    from costcalc.comparison.plan import Plan
    from costcalc.expr import Node

MOST_FIGURES = 6
"""Printed figures in one formula whose ends are all tried."""


def only_printed(nodes: Sequence[Node]) -> bool:
    """Return whether formulas, as they are written, hold printed figures, and nothing else but numbers."""
    names = [leaf.name for node in nodes for leaf in names_in(node)]
    return bool(names) and all(name.startswith(f"{PRINTED}.") for name in names)


def fits_as_printed(node: Node, printing: Printing, others: Mapping[str, Printing | None]) -> bool:
    """Return whether a figure comes out of other printed ones somewhere between what these are rounded from.

    Args:
        node: The formula, as it is written.
        printing: What is printed of it.
        others: What other claims print, by `printed.NAME`.
    """
    names = sorted({leaf.name for leaf in names_in(node)})
    if len(names) > MOST_FIGURES or printing.one is None:
        return False
    readings = [found.one for name in names if (found := others.get(name))]
    if len(readings) < len(names) or any(reading is None for reading in readings):
        return False
    results = []
    for ends in product(*((reading.low, reading.high) for reading in readings if reading)):
        values = dict(zip(names, map(pinned, ends), strict=True))
        try:
            results.append(evaluate(with_names(node, lambda leaf, at=values: at.get(leaf.name, leaf))))  # type: ignore[misc]
        except UndefinedError:
            return False
    return min(results) <= printing.one.high and max(results) >= printing.one.low


def other_texts(verdicts: Sequence[Verdict]) -> dict[str, Verdict]:
    """Return for claims that do not come out another one of the same formula that prints what they cannot print.

    One that comes out itself says most; else it is the first of them.
    """
    by_formula: dict[object, list[Verdict]] = {}
    for verdict in verdicts:
        written = verdict.claim.written
        is_judged = verdict.relation is not Relation.NOT_CHECKABLE
        if is_judged and verdict.printing and verdict.printing.one and verdict.claim.figures:
            key = (written.of, tuple(sorted((str(name), node) for name, node in written.with_.items())))
            by_formula.setdefault(key, []).append(verdict)
    found: dict[str, Verdict] = {}
    for alike in by_formula.values():
        in_order = sorted(alike, key=lambda each: each.is_false)
        for one in alike:
            if one.relation is Relation.DIFFERS:
                others = (each for each in in_order if each is not one and _apart(one.printing, each.printing))
                other = next(others, None)
                if other:
                    found[one.name] = other
    return found


def _apart(one: Printing | None, other: Printing | None) -> bool:
    if one is None or other is None or one.kind is not other.kind:
        return False
    return one.low.high < other.low.low or other.low.high < one.low.low


class ModelPair(NamedTuple):
    """Ratios that are printed of the same two options, and are not the same.

    Args:
        over: The option on top.
        under: The one that it is compared with.
        claims: The claims and figures that say how much.
    """

    over: str
    under: str
    claims: tuple[Verdict, ...]


def pairs_of(verdicts: Sequence[Verdict], planned: Plan) -> tuple[ModelPair, ...]:
    """Return the pairs of options of which several different ratios are printed."""
    by_name = {verdict.name: verdict for verdict in verdicts}
    found: dict[tuple[str, str], list[Verdict]] = {}
    for verdict in verdicts:
        of = verdict.claim.written.of
        if len(of) == 1 and (pair := _pair(of[0], by_name, planned)):
            found.setdefault(pair, []).append(verdict)
    return tuple(
        ModelPair(*pair, tuple(some)) for pair, some in found.items() if len({_value(each) for each in some}) > 1
    )


def _value(verdict: Verdict) -> object:
    figure = verdict.claim.figures[0]
    return figure.value


def _pair(node: Node, by_name: Mapping[str, Verdict], planned: Plan) -> tuple[str, str] | None:
    """Return which two options a formula is the ratio of: `turbo.total / flash.total`; None of others."""
    if not isinstance(node, Quotient):
        return None
    over, under = (_owner(child, by_name, planned) for child in node.children)
    return (over, under) if over and under and over != under else None


def _owner(node: Node, by_name: Mapping[str, Verdict], planned: Plan) -> str | None:
    """Return whose result a formula is; None where it is of nobody, or of several."""
    names = planned.figures.names
    found: set[str] = set()
    for leaf in names_in(node):
        kind, owner, _ = read_name(leaf.name, names.scenario, names.options)
        if kind is NameKind.CLAIM and owner in by_name:
            of = by_name[owner].claim.written.of
            inner = {_owner(each, {}, planned) for each in of}
            found |= {each for each in inner if each}
        elif kind in {NameKind.OPTION, NameKind.LIST_PRICE}:
            found.add(_model(owner, kind, planned))
    return found.pop() if len(found) == 1 else None


def _model(owner: str, kind: NameKind, planned: Plan) -> str:
    """Return the model of an option, which several options may have; the option where it has several."""
    names = planned.figures.names
    if kind is NameKind.LIST_PRICE:
        return names.offers[owner].ref
    offers = names.options[owner].offers
    return offers[0].ref if len(offers) == 1 else owner
