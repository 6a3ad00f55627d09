"""Whether a change is about a scenario at all: what is the same on both sides is priced once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.problem import InputError
from costcalc.scenario import models_named
from costcalc.source import place_of

if TYPE_CHECKING:
    from costcalc.comparison import Comparison
    from costcalc.project.workspace import Workspace
    from costcalc.ratecard import CardFile, FxFile
    from costcalc.review.pairs import ScenarioPair


def is_unchanged(pair: ScenarioPair, after: Comparison, head: Workspace, was: Workspace) -> bool:
    """Whether a scenario and all that gives it its prices are the same files, byte by byte, on both sides.

    Args:
        pair: The scenario on both sides.
        after: What it costs.
        head: The files as they are.
        was: The files as they were.
    """
    if pair.before is None or pair.after is None or pair.before.sha256 != pair.after.sha256:
        return False
    if _digits(head.fx) != _digits(was.fx) or _has_holidays(after):
        return False
    names = [*models_named(pair.after.scenario)]
    try:
        # Which card a bare name finds depends on all cards, also on those that nothing is asked of.
        sides = [[side.cards.find(str(name), place_of(name)).ref for name in names] for side in (head, was)]
        return sides[0] == sides[1] and all(
            was.cards.has(str(file.card.id)) and was.cards.file(str(file.card.id)).sha256 == file.sha256
            for file in _cards(after)
        )
    except InputError:  # it cannot be read or found, which is said by whoever prices with it
        return False


def _cards(result: Comparison) -> list[CardFile]:
    """Return the cards that a scenario asks, contracts and what they are laid over; not those inside the scenario."""
    files = [file for one in result.outcomes for offer in one.offers for file in offer.files]
    return [file for file in files if not file.inline]


def _digits(file: FxFile | None) -> str | None:
    return file.sha256 if file else None


def _has_holidays(result: Comparison) -> bool:
    """Whether a calendar decides about hours: that is another file, which is looked up by its name."""
    offers = (offer for one in result.outcomes for offer in one.offers)
    return any(rate.window and rate.window.holidays for offer in offers for rate in offer.model.rates)
