"""Why no option is called the cheapest, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.price_flags import CLAIMED_PRICE
from costcalc.views.words import either

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from costcalc.comparison.cheapest import Contender
    from costcalc.feasibility import Flag

FLAGGED, CLAIMED, EXCLUDED, NOT_PRICED = "flagged", "claimed", "excluded", "not priced"
_ORDER = (FLAGGED, CLAIMED, EXCLUDED, NOT_PRICED)


def barred_by(flags: Iterable[Flag]) -> Iterator[str]:
    """Yield the words for what keeps something from being the cheapest."""
    for flag in flags:
        if flag.bars:
            yield CLAIMED if flag.code == CLAIMED_PRICE else FLAGGED


def none_is_able(reasons: Iterable[str], what: str = "option") -> str:
    """Return that nothing may win, with the words of all that keeps what was asked for from that.

    Args:
        reasons: The words.
        what: What was asked for.
    """
    said = sorted(set(reasons), key=_ORDER.index)
    return f"none; every {what} is {either(said)}"


def none_is_proven(able: Sequence[Contender]) -> str:
    """Return why of options that may win none is known to.

    Args:
        able: These options.
    """
    unknown = [one.id for one in able if one.total is None and not one.ends]
    if not unknown:
        return "not known; none is proven to cost no more than all others, wherever in the ranges"
    named = f"{' and '.join(unknown)} {'is' if len(unknown) == 1 else 'are'}" if any(unknown) else "the total is"
    return f"not known; {named} open"
