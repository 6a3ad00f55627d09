"""The relation of a printed figure to the recomputed one: the rules in plain fractions, without costcalc.

A second opinion for the claim check. It reads the YAML of a scenario and the recomputed values, and knows nothing of
how either is computed.

    agrees       it is the number
    rounded      to the step of the figure, halves up or to even
    cut          only truncation gives the figure
    raised       only rounding away from zero gives it
    differs      none of these
    possible     a value inside the range that an assumption leaves open
    impossible   a value outside it
    inconsistent it does not fit, and rests on printed figures alone or on a formula that another claim prints otherwise
    not-checkable no number is printed
"""

from __future__ import annotations

import re
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

WORST_FIRST = (
    *("not-checkable", "impossible", "possible", "inconsistent", "differs", "cut", "raised", "rounded", "agrees"),
)
SCALES = {
    "": Fraction(1),
    "%": Fraction(1, 100),
    "k": Fraction(10**3),
    "thousand": Fraction(10**3),
    "m": Fraction(10**6),
    "million": Fraction(10**6),
    "b": Fraction(10**9),
    "billion": Fraction(10**9),
    "lakh": Fraction(10**5),
    "crore": Fraction(10**7),
    "trillion": Fraction(10**12),
}
NUMBER = (
    r"(?P<digits{0}>\d[\d,_]*(?:\.\d+)?)\s?(?P<scale{0}>%|(?:thousand|million|billion|trillion|lakh|crore|[kKmMbB])\b)?"
)
ONE = re.compile(NUMBER.format(""), re.IGNORECASE)
TWO = re.compile(NUMBER.format(1) + r"x?\s?(?:-|–|to)\s?[$€£¥]?" + NUMBER.format(2), re.IGNORECASE)


class End(NamedTuple):
    """A printed number and how coarse it is."""

    value: Fraction
    step: Fraction


class Printed(NamedTuple):
    """A printed figure: one number twice, or an interval; `most` where it says "up to"."""

    low: End
    high: End
    most: bool = False

    @property
    def interval(self) -> bool:
        return self.low != self.high


class Range(NamedTuple):
    """What is recomputed: one number twice, or what an open assumption leaves."""

    low: Fraction
    high: Fraction

    @property
    def open(self) -> bool:
        return self.low != self.high


def end(digits: str, scale: str | None, to: str | None = None) -> End:
    """Return a number with its step: `28.6` and `B`, or what `to` says."""
    plain, times = digits.replace(",", "").replace("_", ""), SCALES[(scale or "").lower()]
    step = Fraction(1, 10 ** len(plain.partition(".")[2])) * times
    return End(Fraction(plain) * times, end(*parts(to)).value if to else step)


def parts(number: str) -> tuple[str, str | None]:
    """Return the digits of a number of the language and what stands behind them."""
    found = ONE.fullmatch(number)
    assert found, number
    return found["digits"], found["scale"]


def printed(claim: Mapping[str, Any]) -> Printed | None:
    """Return what a claim prints: its `value`, which beats the text, or the one number or interval of the text."""
    text, to = claim.get("printed", ""), claim.get("to")
    most = text.startswith("up to")
    if "value" in claim:
        only = end(*parts(claim["value"]), to)
        return Printed(only, only, most)
    if found := TWO.search(text):
        scale = found["scale2"]
        return Printed(end(found["digits1"], found["scale1"] or scale, to), end(found["digits2"], scale, to))
    if found := ONE.search(text):
        only = end(found["digits"], found["scale"], to)
        return Printed(only, only, most)
    return None


def rounded(number: Fraction, step: Fraction, how: str) -> Fraction:
    """Return a number in whole steps. A quotient is long enough that no tie is lost: ties have few digits."""
    steps = number / step
    whole, rest = divmod(abs(steps.numerator), steps.denominator)
    # what is left counts as less than a half, a half, or more
    twice = 2 * rest - steps.denominator
    tail = Decimal(0) if not rest else Decimal("0.5") if not twice else Decimal("0.9") if twice > 0 else Decimal("0.1")
    size = int((Decimal(whole) + tail).quantize(Decimal(1), rounding=how))
    return (size if steps >= 0 else -size) * step


def of_number(number: Fraction, figure: End) -> str:
    """Return how one number is the figure."""
    if number == figure.value:
        return "agrees"
    for relation, how in (
        ("rounded", ROUND_HALF_UP),
        ("rounded", ROUND_HALF_EVEN),
        ("cut", ROUND_DOWN),
        ("raised", ROUND_UP),
    ):
        if rounded(number, figure.step, how) == figure.value:
            return relation
    return "differs"


def worst(relations: Sequence[str]) -> str:
    """Return the first of them in the order in which one relation goes before another."""
    return min(relations, key=WORST_FIRST.index)


def of_range(found: Range, figure: Printed) -> str:
    """Return how a number, or an open range, is the figure."""
    low, high = figure.low, figure.high
    if figure.most and found.high <= high.value:
        return "agrees"
    if not found.open:
        if low.value <= found.low <= high.value:
            return "agrees"
        return worst_of_best(found.low, low, high)
    if figure.interval:
        fits = worst([of_number(found.low, low), of_number(found.high, high)])
        apart = found.high < low.value - low.step / 2 or found.low > high.value + high.step / 2
        return "impossible" if apart else fits
    return (
        "possible" if found.low <= low.value + low.step / 2 and found.high >= low.value - low.step / 2 else "impossible"
    )


def worst_of_best(number: Fraction, low: End, high: End) -> str:
    """Return the relation to the nearer end."""
    return max((of_number(number, each) for each in (low, high)), key=WORST_FIRST.index)


def only_printed(formula: str) -> bool:
    """Whether a formula names printed figures and, but for numbers, nothing else."""
    rest, count = re.subn(r"\bprinted\.[a-z_][a-z0-9_]*", "0", formula)
    return bool(count) and not re.search(r"(?<![\w.])[a-z_][a-z0-9_.]*", rest)


def formulas(claim: Mapping[str, Any]) -> list[str]:
    """Return what a claim is a figure of, with what it replaces."""
    of = claim.get("of", [])
    return [f"{each} | {claim.get('with')}" for each in (of if isinstance(of, list) else [of])]


def relation(claim: Mapping[str, Any], found: Sequence[Range], others: Sequence[Mapping[str, Any]]) -> str | None:
    """Return the relation of a claim.

    Args:
        claim: As the file has it, all of it text.
        found: What each formula of `of` comes to.
        others: The other claims of the file.

    Returns:
        None where nothing is printed: a figure, which is not judged.
    """
    if "printed" not in claim:
        return None
    figure = printed(claim)
    if figure is None or not found:
        return "not-checkable"
    relations = [of_range(each, figure) for each in found]
    own = formulas(claim)
    rivals = (each for each in others if "printed" in each and formulas(each) == own)
    disputed = any(printed(each) != figure for each in rivals)
    for position, (each, formula) in enumerate(zip(relations, own, strict=True)):
        if each == "differs" and not found[position].open and (disputed or only_printed(formula.partition(" | ")[0])):
            relations[position] = "inconsistent"
    return worst(relations)


def all_relations(
    claims: Sequence[Mapping[str, Any]], found: Mapping[str, Sequence[Range]]
) -> Iterator[tuple[str, str]]:
    """Yield the claims of a file that print something, each with its relation."""
    for claim in claims:
        name = claim["claim"]
        others = [each for each in claims if each is not claim]
        word = relation(claim, found.get(name, ()), others)
        if word:
            yield name, word
