"""Prices of prompts of one size, which this list says in the name of a model: `Gemini 2.5 Pro ≤200k`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from costcalc.importers.fields import context_tier
from costcalc.ratecard.doubts import LARGE_ONLY
from costcalc.rules.form import UNPRICED

if TYPE_CHECKING:
    from costcalc.importers.draft import DraftRate

_SMALL = re.compile(r"(?P<sign>[≤<])\s*(?P<size>\d{1,9}[kKmM])\b", re.ASCII)
_OTHER = re.compile(r"[≤≥<>]|-\d+k$")
_BEYOND = {"≤": ">", "<": ">="}


class PromptSize(NamedTuple):
    """The prompts that a price is for.

    Args:
        above: How those beyond them are told, where they are the small ones: `>` or `>=`; None where they are not.
        size: The size between the two.
    """

    above: str | None = None
    size: str = ""


def prompt_size(name: str, title: str) -> PromptSize | None:
    """Return the prompts that the names of a model say its price is for; None where it is for all."""
    if found := _SMALL.search(title) or _SMALL.search(name):
        return PromptSize(_BEYOND[found["sign"]], found["size"].upper())
    return PromptSize() if _OTHER.search(name) or _OTHER.search(title) else None


def of_one_size(rate: DraftRate, prompts: PromptSize) -> DraftRate:
    """Return a rate that says which prompts it is for: of larger ones there is no price, or a doubt about smaller."""
    if prompts.above is None:  # a card cannot have a price for large prompts alone
        return replace(rate, doubts=(*rate.doubts, LARGE_ONLY))
    nothing = dict.fromkeys(rate.sheet, UNPRICED)
    return replace(rate, context_tiers=[context_tier(prompts.size, nothing, prompts.above)])
