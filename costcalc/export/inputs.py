"""The files that an export was made from, as its manifest names them.

The types here are what is written, what is read and what the JSON Schema says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NamedTuple

from pydantic import AfterValidator, ConfigDict, Field, with_config
from typing_extensions import TypedDict  # of Python itself, pydantic takes those from 3.12 on

from costcalc.instant import instant_text, parse_instant
from costcalc.ratecard import SHIPPED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from costcalc.comparison import ScenarioQuestion
    from costcalc.export.ledger import Ledger


def _instant(text: str) -> str:
    parse_instant(text)
    return text


Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$", description="of its content")]
AsPlaces = Field(description="as places name it")
strict = with_config(ConfigDict(strict=True, extra="forbid", hide_input_in_errors=True))
"""Of a manifest: it may come from anywhere."""


@strict
class ScenarioEntry(TypedDict):
    """A scenario, and the instant that counted."""

    id: str
    file: Annotated[str, AsPlaces]
    sha256: Sha256
    as_of: Annotated[str, AfterValidator(_instant)]


@strict
class CardEntry(TypedDict):
    """A card that prices came from."""

    id: str
    version: str
    file: Annotated[str, AsPlaces]
    folder: Annotated[str, Field(description="where it was read; `shipped` where it came with costcalc")]
    sha256: Sha256


@strict
class CalendarEntry(TypedDict):
    """The holidays that decided about hours."""

    id: str
    file: Annotated[str, AsPlaces]
    sha256: Sha256


@strict
class FxEntry(TypedDict):
    """The exchange rates."""

    file: Annotated[str, AsPlaces]
    sha256: Sha256


@strict
class Inputs(TypedDict):
    """The files that an export was made from."""

    scenarios: Annotated[list[ScenarioEntry], Field(min_length=1)]
    cards: list[CardEntry]
    calendars: list[CalendarEntry]
    fx: Annotated[FxEntry | None, Field(description="null where none were needed")]


def inputs(rows: Ledger, asked: Sequence[ScenarioQuestion]) -> Inputs:
    """Return the files that an export was made from.

    Args:
        rows: What is in it.
        asked: What was asked of each scenario.
    """
    return {
        "scenarios": [
            {
                "id": one.file.scenario.id,
                "file": one.file.file,
                "sha256": one.file.sha256,
                "as_of": instant_text(one.as_of),
            }
            for one in asked
        ],
        "cards": [
            {
                "id": one.card.id,
                "version": one.card.version,
                "file": one.file,
                "folder": one.folder,
                "sha256": one.sha256,
            }
            for one in rows.cards
        ],
        "calendars": [{"id": one.calendar.id, "file": one.file, "sha256": one.sha256} for one in rows.calendars],
        "fx": {"file": rows.fx.file, "sha256": rows.fx.sha256} if rows.fx else None,
    }


SCENARIO, CARD, CALENDAR, EXCHANGE = "the scenario", "the card", "the calendar", "the exchange rates"
"""What inputs are called; all but the last with their ids behind."""


class InputFile(NamedTuple):
    """A file that an export was made from.

    Args:
        file: As places name it.
        sha256: Of its content.
        version: Of a card; None of what has none.
        is_shipped: Whether it came with costcalc.
    """

    file: str
    sha256: str
    version: str | None = None
    is_shipped: bool = False


def input_files(inputs: Inputs) -> dict[str, InputFile]:
    """Return the files that an export was made from, by what they are: `the card acme`."""
    found = {f"{SCENARIO} {one['id']}": InputFile(one["file"], one["sha256"]) for one in inputs["scenarios"]}
    for card in inputs["cards"]:
        is_shipped = card["folder"] == SHIPPED
        found[f"{CARD} {card['id']}"] = InputFile(card["file"], card["sha256"], card["version"], is_shipped)
    found |= {f"{CALENDAR} {one['id']}": InputFile(one["file"], one["sha256"]) for one in inputs["calendars"]}
    if fx := inputs["fx"]:
        found[EXCHANGE] = InputFile(fx["file"], fx["sha256"])
    return found
