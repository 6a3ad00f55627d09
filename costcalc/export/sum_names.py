"""The sums in a manifest, each with a name: what it is of, and which of its numbers it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from costcalc.shown import cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from costcalc.export.manifest import Manifest

    Part = tuple[str, ...]

TOTALS, COSTS, MONTH, YEAR = PARTS = ("totals", "cost_totals", "by_month", "by_year")
EXACT, ROUNDED, ROWS, MONTHS = "exact", "rounded", "rows", "months"
ONCE, SO_FAR, SO_FAR_ROUNDED, BUDGET, LEFT = "once", "cumulative", "cumulative_rounded", "budget", "left"
LIMITS = frozenset({BUDGET, LEFT})
"""What is no sum of rows alone."""
FRACTIONS = {EXACT: "exact_fraction"} | {name: f"{name}_fraction" for name in (ONCE, SO_FAR, BUDGET, LEFT)}
"""Where the fraction of a number stands that has no last digit."""
FOLLOWING = frozenset({ROUNDED, ROWS, ONCE, MONTHS})
"""What is another where a sum itself is."""
WORDS = {
    EXACT: "the cost",
    ROUNDED: "the rounded cost",
    ROWS: "the rows",
    MONTHS: "the months",
    ONCE: "the cost that is paid once",
    SO_FAR: "the cost",
    SO_FAR_ROUNDED: "the rounded cost",
    BUDGET: "the budget",
    LEFT: "what is left of the budget",
}
NAMES = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
LONGEST = 60


class SumName(NamedTuple):
    """What a sum is called.

    Args:
        part: The key of the manifest that it stands under.
        scenario: What it is of; empty of a total of all.
        option: The option; empty of a total of all, and where a scenario has none.
        time: The month, as in 2026-05, or the year; empty of a total of all.
        currency: In what it is.
        number: Which of the numbers there it is.
    """

    part: str
    scenario: str
    option: str
    time: str
    currency: str
    number: str

    def words(self, *, alone: bool) -> str:
        """Return it in words: the cost in August 2026 in USD.

        Args:
            alone: Whether there is one option of one scenario, which needs no name.
        """
        what = WORDS[self.number]
        if self.part == TOTALS:
            what = what.replace("cost", "total")
        of = "" if alone or not self.scenario else f" of {cut(f'{self.scenario} {self.option}'.strip(), LONGEST)}"
        reaches = "up to" if self.number in {SO_FAR, SO_FAR_ROUNDED} else "in"
        when = f" {reaches} {_time(self.time)}" if self.time else ""
        return f"{what}{of}{when} in {cut(self.currency, LONGEST)}"


class SumDifference(NamedTuple):
    """A sum of which there are two values."""

    name: SumName
    was: str
    now: str


def sums_said(manifest: Manifest) -> dict[SumName, str]:
    """Return the sums of a manifest as it writes them, a number without a last digit with its fraction behind it."""
    found: dict[SumName, str] = {}
    parts: dict[str, Sequence[Mapping[str, object]]] = {
        TOTALS: manifest["totals"],
        COSTS: manifest["cost_totals"],
        MONTH: manifest["by_month"],
        YEAR: manifest["by_year"],
    }
    for part, entries in parts.items():
        for entry in entries:
            time = entry.get("month", entry.get("year", ""))
            scenario, option, when = (str(each) for each in (entry.get("scenario", ""), entry.get("option", ""), time))
            for number in filter(entry.__contains__, WORDS):
                name = SumName(part, scenario, option, when, str(entry["currency"]), number)
                text = _text(entry, number)
                found[name] = f"{found[name]}, {text}" if name in found else text  # said twice it is no sum
    return found


def differences(then: Mapping[SumName, str], now: Mapping[SumName, str]) -> list[SumDifference]:
    """Return the sums that have another value; of a month, a year or a currency on one side only, the sum alone."""
    sides = [{name[:-1] for name in each} for each in (then, now)]
    found = []
    for name in sorted(dict.fromkeys([*then, *now]), key=lambda name: PARTS.index(name.part)):
        was, today = then.get(name, "none"), now.get(name, "none")
        if was != today and (name.number == EXACT or all(name[:-1] in side for side in sides)):
            found.append(SumDifference(name, was, today))
    return found


def told(found: Iterable[SumDifference]) -> Iterator[SumDifference]:
    """Yield the sums that are to be said: none that only follows from another one which is."""
    known = {one.name: one for one in found}
    first: dict[Part, str] = {}
    months: dict[Part, set[str]] = {}
    for name in known:
        if name.number in {EXACT, ROUNDED}:
            first[name[:3]] = min(name.time, first.get(name[:3], name.time))
            months.setdefault((name.scenario, name.option, name.time.partition("-")[0]), set()).add(name.time)
    for name, one in known.items():
        total = known.get(SumName(TOTALS, "", "", "", name.currency, name.number))
        is_total = name.part == COSTS and total is not None and total[1:] == one[1:]  # where nothing is converted
        is_rounded = name.number in FOLLOWING and name._replace(number=EXACT) in known
        is_so_far = name.number in {SO_FAR, SO_FAR_ROUNDED} and first.get(name[:3], "~") <= name.time
        # a year with one month that moved, beside its own name: it moved with that
        is_month = name.part == YEAR and len(months.get(name[1:4], ())) == len({name.time, "its month"})
        if not (is_total or is_rounded or is_so_far or is_month):
            yield one


def _text(entry: Mapping[str, object], number: str) -> str:
    value, fraction = entry[number], entry.get(FRACTIONS.get(number, ""))
    text = "none" if value is None else str(value)
    return f"{text} ({fraction})" if fraction else text


def _time(text: str) -> str:
    match = _MONTH.fullmatch(text)
    return f"{NAMES[int(match[2]) - 1]} {match[1]}" if match else cut(text, LONGEST)
