"""An import that remembers: what a list says now is appended to the card that is there, and nothing of it is rewritten.

A price that changed is a rate from the day of the list on, one that is gone ends on that day, and one that is the same
was seen again, which the date in `imported` says. What was priced with a card in the past stays as it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.diff import same_prices
from costcalc.importers.draft import Note
from costcalc.importers.edits import Edit, edited, head_edits, version_edit, with_keys
from costcalc.instant import as_instant, short_instant
from costcalc.ratecard import Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from costcalc.importers.written import WrittenCard
    from costcalc.ratecard import Model, Rate

EARLIER = "the list has another price for a time that the card has a price for already, and the card keeps it"
ONE_LINE = "its rates stand in one line, to which nothing can be appended, and it is left as it is"
BEGUN = "it is gone from the list, and its last price begins on this day or later, and stays"
RETIRED = "the list has another day for it, and the card keeps that which it has"
AGAIN = "the list said something else earlier on this day"

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


class _Change(NamedTuple):
    """What becomes of a model."""

    what: str
    model: str
    edits: Sequence[Edit] = ()
    note: tuple[str, str] | None = None


def remember(old: WrittenCard, new: WrittenCard, day: str, asked: Callable[[str], bool]) -> Remembered:
    """Append what a list says now to a card that was imported before.

    Args:
        old: The card that is there.
        new: What the import made, on its own.
        day: From when on prices hold that are not dated, and until when those do that are gone.
        asked: Whether a model was asked for: of others nothing is known, and they stay as they are.

    Raises:
        InputError: for a card that cannot be read.
    """
    changes = list(_changes(old, new, day, asked))
    became: dict[str, list[str]] = {}
    for change in changes:
        became.setdefault(change.what, []).append(change.model)
    card = str(old.card.id)
    notes = [Note(card, change.model, *change.note) for change in changes if change.note]
    edits = [edit for change in changes for edit in change.edits]
    edits += head_edits(old, new, whole=all(map(asked, old.models)))
    if edited(old, edits) != old.text:
        edits.append(version_edit(old, new))
    order = (NEW_PRICES, NEW_MODELS, ENDED, AS_BEFORE)
    return Remembered(card, edited(old, edits), {what: became[what] for what in order if what in became}, notes)


def _changes(old: WrittenCard, new: WrittenCard, day: str, asked: Callable[[str], bool]) -> Iterator[_Change]:
    for name, model in old.card.models.items():
        if name in new.card.models:
            yield _continued(name, old, new)
        elif asked(name):
            yield _ended(name, model, old, day)
    end = old.key("models")[1]
    for name, written in new.models.items():
        if name not in old.card.models:
            yield _Change(NEW_MODELS, name, [Edit(end, end, new.lines[written.start : written.end])])


def _continued(name: str, old: WrittenCard, new: WrittenCard) -> _Change:
    """Return what becomes of a model that is on both sides."""
    was, now = old.card.models[name], new.card.models[name]
    here, there = old.models[name], new.models[name]
    last = max(rate.effective.at for rate in was.rates)
    lines: list[str] = []
    note = None
    newest: Rate | None = None
    for rate, written in zip(now.rates, there.rates, strict=True):
        held = newest or was.rate_at(rate.effective.at)
        limits = _limits(now.limits(rate))
        if held and same_prices(old.card, held, new.card, rate) and limits <= _limits(was.limits(held)):
            continue
        if rate.effective.at < last:
            note = ("effective", EARLIER)
            continue
        more = dict(sorted(limits - _limits(was) - _limits(rate)))
        if rate.effective.at == last:
            more["corrects"] = AGAIN
        own = [line[(written.dash or 0) :] for line in new.lines[written.start : written.end]]
        lines += [f"{' ' * (here.rates[-1].dash or 0)}{line}" for line in with_keys(own, more)]
        newest = rate
    edits = []
    if now.retired and was.retired is None:
        line = old.lines[here.facts]
        indent = line[: len(line) - len(line.lstrip())]
        edits.append(Edit(here.facts, here.facts, [f"{indent}retired: {short_instant(now.retired.at)}"]))
    elif now.retired and was.retired and now.retired.at != was.retired.at:
        note = note or ("retired", RETIRED)
    if lines and here.rates[-1].dash is None:
        return _Change(AS_BEFORE, name, edits, ("rates", ONE_LINE))
    if lines:
        edits.append(Edit(here.rates[-1].end, here.rates[-1].end, lines))
    return _Change(NEW_PRICES if lines else AS_BEFORE, name, edits, note)


def _limits(of: Limits | Model | Rate) -> set[tuple[str, str]]:
    """Return the limits that are known, each with its name."""
    return {(key, str(limit.value)) for key in Limits._fields if (limit := getattr(of, key))}


def _ended(name: str, model: Model, old: WrittenCard, day: str) -> _Change:
    """Return what becomes of a model that is gone: its price ends."""
    span, at = model.history[-1], as_instant(day)
    if span.end is not None:
        return _Change(AS_BEFORE, name)
    if span.start >= at:
        return _Change(AS_BEFORE, name, note=("rates", BEGUN))
    nth = next(nth for nth, rate in enumerate(model.rates) if rate is span.rate)
    written = old.models[name].rates[nth]
    if written.dash is None or old.lines[written.start][written.dash + 1 :].lstrip().startswith("{"):
        return _Change(AS_BEFORE, name, note=("rates", ONE_LINE))
    own = [line[written.dash :] for line in old.lines[written.start : written.end]]
    ended = [f"{' ' * written.dash}{line}" for line in with_keys(own, {"until": day})]
    return _Change(ENDED, name, [Edit(written.start, written.end, ended)])
