"""An import that remembers: what a list says otherwise than last time is appended to the card, and nothing rewritten.

The card keeps what its list said of each model. Where the list says the same, nothing is touched, whatever somebody has
written beside it since. What was priced with a card in the past stays as it was.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from costcalc.importers.draft import Note
from costcalc.importers.memory.continued import GONE, ONE_LINE, Continued, announced
from costcalc.importers.memory.renamed import new_model, with_own_models
from costcalc.importers.memory.said import Sums
from costcalc.importers.writing.edits import Edit, edited, head_edits, keys_edits
from costcalc.instant import as_instant, short_instant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from costcalc.importers.writing.written import WrittenCard

BEGUN = "it is gone from the list on the day on which its last price begins, which ends with that day"
LATER = "it is gone from the list, and its last price begins on this day or later, and stays"
ELSEWHERE = "it is not in this source, which is another one than last time, and stays; `--same-list` ends it"

NEW_PRICES, NEW_MODELS, ENDED, AS_BEFORE = "with new prices", "new", "ended", "as before"
SHOWN = 3


class Remembered(NamedTuple):
    """What an import did to a card that was there.

    Args:
        card: The card's id.
        text: The whole file as it is now.
        became: What became of models, with their names.
        notes: What could not be done.
    """

    card: str
    text: str
    became: dict[str, list[str]]
    notes: Sequence[Note]

    def account(self) -> str:
        """Return in one line what became of the card."""
        parts = []
        for what, names in self.became.items():
            shown = "" if what == AS_BEFORE else f" ({', '.join(names[:SHOWN])}{', …' if names[SHOWN:] else ''})"
            parts.append(f"{what} {len(names):,}{shown}")
        return f"{self.card}: models {'; '.join(parts)}"


class ModelFate(NamedTuple):
    """What becomes of a model.

    Args:
        what: In a word.
        model: Its name.
        edits: Of the card.
        notes: What could not be done, each with the key that it is about.
    """

    what: str
    model: str
    edits: Sequence[Edit] = ()
    notes: Sequence[tuple[str, str]] = ()


class Night(NamedTuple):
    """What an import is.

    Args:
        day: From when on prices hold that are not dated, and until when those do that are gone.
        asked: Whether a model was asked for: of others nothing is known, and they stay as they are.
        same: Whether this is the source that the card was made of, so that what is missing in it is gone.
        seen: Whether the day of the list is written where nothing else is.
    """

    day: str
    asked: Callable[[str], bool]
    same: bool = True
    seen: bool = False


def remember(old: WrittenCard, new: WrittenCard, night: Night) -> Remembered:
    """Append what a list says now to a card that was imported before.

    Args:
        old: The card that is there.
        new: What the import made, on its own.
        night: The import.

    Raises:
        InputError: for a card that cannot be read.
    """
    card = str(old.card.id)
    sums = Sums(old, new, night.day)
    there, moved = with_own_models(old, new.card, sums.is_new)
    changes = list(_changes(there, new, night, sums))
    became: dict[str, list[str]] = {}
    for change in changes:
        became.setdefault(change.what, []).append(change.model)
    notes = [Note(card, name, "aliases", why) for name, why in moved]
    notes += [Note(card, change.model, *note) for change in changes for note in change.notes]
    edits = [edit for change in changes for edit in change.edits]
    now = sums.now(there, night.asked, same=night.same)
    whole = night.same and all(map(night.asked, there.card.models))
    if edits or there is not old or sums.differ(now) or (whole and night.seen):
        edits += head_edits(there, new, now, whole=whole)
    order = (NEW_PRICES, NEW_MODELS, ENDED, AS_BEFORE)
    return Remembered(card, edited(there, edits), {what: became[what] for what in order if what in became}, notes)


def _changes(there: WrittenCard, new: WrittenCard, night: Night, sums: Sums) -> Iterator[ModelFate]:
    for name in filter(night.asked, there.card.models):
        if name not in new.card.names:
            yield _ended(name, there, new, night) if sums.had(name) else ModelFate(AS_BEFORE, name)
        elif sums.is_new(name):
            yield _continued(Continued(name, there, new, as_instant(night.day)))
        else:
            yield ModelFate(AS_BEFORE, name)
    end = there.key("models")[1]
    for name in filter(night.asked, new.models):
        if name not in there.card.names and sums.is_new(name):
            yield ModelFate(NEW_MODELS, name, [Edit(end, end, new_model(new, name, there.card.names))])


def _continued(model: Continued) -> ModelFate:
    """Return what becomes of a model that is on both sides."""
    edits, notes = [*model.rates(), *model.facts()], model.notes
    return ModelFate(NEW_PRICES if model.has_new_prices else AS_BEFORE, model.name, edits, notes)


def _ended(name: str, old: WrittenCard, new: WrittenCard, night: Night) -> ModelFate:
    """Return what becomes of a model that is gone: its price ends, and what was announced does not come."""
    model, written, at = old.card.models[name], old.models[name], as_instant(night.day)
    today = max(at, *(card.card.imported.date.at for card in (old, new) if card.card.imported))
    later = announced(model, written, today) if night.same else {}
    kept = [span for span in model.history if span.start not in later] or [model.history[0]]  # one rate at least
    span = next((span for span in reversed(kept) if span.start <= today), kept[0])
    nth = next(nth for nth, rate in enumerate(model.rates) if rate is span.rate)
    end = at if span.start < at else span.start + timedelta(days=1)  # no rate ends where it begins
    edits = [edit for start, each in later.items() if start != span.start for edit in each]
    why = LATER if night.same and kept[-1] is not span else None
    if span.rate.until and span.rate.until.at <= end:
        pass
    elif not night.same:
        why = ELSEWHERE
    elif not written.rates[nth].keys:
        why = ONE_LINE
    elif span.start >= at and span.start not in later and at < max(span.start, today):
        why = LATER
    else:
        why = why or (BEGUN if span.start >= at else None)
        edits += keys_edits(written.rates[nth], {"until": short_instant(end), "ended": GONE})
    return ModelFate(ENDED if edits else AS_BEFORE, name, edits, [("rates", why)] if why else [])
