"""How low and how high several months together can be: an assumption has the same value in all of them."""

from __future__ import annotations

from fractions import Fraction
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison.ranges import RangedValue
from costcalc.expr import Exact, UndefinedError, simplest
from costcalc.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from costcalc.comparison.ranges import Ranges
    from costcalc.expr import Node
    from costcalc.expr.ranges.span import RangeCorner, Span

MOST_CORNERS = 32
"""Places in the ranges at which sums are asked; where months disagree about more of them, the first ones count."""


class SumTerm(NamedTuple):
    """A month, or what is paid once before them.

    Args:
        node: What it costs.
        ranges: The assumptions that are not known exactly, as they are in it.
        value: What it comes to; None where an assumption has no value.
    """

    node: Node
    ranges: Ranges
    value: Exact | None

    @property
    def ranged(self) -> RangedValue | None:
        """Its lowest and its highest value; None where it is one number."""
        found = self.ranges.of(self.node)
        if found is None and self.value is None:
            return RangedValue(None, "an assumption has no value")
        return found


class _Place(NamedTuple):
    """Where in the ranges sums are asked, and what they come to there up to each term."""

    corner: RangeCorner
    sums: tuple[Fraction, ...]


class RangedSums:
    """Terms one after the other, and how low and how high some that follow each other can be together.

    A sum is asked wherever one of its terms is lowest or highest. Where all of them are lowest at one such place, it is
    proven that the sum is; else it is the lowest that was found.

    Args:
        terms: The terms; None for one that has no price.
    """

    def __init__(self, terms: Sequence[SumTerm | None]) -> None:
        self.terms = terms

    @lazy
    def _ranged(self) -> list[RangedValue | None]:
        return [term.ranged if term else None for term in self.terms]

    @lazy
    def _places(self) -> list[_Place]:
        """Every corner at which a term is lowest or highest.

        Raises:
            UndefinedError: where another term has no value there, or that takes too long.
        """
        spans = [found.span for found in self._ranged if found and found.span]
        corners = _corners([one.at_low for one in spans]) | _corners([one.at_high for one in spans])
        return [_Place(corner, self._sums(corner)) for corner in list(corners.values())[:MOST_CORNERS]]

    def _sums(self, corner: RangeCorner) -> tuple[Fraction, ...]:
        return tuple(accumulate((self._value(nth, corner) for nth in range(len(self.terms))), initial=Fraction(0)))

    def _value(self, nth: int, corner: RangeCorner) -> Fraction:
        term, ranged = self.terms[nth], self._ranged[nth]
        if term is None or (ranged and ranged.span is None):
            return Fraction(0)  # no sum with it is asked for
        if ranged is None:
            return Fraction(term.value or 0)
        return Fraction(term.ranges.value(term.node, corner))

    @lazy
    def _ends(self) -> tuple[tuple[Fraction, ...], tuple[Fraction, ...]]:
        """The sums of the lowest and of the highest values, up to each term."""
        spans = [found.span if found else None for found in self._ranged]
        alone = [Fraction(term.value or 0) if term else Fraction(0) for term in self.terms]
        lows = [Fraction(span.low) if span else value for span, value in zip(spans, alone, strict=True)]
        highs = [Fraction(span.high) if span else value for span, value in zip(spans, alone, strict=True)]
        return tuple(accumulate(lows, initial=Fraction(0))), tuple(accumulate(highs, initial=Fraction(0)))

    def of(self, first: int, last: int) -> RangedValue | None:
        """Return the lowest and the highest sum of some terms; None where it is one number, or one has no price.

        Args:
            first: The first of them.
            last: The last.
        """
        asked = self._ranged[first : last + 1]
        if not any(asked) or None in self.terms[first : last + 1]:
            return None
        for found in asked:
            if found and found.span is None:
                return found
        try:
            sums = [(place.sums[last + 1] - place.sums[first], place.corner) for place in self._places]
        except UndefinedError as error:
            return RangedValue(None, str(error))
        return RangedValue(self._span(sums, first, last))

    def _span(self, sums: Sequence[tuple[Fraction, RangeCorner]], first: int, last: int) -> Span:
        from costcalc.expr.ranges.span import Span

        low, high = min(sums, key=_first), max(sums, key=_first)
        spans = [found.span for found in self._ranged[first : last + 1] if found and found.span]
        least, most = (ends[last + 1] - ends[first] for ends in self._ends)
        proven = all(span.proven for span in spans) and (low[0], high[0]) == (least, most)
        names = {name for span in spans for name in span.low_at}
        at_low, at_high = (_of(corner, names) for _, corner in (low, high))
        return Span(simplest(low[0]), simplest(high[0]), at_low, at_high, proven)


def _corners(ends: Sequence[RangeCorner]) -> dict[object, RangeCorner]:
    """Return each of some corners once; of assumptions that one says nothing of it has what the others say."""
    found: dict[object, RangeCorner] = {}
    others = _joined(ends)
    for end in ends:
        corner = _joined([end, others])
        found.setdefault((tuple(corner.values.items()), tuple(corner.beside.items())), corner)
    return found


def _joined(corners: Iterable[RangeCorner]) -> RangeCorner:
    """Return one corner of several: of each assumption what the first says that says anything of it."""
    from costcalc.expr.ranges.span import RangeCorner

    values: dict[str, Exact] = {}
    beside: dict[str, Fraction] = {}
    for corner in corners:
        beside |= {name: value for name, value in corner.beside.items() if name not in values}
        values = {**corner.values, **values}
    return RangeCorner(dict(sorted(values.items())), dict(sorted(beside.items())))


def _of(corner: RangeCorner, names: set[str]) -> RangeCorner:
    """Return what a corner says of some assumptions."""
    from costcalc.expr.ranges.span import RangeCorner

    values = {name: value for name, value in corner.values.items() if name in names}
    return RangeCorner(values, {name: value for name, value in corner.beside.items() if name in names})


def _first(found: tuple[Fraction, RangeCorner]) -> Fraction:
    return found[0]
