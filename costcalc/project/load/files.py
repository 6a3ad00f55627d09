"""Read a file where it is named: a scenario, a rate card, a calendar, exchange rates."""

from __future__ import annotations

from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from costcalc.arguments import path_argument
from costcalc.problem import InputError, Place, Problem
from costcalc.project.kept import SHIPPED_FOLDER, SHIPPED_NAME
from costcalc.project.load.opened import SCENARIO_BYTES, SCENARIO_VALUES, scenario_document
from costcalc.ratecard import (
    Calendar,
    CalendarFile,
    CardFile,
    Fx,
    FxFile,
    RateCard,
    validate_calendar,
    validate_card,
    validate_fx,
)
from costcalc.shown import cut
from costcalc.source import MIB, Document, FileRecord, Scalar, bind, read_document, read_tree
from costcalc.source import Mapping as Tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from costcalc.project.load.opened import Readable
    from costcalc.scenario import ScenarioFile

R = TypeVar("R", bound=FileRecord)

CARD_BYTES, CARD_VALUES = 4 * MIB, 100_000
SCENARIO_LIMITS, CARD_LIMITS = (SCENARIO_BYTES, SCENARIO_VALUES), (CARD_BYTES, CARD_VALUES)

NAMES = {"rate-card": "a rate card", "calendar": "a calendar", "fx": "a file of exchange rates"}


def load_scenario(
    path: PathLike[str] | str | Readable | Mapping[str, Any] | None = None,
    name: str | None = None,
    *,
    text: str | None = None,
) -> ScenarioFile:
    """Read a scenario of the form `costcalc/scenario/v1`.

    Args:
        path: A YAML file: its path, or the file opened. Or what would stand in it, as a mapping.
        name: What places call it; where left out the path, `text` or `mapping`.
        text: The text of such a file, in place of `path`.

    Raises:
        InputError: with everything that is wrong in it.
        TypeError: for anything else, and for a float in a mapping: it has lost digits before it came here.
    """
    from costcalc.scenario import Scenario, ScenarioFile, validate_lengths, validate_scenario  # no card needs them

    scenario, document = _bound(
        Scenario, "scenario", scenario_document(path, name, text), SCENARIO_VALUES, validate_lengths
    )
    if problems := validate_scenario(scenario):
        raise InputError(problems)
    return ScenarioFile(scenario, document.source.name, document.sha256)


class Kept(NamedTuple):
    """A project's own folder of cards, and what places call it."""

    folder: Path = Path(SHIPPED_NAME)
    shown: str = SHIPPED_NAME


def load_card(
    path: PathLike[str] | str, name: str | None = None, folder: str = "", kept: Kept | None = None
) -> CardFile:
    """Read a rate card.

    Args:
        path: A YAML file of the form `costcalc/rate-card/v1`.
        name: What places call it; the path where left out.
        folder: Where it was found.
        kept: Where the project has its own cards, if not in `./pricing`: a shipped one takes calendars of it first.

    Raises:
        InputError: with everything that is wrong in it.
    """
    file = path_argument(path, "path", f"the path of {NAMES['rate-card']}")
    document = read_document(file, CARD_BYTES, name)
    beside, shown = Path(path).parent, Path(document.source.name).parent.as_posix()
    if beside == SHIPPED_FOLDER:
        beside, shown = kept or Kept()
    return card_file(document, Path(path).stem, folder, Path(path), Calendars(beside, shown))


def card_file(document: Document, card_id: str, folder: str, path: Path, calendars: Calendars) -> CardFile:
    """Read the text of a rate card.

    Args:
        document: The text, with its name.
        card_id: What it is to be called.
        folder: Where it was found.
        path: The file that it is in.
        calendars: Those beside it.

    Raises:
        InputError: with everything that is wrong in it.
    """
    card, _ = _bound(RateCard, "rate-card", document, CARD_VALUES)
    if problems := validate_card(card, card_id):
        raise InputError(problems)
    return CardFile(card, document.source.name, document.sha256, folder, path, calendars)


@dataclass(frozen=True)
class Calendars:
    """The calendars of a card, each read when a window names it; one of `folder` before the shipped one.

    Args:
        folder: Beside the card. For a shipped one it is `./pricing`, which may know more years.
        shown: What places call that folder: no path of this machine is written anywhere.
        known: Those that were read.
    """

    folder: Path
    shown: str
    known: dict[str, CalendarFile] = field(default_factory=dict, compare=False, repr=False)

    def __call__(self, name: str, place: Place) -> CalendarFile:
        """Return the calendar of a name.

        Args:
            name: Its id.
            place: Where a window names it.

        Raises:
            InputError: where there is none, and with everything that is wrong in it.
        """
        if name not in self.known:
            for where, called in ((self.folder, self.shown), (SHIPPED_FOLDER, SHIPPED_NAME)):
                file = where / "calendars" / f"{name}.yaml"
                if file.is_file():
                    self.known[name] = _calendar_file(file, f"{called}/calendars/{name}.yaml")
                    break
            else:
                hint = f"it would be {name}.yaml in a folder `calendars` beside the card"
                raise InputError.of(place, "unknown-calendar", f"there is no calendar `{name}`", hint)
        return self.known[name]


def load_calendar(path: Path, name: str | None = None) -> Calendar:
    """Read a calendar of public holidays.

    Args:
        path: A YAML file of the form `costcalc/calendar/v1`.
        name: What places call it; the path where left out.

    Raises:
        InputError: with everything that is wrong in it.
    """
    return _calendar_file(path, name).calendar


def _calendar_file(path: Path, name: str | None = None) -> CalendarFile:
    calendar, document = _read(Calendar, "calendar", path, name)
    if problems := list(validate_calendar(calendar, path.stem)):
        raise InputError(problems)
    return CalendarFile(calendar, document.source.name, document.sha256)


def load_fx(path: PathLike[str] | str, name: str | None = None) -> FxFile:
    """Read exchange rates.

    Args:
        path: A YAML file of the form `costcalc/fx/v1`.
        name: What places call it; the path where left out.

    Raises:
        InputError: with everything that is wrong in it.
    """
    fx, document = _read(Fx, "fx", path, name)
    if problems := list(validate_fx(fx)):
        raise InputError(problems)
    return FxFile(fx, document.source.name, document.sha256, Path(path))


def _read(
    record: type[R], kind: str, path: PathLike[str] | str, name: str | None, limits: tuple[int, int] = SCENARIO_LIMITS
) -> tuple[R, Document]:
    """Read a file of a kind, as far as its shape goes."""
    where = path_argument(path, "path", f"the path of {NAMES[kind]}")
    return _bound(record, kind, read_document(where, limits[0], name), limits[1])


def _bound(
    record: type[R], kind: str, document: Document, most: int, unfit: Callable[[Tree], Iterable[Problem]] = lambda _: ()
) -> tuple[R, Document]:
    """Read what is written as a record; `unfit` reports what is wrong before its fields are looked at."""
    tree, found = read_tree(document.text, document.source, most)
    declared(tree, kind)
    if problems := list(unfit(tree)):
        raise InputError([*found, *problems])
    return bind(record, tree, found), document


def declared(tree: Tree, kind: str) -> None:
    """Refuse a file of another kind in one sentence, rather than key by key."""
    schema = tree.get("schema")
    if isinstance(schema, Scalar) and not schema.startswith(f"costcalc/{kind}/"):
        raise InputError.of(schema.place, "wrong-schema", f"this is a `{cut(schema)}`, not a {kind.replace('-', ' ')}")
