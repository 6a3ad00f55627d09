"""llm-prices, Simon Willison's list with its history (https://www.llm-prices.com).

    costcalc cards import llm-prices data/openai.json -o pricing
    costcalc cards import llm-prices current-v1.json --effective 2026-11-01

It reads the files of `data/` in https://github.com/simonw/llm-prices, which have the history, and the two files made of
them, `current-v1.json` and `historical-v1.json`. A vendor becomes a card, and a model keeps its id. `input`, `output`
and `input_cached` (`cache_read`) are per 1M tokens there, too.

`from_date` starts a rate, and its `to_date` is no longer part of it. A `from_date` of null means that nobody knows
since when: then it is the day of the import, or `--effective`, if that is before the end of this price; else it is left
out. Reasoning is billed as `output`; a null in `input_cached` is no price, and what cannot be read is `unpriced`.

A price that cannot be used, because it has no number or an end that cannot be read, ends the one before it. A
`from_date` that cannot be read is like null where the model has one price, and a model with several is left out.

A `unit` or a `currency` of the file, a model or a price is obeyed where it is understood (`per_1k_tokens`, `EUR`), and
a model with one that is not is left out.

A name with `≤` or `>` in it is how this list says a price by the size of the prompt. It is not guessed which models
belong together: each is a model of its own, with a note. One of `≤200k` is `unpriced` above that; the others have the
doubt `large_prompts_only`. Of two prices of one `from_date` neither is taken, unless they are alike.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.importers.draft import DraftCard, DraftModel, DraftRate, ImportResult, Note, card_id
from costcalc.importers.files.folder import Trees
from costcalc.importers.files.parse import parse_json
from costcalc.importers.reading.fields import (
    NAMELESS,
    UNPRICED_MODEL,
    Notes,
    amount,
    day,
    has_price,
    prose,
    with_reasoning,
    wrong_format,
)
from costcalc.importers.reading.measure import MILLION, Denomination
from costcalc.importers.reading.names import CardNames
from costcalc.importers.rules.prompt_sizes import prompt_sizes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from costcalc.importers.draft import ImportQuery
    from costcalc.importers.files.origin import File, Origin
    from costcalc.importers.reading.fields import Leave

READS = "data/*.json, current-v1.json and historical-v1.json of github.com/simonw/llm-prices"
FILES = ("data/*.json", "*.json")
PUBLIC = True

HOME = "https://www.llm-prices.com/"
METERS = {"input": "input", "input_cached": "cache_read", "output": "output"}

MILLION_TOKENS = Denomination(MILLION)
"""What a price is for, where nothing else is said."""

_KEYS = {*METERS, "id", "vendor", "name", "from_date", "to_date"}
_AROUND = {"prices", "models", "price_history", "vendor", "id", "name"}
CONTESTED = "several prices have the same `from_date` and are not alike"


class DatedPrice(NamedTuple):
    """A price of a model, from one day to another.

    Args:
        vendor: As the list spells it.
        id: Of the model.
        name: For people.
        keys: The prices and dates.
        around: What stands around them: the model, and the file.
    """

    vendor: str
    id: str
    name: str
    keys: Mapping[str, Any]
    around: Sequence[Mapping[str, Any]]

    def measure(self, leave: Leave) -> Denomination | None:
        """Return what the prices are in; None where nobody knows."""
        measure: Denomination | None = MILLION_TOKENS
        for block in self.around:
            measure = measure and measure.inside(block, leave, known=_AROUND)
        return measure and measure.inside(self.keys, leave, known=_KEYS, table=True)


def read(source: Origin, wanted: ImportQuery) -> ImportResult:
    """Return a card of each vendor.

    Raises:
        InputError: for a file that is none of these.
    """
    notes: list[Note] = []
    found: dict[str, dict[str, list[DatedPrice]]] = {}
    trees = Trees(source, _entries)
    for _, entries in trees:
        for entry in entries:
            if isinstance(entry, Note):
                notes.append(entry)
            elif wanted.takes_provider(entry.vendor) and wanted.takes_model(entry.id):
                found.setdefault(entry.vendor, {}).setdefault(entry.id, []).append(entry)
    notes += trees.notes()
    cards = []
    for vendor, models in found.items():
        name = card_id(vendor)
        names = CardNames(name, models, notes)
        called = [(names.called(model), entries) for model, entries in models.items()]
        made = [
            model
            for title, entries in called
            if title and (model := _model(title, entries, wanted.effective, Notes(name, title, notes).leave))
        ]
        if made:
            cards.append(DraftCard(id=name, title=f"{vendor}, as llm-prices has it", models=made))
    return ImportResult(cards, notes)


def _entries(file: File) -> list[DatedPrice | Note]:
    """Return the prices of a file, and a note for each thing in it that is none."""
    tree = parse_json(file)
    keys = tree if isinstance(tree, dict) else {}
    vendor = keys.get("vendor")
    found = [_entry(item.get("vendor"), item, item, (keys,)) for item in _objects(keys.get("prices"))]
    for model in _objects(keys.get("models")):
        history = _objects(model.get("price_history")) or [{}]
        found += [_entry(vendor, model, price, (keys, model)) for price in history]
    if all(isinstance(entry, Note) for entry in found):
        raise wrong_format(file.place, "this is no file of llm-prices", READS)
    return found


def _entry(
    vendor: Any, model: Mapping[str, Any], keys: Mapping[str, Any], around: Sequence[Mapping[str, Any]]
) -> DatedPrice | Note:
    name = model.get("id")
    if not isinstance(vendor, str) or not isinstance(name, str):
        return Note(card_id(vendor) if isinstance(vendor, str) else "", "", "id", NAMELESS)
    return DatedPrice(vendor, name, prose(model.get("name")) or name, keys, around)


def _objects(items: Any) -> list[Mapping[str, Any]]:
    """Return the items of a list; what is no mapping says nothing."""
    return [item if isinstance(item, dict) else {} for item in items] if isinstance(items, list) else []


def _model(name: str, entries: Sequence[DatedPrice], effective: str, leave: Leave) -> DraftModel | None:
    starts = [(day("from_date", entry.keys.get("from_date"), leave), entry) for entry in entries]
    if len(starts) > 1 and any(start is None and entry.keys.get("from_date") is not None for start, entry in starts):
        leave("from_date", "nobody knows which of its prices holds when, and the model is left out")
        return None
    measures = {entry.measure(leave) for entry in entries}
    measure = measures.pop()
    if measures or measure is None:
        leave("prices", "nobody knows what they are, or they are in several currencies or units, and it is left out")
        return None
    dated: dict[str, list[DatedPrice]] = {}
    for start, entry in sorted(starts, key=lambda pair: pair[0] or ""):
        dated.setdefault(start or "", []).append(entry)
    rates = _rates(dated, effective, measure, leave)
    if not rates:
        leave("prices", UNPRICED_MODEL)
        return None
    titles = dict.fromkeys(entry.name for entry in entries)
    sized = [title for title in titles if any(prompt_sizes(title))]
    title = ", ".join(sized) or entries[0].name
    return DraftModel(name=name, title=title, rates=rates, currency=measure.currency)


def _rates(
    dated: Mapping[str, Sequence[DatedPrice]], effective: str, measure: Denomination, leave: Leave
) -> list[DraftRate]:
    """Return the prices in order; the end of one is only written where the next does not begin on that day."""
    rates: list[DraftRate] = []
    for start, (entry, *more) in dated.items():
        after = min((other for other in dated if other > start), default=None)
        end = _end(entry, leave)
        if not start and ((after and effective >= after) or (end and effective >= end)):
            leave("from_date", "it is null, and this price has ended; name a day before that with --effective")
            continue
        begins, sheet = start or effective, _sheet(entry.keys, measure, leave)
        alike = all((_sheet(other.keys, measure, _unsaid), _end(other, _unsaid)) == (sheet, end) for other in more)
        if why := _unusable(entry, begins, end, sheet) if alike else CONTESTED:
            leave("price_history", f"{why}; nothing is priced from its start until the next")
            if rates and rates[-1].until is None:
                rates[-1] = replace(rates[-1], until=begins)
            continue
        until = end if end and not (after and after <= end) else None
        rates.append(DraftRate(effective=begins, until=until, source=HOME, sheet=sheet))
    return rates


def _end(entry: DatedPrice, leave: Leave) -> str | None:
    return day("to_date", entry.keys.get("to_date"), leave)


def _unsaid(_key: str, _why: str) -> None:
    """Note nothing: the first of several prices of one day has the notes."""


def _unusable(entry: DatedPrice, begins: str, end: str | None, sheet: Mapping[str, str]) -> str | None:
    """Return why a price cannot be used, which must not leave the one before it in force."""
    if end is None and entry.keys.get("to_date") is not None:
        return "a price ends on a day that cannot be read"
    if end is not None and end <= begins:
        return "a price ends before it begins"
    return None if has_price(sheet, "input", "output") else "a price has no number for input or output"


def _sheet(keys: Mapping[str, Any], measure: Denomination, leave: Leave) -> dict[str, str]:
    sheet = {
        meter: written
        for key, meter in METERS.items()
        if (written := amount(key, keys.get(key), leave, measure.per_million)) is not None
    }
    return with_reasoning(sheet)
