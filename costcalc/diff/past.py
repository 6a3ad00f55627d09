"""What of a change is about the past: prices that are announced and not yet in force may be others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from costcalc.diff.changes import REWRITES, CardChange, CardsDiff, ChangeKind, RateChange

if TYPE_CHECKING:
    from datetime import datetime

    from costcalc.ratecard import Model

PROMOTION_END = "promotion until"


def seen_at(diff: CardsDiff, as_of: datetime) -> CardsDiff:
    """Return a difference of which only what is about the past at an instant counts as rewritten.

    Args:
        diff: The changes.
        as_of: The instant that counts as today.
    """
    return replace(diff, changed=tuple(_card(card, as_of) for card in diff.changed))


def _card(card: CardChange, as_of: datetime) -> CardChange:
    def seen(change: RateChange, name: str = "") -> RateChange:
        was = card.old.card.models.get(name)
        return change._replace(is_past=change.kind not in REWRITES or rewrites(change, was, as_of))

    models = [model._replace(rates=tuple(seen(change, model.name) for change in model.rates)) for model in card.models]
    return replace(card, models=tuple(models), contract=tuple(map(seen, card.contract)))


def rewrites(change: RateChange, was: Model | None, as_of: datetime) -> bool:
    """Whether a change gives a past instant another answer without a stated reason.

    Args:
        change: What happened to a rate.
        was: Its model, as it was; None for the terms of a contract.
        as_of: The instant that counts as today.
    """
    if change.kind in {ChangeKind.INSERTED, ChangeKind.ENDED}:
        ended = _end(change, was)
        return ended is not None and ended <= as_of
    return change.rewrites and change.since <= as_of and not _is_extension(change, as_of)


def _end(change: RateChange, was: Model | None) -> datetime | None:
    """Return when the rate that a change is about ended, as far as the base knew."""
    if was is None:
        return change.old.until.at if change.old and change.old.until else None
    return next((span.end for span in reversed(was.history) if span.start <= change.since), None)


def _is_extension(change: RateChange, as_of: datetime) -> bool:
    """Whether the only change is that a promotion ends later, made before it ended."""
    if change.prices or any(one.what != PROMOTION_END for one in change.conditions):
        return False
    ends = [getattr(rate, "promotion", None) for rate in (change.old, change.new)]
    return all(end is not None and end.until.at > as_of for end in ends)
