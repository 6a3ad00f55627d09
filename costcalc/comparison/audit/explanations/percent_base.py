"""It is a percentage of the wrong base: a gain read as a saving, throughput as cost.

From 60 % to 85 % of use is 41.7 % more work, and 29.4 % less cost of the same work.

    claims: [{claim: saving, printed: 40%, to: 10%, of: 1 - before / after}]    # 29.4 %; after / before - 1 is 41.7 %

Also where a share in it was taken for the rest: hits for misses, 30 % off for 30 % of it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from costcalc.comparison.audit.explanations.candidate import Candidate
from costcalc.comparison.audit.parts import bare
from costcalc.expr import Difference, Name, Negative, Num, Quotient, Sum, number, symbolic
from costcalc.shown import cut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.comparison.audit.suspect import Suspect
    from costcalc.expr import Node

BITS = 2.0
PAIR = ("over", "under")
HIGHEST_SHARE = 200
"""Shares, margins and rates of exchange are below that; counts are not turned upside down."""


def candidates(suspect: Suspect) -> Iterator[Candidate]:
    """Yield what a percentage or a ratio is of the other base, as the rest, or as the change."""
    for part in suspect.numbers:
        if isinstance(part.node, Num) and 0 < part.node.value < 1:
            rest = Difference(number(1), part.node)
            figure = suspect.changed({id(part.node): rest})
            if figure:
                yield Candidate(f"the rest of {part.text}, for {part.text}", figure)
    for part in suspect.assumptions:
        value = suspect.value_of(part.node, part.option)
        if isinstance(part.node, Name) and value is not None and 0 < value < 1:
            figure = suspect.at(part.node.name, 1 - Fraction(value))
            if figure:
                yield Candidate(f"the rest of `{part.text}`, for `{part.text}`", figure)
    yield from _upside_down(suspect)
    yield from _signs(suspect)
    if suspect.is_ratio:
        yield from _of_figure(suspect)
        yield from _of_sides(suspect)


def _upside_down(suspect: Suspect) -> Iterator[Candidate]:
    """Yield the figure divided by what it is multiplied with, and the other way round: margins, shares, rates."""
    one = number(1)
    prices = {id(price.node) for price in suspect.prices}
    for part in suspect.parts:
        node = part.node
        if part.of_price or part.in_sum or id(node) in prices or (isinstance(node, Num) and node.place is None):
            continue
        value = suspect.value_of(node, part.option) if id(node) in suspect.factors | suspect.divisors else None
        if value is None or not 0 < value < HIGHEST_SHARE or value == 1:
            continue
        name = cut(part.text)
        others: tuple[tuple[Node, str], ...] = ((Quotient(one, node), f"`{name}` upside down: multiplied for divided"),)
        if value < 1:  # 1 / (1 - m) for 1 + m, and the other way round
            others += ((Quotient(one, Difference(number(2), node)), f"the rest of `{name}` upside down"),)
        for other, text in others:
            figure = suspect.changed({id(node): other})
            if figure:
                yield Candidate(text, figure)


def _signs(suspect: Suspect) -> Iterator[Candidate]:
    """Yield the figure with what is added to one whole taken off it, and the other way round: fees and rebates."""
    one = number(1)
    for part in suspect.parts:
        node = part.node
        if (
            part.in_sum
            or not isinstance(node, (Sum, Difference))
            or len(node.children) != len(PAIR)
            or one not in node.children
        ):
            continue
        left, right = node.children
        share = right if left == one else left
        other = Difference(one, share) if isinstance(node, Sum) else Sum((one, share))
        figure = suspect.changed({id(node): other}) if left == one or isinstance(node, Sum) else None
        if figure:
            done, meant = ("taken off", "added") if isinstance(node, Sum) else ("added", "taken off")
            yield Candidate(f"`{cut(symbolic(share))}` was {done}, and not {meant}", figure)


def _of_figure(suspect: Suspect) -> Iterator[Candidate]:
    """Yield what it is of another base."""
    node, one = suspect.node, number(1)
    rest = Difference(one, node)
    found = (
        ("a gain read as a saving: how much more one is, for how much less the other is", _of_the_lesser(node)),
        ("a saving read as a gain: how much less one is, for how much more the other is", _of_the_larger(node)),
        ("what is left for what is saved, or the other way round", rest),
        ("the change for how many times as much", Difference(node, one)),
        ("how many times as much for the change", Sum((node, one))),
        ("the ratio upside down", Quotient(one, node)),
        ("the saving for the ratio", Difference(one, Quotient(one, node))),
        ("the ratio for the saving", Quotient(one, rest)),
        ("a fall written as a rise", Negative(node)),
        *_points(node),
    )
    for text, formula in found:
        figure = suspect.figure(formula)
        if figure:
            yield Candidate(text, figure)


def _points(node: Node) -> Iterator[tuple[str, Node]]:
    """Yield a change in percent as one in percentage points, and the other way round."""
    of, one = bare(node), number(1)
    if isinstance(of, Difference) and of.children[1] == one and isinstance(bare(of.children[0]), Quotient):
        after, before = bare(of.children[0]).children
        yield "percentage points for percent", Difference(after, before)
    elif isinstance(of, Difference) and of.children[0] != one:
        after, before = of.children
        yield "percent for percentage points", Difference(Quotient(after, before), one)


def _of_sides(suspect: Suspect) -> Iterator[Candidate]:
    """Yield a ratio of two costs for one of what is made: that of the costs alone, and that of what is made alone."""
    saving = bare(suspect.node)
    is_saving = isinstance(saving, Difference) and saving.children[0] == number(1)
    ratio = bare(saving.children[1]) if is_saving else saving
    sides = [bare(side) for side in ratio.children] if isinstance(ratio, Quotient) else []
    if len(sides) != len(PAIR) or not all(isinstance(side, Quotient) for side in sides):
        return
    (top, by_top), (bottom, by_bottom) = (side.children for side in sides)
    for text, other in (
        ("throughput as cost: what is made, and not what it costs", Quotient(by_bottom, by_top)),
        ("what it costs, and not what is made of it", Quotient(top, bottom)),
    ):
        figure = suspect.figure(Difference(number(1), other) if is_saving else other)
        if figure:
            yield Candidate(text, figure)


def _of_the_lesser(saving: Node) -> Node:
    """Return a saving as a gain: `before / after - 1` of `1 - after / before`, `s / (1 - s)` of all else."""
    one = number(1)
    if isinstance(saving, Difference) and saving.children[0] == one and isinstance(saving.children[1], Quotient):
        after, before = saving.children[1].children
        return Difference(Quotient(before, after), one)
    return Quotient(saving, Difference(one, saving))


def _of_the_larger(gain: Node) -> Node:
    """Return a gain as a saving: `1 - before / after` of `after / before - 1`, `g / (1 + g)` of all else."""
    one = number(1)
    if isinstance(gain, Difference) and gain.children[1] == one and isinstance(gain.children[0], Quotient):
        after, before = gain.children[0].children
        return Difference(one, Quotient(before, after))
    return Quotient(gain, Sum((one, gain)))
