"""What is doubtful about the prices of options, for answers that are no bill: claims judged, equations solved."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.feasibility import Flag
from costcalc.records import TEXT, Field, Part, Record
from costcalc.views.bill import Flagged, flag_blocks
from costcalc.views.problem import FLAG_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from costcalc.comparison.option_plan import OptionPlan
    from costcalc.views.blocks import Block


class PriceFlag(NamedTuple):
    """What is doubtful about the prices of an option."""

    option: str
    flag: Flag


def price_flags(options: Iterable[OptionPlan]) -> list[PriceFlag]:
    """Return what is doubtful about the prices of options, each doubt once for each of them."""
    return [PriceFlag(option.id, flag) for option in options for flag in option.price_flags]


def price_flag_blocks(options: Iterable[OptionPlan]) -> Iterator[Block]:
    """Yield the same for people, each doubt once with the options that it is of."""
    return flag_blocks(Flagged(option.id, option.price_flags) for option in options)


PRICE_FLAG = Record[PriceFlag](
    "price_flag",
    "What is doubtful about the prices that an answer rests on.",
    Field("option", TEXT, lambda one: one.option, "whose prices they are"),
    Part[PriceFlag, Flag](lambda one: one.flag, *FLAG_FIELDS),
)
