"""The values that somebody wants to see an assumption have: `100K,1M,10M`, `200..1000/200`, `1K..1M*10`."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import Exact, NumberError, decimal_text, read_number, simplest
from costcalc.problem import InputError, Place, Problem, collected
from costcalc.shown import cut

if TYPE_CHECKING:
    from collections.abc import Iterator

BAD = "bad-setting"
MOST_VALUES = 1_000
"""Of one assumption; two seconds are enough for fewer rows than this of any scenario."""

RANGE, BETWEEN, STEP, FACTOR = "..", ",", "/", "*"
_END_OF_GROUP = re.compile(r"0\d\d", re.ASCII)
_FEWER = "a table has at most 1,000 of them: take a larger step"


class _Series(NamedTuple):
    """Values that follow each other: by a step, or by a factor.

    Args:
        first: The first of them.
        last: The last of them.
        by: What is added, or what is multiplied with.
        sign: What stands before that.
        place: Where it is written.
    """

    first: Fraction
    last: Fraction
    by: Fraction
    sign: str
    place: Place

    def values(self) -> list[Fraction]:
        """List the values.

        Raises:
            InputError: where there are too many, or the last one is not reached.
        """
        found = [self.first]
        while found[-1] < self.last:
            if len(found) == MOST_VALUES:
                raise InputError.of(self.place, BAD, "these are too many values", _FEWER)
            found.append(self._after(found[-1]))
        if found[-1] != self.last:
            last, beyond = found[-2:]
            message = f"the steps do not reach {_text(self.last)}: they go from {_text(last)} to {_text(beyond)}"
            raise InputError.of(self.place, BAD, message, f"write {self.until(last)}, or {self.until(beyond)}")
        return found

    def _after(self, value: Fraction) -> Fraction:
        return value + self.by if self.sign == STEP else value * self.by

    def until(self, last: Fraction) -> str:
        """Return how the series is written with another end."""
        return f"{_text(self.first)}{RANGE}{_text(last)}{self.sign}{_text(self.by)}"


def read_values(text: str, place: Place) -> tuple[Exact, ...]:
    """Read the values of an assumption, in the order in which they are written.

    Args:
        text: Numbers with commas between them, and series: FIRST..LAST/STEP, FIRST..LAST*FACTOR, FIRST..LAST by ones.
        place: Where the text begins.

    Raises:
        InputError: for what is no number, for a series that does not reach its end, for the same value twice, for too
            many values.
    """
    found: dict[Exact, None] = {}
    problems: list[Problem] = []
    start = 0
    for item in text.split(BETWEEN):
        own = place.shifted(start + len(item) - len(item.lstrip()))
        start += len(item) + len(BETWEEN)
        with collected(problems):
            for value in _item(item.strip(), own):
                if value in found:
                    message = f"the value {decimal_text(value)} is there twice"
                    raise InputError.of(own, "duplicate-key", message, "keep one of them")
                if len(found) == MOST_VALUES:
                    raise InputError.of(own, BAD, "these are too many values", _FEWER)
                found[value] = None
    if problems:
        raise InputError(problems)
    return tuple(found)


def _item(text: str, place: Place) -> Iterator[Exact]:
    first, is_series, rest = text.partition(RANGE)
    if not is_series:
        yield simplest(_number(text, place))
        return
    yield from map(simplest, _series(first, rest, place).values())


def _series(first: str, rest: str, place: Place) -> _Series:
    sign = next((each for each in (STEP, FACTOR) if each in rest), STEP)
    last, is_said, by = rest.partition(sign)
    at_last = place.shifted(len(first) + len(RANGE))
    at_step = at_last.shifted(len(last) + len(sign))
    made = _Series(
        _number(first, place),
        _number(last, at_last),
        _number(by, at_step) if is_said else Fraction(1),
        sign,
        place,
    )
    if made.last < made.first:
        hint = f"write the least first: {last.strip()}{RANGE}{first.strip()}{sign if is_said else ''}{by.strip()}"
        raise InputError.of(at_last, BAD, "the last value is less than the first", hint)
    if sign == STEP and made.by <= 0:
        message = f"the step is {'0' if not made.by else 'negative'}, and leads nowhere"
        raise InputError.of(at_step, BAD, message, "write a step above 0: 200..1000/200")
    if sign == FACTOR and (made.by <= 1 or made.first <= 0):
        message = "a series by a factor begins above 0, and its factor is more than 1"
        raise InputError.of(at_step, BAD, message, "write 1K..1M*10")
    if sign == STEP and (made.last - made.first) / made.by >= MOST_VALUES:
        raise InputError.of(place, BAD, "these are too many values", _FEWER)
    return made


def _number(text: str, place: Place) -> Fraction:
    written = text.strip()
    at = place.shifted(len(text) - len(text.lstrip()))
    if not written:
        raise InputError.of(at, BAD, "a value is missing here", "write 100K,1M,10M or 200..1000/200")
    unsigned = written.removeprefix("-")
    try:
        value = read_number(unsigned.lstrip(), percent=True)
    except NumberError as error:
        grouped = _END_OF_GROUP.fullmatch(unsigned)
        hint = "a comma stands between values; digits are grouped with _: 1_000" if grouped else error.hint
        said = f"`{cut(written)}` is no number, and values are numbers" if error.hint is None else str(error)
        raise InputError.of(at, "bad-number", said, hint) from None
    return -Fraction(value) if unsigned != written else Fraction(value)


def _text(value: Fraction) -> str:
    return decimal_text(simplest(value))
