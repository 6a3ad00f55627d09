"""How low and how high the sums of a forecast can be: where in the ranges of assumptions that is, and how sure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc import money
from costcalc.views.blocks import Block
from costcalc.views.forecast.words import span
from costcalc.views.ranges import NamedRange, ends_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.comparison.option_forecast import OptionForecast
    from costcalc.instant import Period


def range_blocks(options: Sequence[OptionForecast]) -> Iterator[Block]:
    """Yield where the sums of each option are lowest and highest, and why nobody knows that of some months."""
    found = [one for option in options for one in _sums(option)]
    yield from ends_blocks(found, [line for option in options for line in _unknown(option)])


def _sums(option: OptionForecast) -> Iterator[NamedRange]:
    sums = [(f"in {year.year}", year.ranged) for year in option.years] if len(option.years) > 1 else []
    for name, ranged in (*sums, ("in all", option.ranged_total)):
        if ranged and ranged.span:
            yield NamedRange(f"{option.id} {name}".strip(), ranged, money.total)


def _unknown(option: OptionForecast) -> Iterator[str]:
    unknown: dict[str, list[Period]] = {}
    for month, ranged in zip(option.months, option.ranged, strict=True):
        if ranged and ranged.why:
            unknown.setdefault(ranged.why, []).append(month)
    for why, months in unknown.items():
        yield f"{option.id} in {span(months)}: {why}".strip()
