"""What a manifest says of the files it was made from that these, or the rows of its own file, do not."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from costcalc.export.inputs import CALENDAR, CARD, EXCHANGE, SCENARIO, input_files
from costcalc.export.sum_changes import ExportChange

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from costcalc.export.inputs import Inputs
    from costcalc.export.manifest import Manifest
    from costcalc.export.table import ExportTable

CARDS = (
    ("card", "card_version", "card_sha256"),
    ("contract", "contract_version", "contract_sha256"),
    ("x_CardId", "x_CardVersion", "x_CardSha256"),
    ("x_ContractCardId", "x_ContractCardVersion", "x_ContractCardSha256"),
)
SCENARIOS = (("scenario", "scenario_sha256"), ("x_Scenario", "x_ScenarioSha256"))
RATES = "x_ExchangeRateSha256"
NOT_SAID = "not in the manifest"


def said_of_inputs(then: Inputs, now: Inputs, *, is_elsewhere: bool) -> Iterator[ExportChange]:
    """Yield what a manifest says of inputs, and is not so although their content is the same.

    Args:
        then: What it says.
        now: What the same question was made from today.
        is_elsewhere: Whether that was told to look for cards or exchange rates elsewhere.
    """
    yield from _twice(then)
    is_other = False
    for scenario, found in zip(then["scenarios"], now["scenarios"], strict=True):
        if scenario["sha256"] != found["sha256"]:
            is_other = True
        else:
            yield from _others(f"{SCENARIO} {found['id']}", scenario, found, ("id",))
        yield from _others(f"{SCENARIO} {found['id']}", scenario, found, ("as_of", "file"))
    cards = {one["id"]: one for one in now["cards"]}
    for card in then["cards"]:
        today = cards.get(card["id"])
        if today and today["sha256"] == card["sha256"]:
            yield from _others(f"{CARD} {card['id']}", card, today, ("version",))
            if not is_elsewhere:
                yield from _others(f"{CARD} {card['id']}", card, today, ("folder", "file"))
        is_other = is_other or bool(today and today["sha256"] != card["sha256"])
    calendars = {one["id"]: one for one in now["calendars"]}
    for calendar in then["calendars"]:
        same = calendars.get(calendar["id"])
        if same and same["sha256"] == calendar["sha256"] and not is_elsewhere:
            yield from _others(f"{CALENDAR} {calendar['id']}", calendar, same, ("file",))
    if then["fx"] and now["fx"] and not is_elsewhere:
        yield from _others(EXCHANGE, then["fx"], now["fx"], ("file",))
    if not (is_other or is_elsewhere):  # what a scenario or a card says today may ask for other ones
        yield from _others_used(then, now)


def said_by_rows(then: Manifest, table: ExportTable) -> Iterator[ExportChange]:
    """Yield the inputs that a manifest says are others than the rows of its file say, or does not name."""
    rows = [table.cells(nth) for nth in range(len(table.rows))]
    cards = {
        cells[card]: (cells[version], cells[digits])
        for cells in rows
        for card, version, digits in CARDS
        if cells.get(card) and version in cells and digits in cells
    }
    said = {one["id"]: (one["version"], one["sha256"]) for one in then["inputs"]["cards"]}
    for card, found in cards.items():
        if said.get(card) != found:
            was = _print(*said[card]) if card in said else NOT_SAID
            yield ExportChange(f"{CARD} {card}", was, _print(*found))
    scenarios = {cells[of]: cells[digits] for cells in rows for of, digits in SCENARIOS if digits in cells}
    for scenario in then["inputs"]["scenarios"]:
        digits = scenarios.get(scenario["id"], scenario["sha256"])
        if digits != scenario["sha256"]:
            yield ExportChange(f"{SCENARIO} {scenario['id']}", f"sha256 {scenario['sha256']}", f"sha256 {digits}")
    rates = then["inputs"]["fx"]
    prints = {cells[RATES] for cells in rows if cells.get(RATES)}
    for digits in prints - {rates["sha256"] if rates else ""}:
        yield ExportChange(EXCHANGE, f"sha256 {rates['sha256']}" if rates else NOT_SAID, f"sha256 {digits}")
    for other in scenarios.keys() - {one["id"] for one in then["inputs"]["scenarios"]}:
        yield ExportChange(f"{SCENARIO} {other}", NOT_SAID, f"sha256 {scenarios[other]}")


def _twice(then: Inputs) -> Iterator[ExportChange]:
    """Yield the inputs that a manifest names more than once."""
    kinds = (
        (CARD, [one["id"] for one in then["cards"]]),
        (CALENDAR, [one["id"] for one in then["calendars"]]),
    )
    for what, names in kinds:
        for name, times in Counter(names).items():
            if times > 1:
                yield ExportChange(f"{what} {name}", f"{times:,} times", "once")


def _others(
    what: str, was: Mapping[str, object], now: Mapping[str, object], keys: Sequence[str]
) -> Iterator[ExportChange]:
    """Yield what is another of an input."""
    for key in keys:
        if was[key] != now[key]:
            yield ExportChange(what, f"{key} {was[key]}", f"{key} {now[key]}")


def _others_used(then: Inputs, now: Inputs) -> Iterator[ExportChange]:
    """Yield the inputs that a manifest names and nothing uses, and those that are used and it does not name."""
    before, today = (
        {name: file for name, file in input_files(each).items() if not name.startswith(f"{SCENARIO} ")}
        for each in (then, now)
    )
    for name in dict.fromkeys([*before, *today]):
        if name not in today:
            yield ExportChange(name, before[name].file, "not used")
        elif name not in before:
            yield ExportChange(name, NOT_SAID, today[name].file)


def _print(version: str, digits: str) -> str:
    return f"version {version}, sha256 {digits}"
