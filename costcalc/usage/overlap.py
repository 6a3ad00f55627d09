"""Parts of a prompt of which an answer does not say how far they are the same tokens.

`cached_tokens: 322, image_tokens: 194` of 346 tokens: at least 170 of the images were cached, and perhaps all. Where
that makes no difference to the price there is an answer; else it is refused, with what it can be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from costcalc.meters import METERS
from costcalc.money import total as money_text
from costcalc.problem import InputError, Place
from costcalc.usage.answer_counts import LIVES, UNKNOWN

if TYPE_CHECKING:
    from costcalc.pricing import Estimate
    from costcalc.usage.reported import Meters

KINDS = {"image_input": "images", "audio_input": "audio", "video_input": "video"}
JOINT = {"image_input": "image_cache_read", "audio_input": "audio_cache_read"}
"""The meters of what is in both parts; of the others there is none, and they are priced as what is cached."""
NONE = Decimal(0)
MANY = 1_000_000

Ask = Callable[[Mapping[str, Decimal], int], "Estimate"]


class Overlap(NamedTuple):
    """Two parts of a prompt that may have tokens in common.

    Args:
        cached: The tokens read from a cache, or written to one.
        kind: The tokens of a kind, such as images.
        least: How many are in both at least.
        most: How many at most.
    """

    cached: str
    kind: str
    least: Decimal
    most: Decimal

    def at(self, meters: Meters, common: Decimal) -> Meters:
        """Return what is counted if so many tokens are in both."""
        joint = JOINT.get(self.kind) if self.cached == "cache_read" else None
        if joint:
            return meters | {joint: common}
        return meters | {self.kind: meters[self.kind] - common}


def overlaps(meters: Meters) -> Iterator[Overlap]:
    """Yield the parts of a prompt that may have tokens in common, where nobody says how many."""
    parts = [meters.get(name, NONE) for name in ("cache_read", *LIVES, *KINDS)]
    known = sum((meters.get(name, NONE) for name in JOINT.values()), NONE)
    over = max(sum(parts, NONE) - known - meters.get("input", NONE), NONE)
    for cached in ("cache_read", *LIVES):
        for kind in KINDS:
            read, part = meters.get(cached, NONE), meters.get(kind, NONE)
            joint = JOINT.get(kind) if cached == "cache_read" else None
            if read and part and not (joint and joint in meters):
                most = min(read, part)
                yield Overlap(cached, kind, min(over, most), most)


def settled(meters: Meters, ask: Ask, place: Place) -> Meters:
    """Return what is counted, once each part of a prompt is known, or makes no difference.

    Args:
        meters: What the answer counts.
        ask: Prices some meters of so many equal requests.
        place: Where the answer says how much is cached.

    Raises:
        InputError: where it makes a difference.
    """
    found = list(overlaps(meters))
    if not found:
        return meters
    if len(found) > 1:
        return _several(meters, found, ask, place)
    (one,) = found
    low, high = one.at(meters, one.least), one.at(meters, one.most)
    if one.least == one.most:
        return low
    try:
        totals = sorted({ask(low, 1).value, ask(high, 1).value})
    except InputError as error:
        hint = error.problems[0].hint
        message = f"{_unsaid(meters, one)}, and {error.problems[0].message}"
        raise InputError.of(place, UNKNOWN, message, hint) from None
    if len(totals) == 1:
        return low
    ends = [ask(_prompt(usage), MANY) for usage in (low, high)]
    least, most = sorted((estimate.figure.value, estimate.currency) for estimate in ends)
    bounds = f"1M such prompts cost between {money_text(least[0])} and {money_text(most[0])} {most[1]}"
    joint = JOINT.get(one.kind) if one.cached == "cache_read" else None
    hint = f"--meter {joint}=N says it" if joint else None
    message = f"{_unsaid(meters, one)}, and they have another price: {bounds}"
    raise InputError.of(place, UNKNOWN, message, hint)


def _unsaid(meters: Meters, one: Overlap) -> str:
    verb = "cached" if one.cached == "cache_read" else "written"
    amount = f"between {one.least:,f} and {one.most:,f}" if one.least else f"up to {one.most:,f}"
    return f"the answer does not say how many of {meters[one.cached]:,f} {verb} tokens are {KINDS[one.kind]} ({amount})"


def _prompt(meters: Meters) -> Meters:
    """Return what of some meters is part of the prompt."""
    return {name: count for name, count in meters.items() if name == "input" or _is_part(name)}


def _is_part(name: str) -> bool:
    return any(whole == "input" or _is_part(whole) for whole in METERS[name].part_of) if name in METERS else False


def _several(meters: Meters, found: list[Overlap], ask: Ask, place: Place) -> Meters:
    """Return what is counted where several parts may have tokens in common, if none of them makes a difference."""
    left = max((one.least for one in found), default=NONE)
    base = meters
    for one in found:  # any that can be: as many in common as must be
        common = min(left, one.most)
        base, left = one.at(base, common), left - common
    kinds = " and ".join(dict.fromkeys(KINDS[one.kind] for one in found))
    message = f"the answer does not say how many of the cached tokens are {kinds}, and they have other prices"
    hint = "say by --meter image_cache_read=N and --meter audio_cache_read=N how many are"
    try:
        first = ask(base, 1).value
        same = all(_moved(base, one, ask) in {None, first} for one in found)
    except InputError:
        same = False
    if not same:
        raise InputError.of(place, UNKNOWN, message, hint)
    return base


def _moved(base: Meters, one: Overlap, ask: Ask) -> Decimal | object | None:
    """Return the total if one more token is in both parts; None where that cannot be."""
    joint = JOINT.get(one.kind) if one.cached == "cache_read" else None
    common = base[joint] if joint and joint in base else NONE
    more = common + 1 if joint else Decimal(1)
    if base[one.kind] < more or base[one.cached] < more:
        return None
    return ask(one.at(base, more), 1).value
