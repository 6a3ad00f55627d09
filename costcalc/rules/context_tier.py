"""Other prices for long requests, by the size of one request and never by the total of a month.

    input: 1.25
    output: 10
    context_tiers:
      - {when: input > 200K, mode: whole_request, input: 2.50, output: 15}

A request of 250K tokens in and 1K out:

    250000 * 2.5 [250000 > 200000] / 1000000 = 0.625
    1000 * 15 [250000 > 200000] / 1000000 = 0.015

`when` names the meter that decides, `>` or `>=`, and the bound; `input` counts the whole prompt, cached parts
included. `mode` is `whole_request`, where all of the request costs the tier's prices, or `marginal`, where only the
part above the bound does:

    context_tiers:
      - {when: input > 200K, mode: marginal, input: 2.50}

    min(250000, 200000) * 1.25 / 1000000 = 0.25
    max(250000 - 200000, 0) * 2.5 / 1000000 = 0.125

In a marginal tier the cached part of a prompt is taken to come first, as a prefix does. Several tiers stand lowest
bound first, and the last whose condition holds decides. What a tier does not name keeps the price that it has below:
that of the next lower tier that names it, or the usual one. `unpriced` says that nobody knows the price there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, NamedTuple

from pydantic import Field

from costcalc.expr import Num, NumberError, read_number
from costcalc.meters import METERS
from costcalc.rules.sheet import PriceSheet
from costcalc.rules.unit import in_a_name
from costcalc.shown import cut
from costcalc.source import Many, One, Scalar, one_of, rejected
from costcalc.source.patterns import NUMBER_PATTERN

if TYPE_CHECKING:
    from costcalc.problem import Place

WHOLE_REQUEST, MARGINAL = "whole_request", "marginal"
_WHEN = re.compile(r"([a-z][a-z0-9_]*) (>=?) (\S+)", re.ASCII)


class MeterAbove(NamedTuple):
    """A condition on one request: `input > 200K`.

    Args:
        meter: What is looked at.
        operator: `>` or `>=`.
        bound: How much.
        place: Where it is written.
    """

    meter: str
    operator: str
    bound: Num
    place: Place


def _when(value: Scalar) -> MeterAbove:
    match = _WHEN.fullmatch(value)
    if not match:
        hint = "write a meter, > or >=, and a number: input > 200K"
        raise rejected("bad-condition", f"`{cut(value)}` is no condition on one request", hint)
    if match[1] not in METERS:
        raise rejected("unknown-meter", f"there is no meter `{match[1]}`", "mostly it is `input`, the whole prompt")
    try:
        return MeterAbove(match[1], match[2], Num(read_number(match[3]), match[3], value.place), value.place)
    except NumberError as error:
        raise rejected("bad-number", str(error), error.hint) from None


class ContextTier(PriceSheet):
    """The prices of requests that are large."""

    when: Annotated[
        MeterAbove,
        One(
            "a condition such as input > 200K",
            _when,
            type="string",
            pattern=f"^({'|'.join(METERS)}) >=? {NUMBER_PATTERN}$",
        ),
    ] = Field(description="the size of one request from which on they hold: input > 200K")
    mode: Annotated[str, one_of(WHOLE_REQUEST, MARGINAL)] = Field(
        description="whether all of the request costs these prices, or only the part above"
    )

    @property
    def name(self) -> str:
        """Return what formulas add to the name of a price in it: `_above_200k`."""
        return f"_{'above' if self.when.operator == '>' else 'from'}_{in_a_name(self.when.bound)}"


class TieredSheet(PriceSheet):
    """Prices by meter, with other ones for large requests."""

    context_tiers: Many[ContextTier] = Field((), description="other prices for large requests, lowest bound first")
