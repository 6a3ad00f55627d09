"""All the files of a project at one time: its cards, its scenarios, and what it wants checked."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from costcalc.problem import InputError, Place, Problem, collected
from costcalc.project.load import LOCAL, OWN, find_cards, load_calendar, load_card, load_fx, load_policy, load_scenario
from costcalc.project.policy import Policy, PolicyFile
from costcalc.source import kind_declared, place_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.ratecard import CardFile, Catalogue, FxFile
    from costcalc.scenario import ScenarioFile

USUAL = (Path("pricing"), Path("scenarios"))
ENDINGS = (".yaml", ".yml")


class Workspace(NamedTuple):
    """The files of a project.

    Args:
        cards: All cards at hand, also those that come with costcalc.
        own: The cards of the project itself.
        scenarios: Its scenarios.
        fx: Its exchange rates, where it has one file of them.
        policy: What it wants checked.
        problems: What cannot be read.
        whole: Whether it is all of the project, or paths that hold all that is usual, and not some of it.
    """

    cards: Catalogue
    own: tuple[CardFile, ...]
    scenarios: tuple[ScenarioFile, ...]
    fx: FxFile | None
    policy: PolicyFile
    problems: tuple[Problem, ...]
    whole: bool = True

    def is_used(self, file: CardFile) -> bool:
        """Whether a card is the one that its id finds; then prices are taken from it."""
        return _is_used(self.cards, file)


def read_workspace(paths: Sequence[Path], pricing: Sequence[Path], root: Path | None = None) -> Workspace:
    """Read all files of a project.

    Args:
        paths: Files and folders, as seen from the project's folder; where none is given, `pricing` and `scenarios`.
        pricing: Folders of rate cards to use, and no others; where none is given, `pricing` before what is shipped.
        root: The project's folder, if not this one; places do not name it.

    Returns:
        The workspace, with the problems of what could not be read.
    """
    base = root or Path()
    problems: list[Problem] = []
    policy = PolicyFile(Policy.model_validate({}), Place.start_of("costcalc.yaml"))
    with collected(problems):
        policy = load_policy(base)
    cards = find_cards()
    with collected(problems):
        cards = find_cards([base / folder for folder in pricing], root)
    own: list[CardFile] = []
    scenarios: list[ScenarioFile] = []
    fx: list[FxFile] = []
    for path in _files(paths or [path for path in USUAL if (base / path).is_dir()], root, problems):
        name = path.as_posix()
        with collected(problems):
            match kind_declared(base / path, name):
                case "rate-card":
                    file = load_card(base / path, name, path.parent.as_posix())
                    own.append(cards.file(str(file.card.id)) if _is_used(cards, file) else file)
                case "calendar":
                    load_calendar(base / path, name)
                case "fx":
                    fx.append(load_fx(base / path, name))
                case "policy" if root is None:
                    _only_policy(base, path)
                case "policy":
                    pass
                case _:
                    scenarios.append(load_scenario(base / path, name))
    if len(fx) > 1:
        place = Place.start_of(fx[1].file)
        problems.append(Problem(place, "duplicate-card", f"exchange rates are in {fx[0].file}, too", "keep one file"))
    problems += _twice(scenarios)
    problems += _passed_over(base, pricing or [LOCAL]) if root is None else ()  # a base counts as it was counted
    return Workspace(
        cards=cards,
        own=tuple(own),
        scenarios=tuple(scenarios),
        fx=fx[0] if fx else None,
        policy=policy,
        problems=tuple(problems),
        whole=not paths or all(any(_covers(path, usual) for path in paths) for usual in USUAL),
    )


def _is_used(cards: Catalogue, file: CardFile) -> bool:
    """Whether a card is the one that its id finds; then it is read only once."""
    return str(file.card.id) in cards.ids() and cards.file(str(file.card.id)).sha256 == file.sha256


def _covers(path: Path, other: Path) -> bool:
    """Whether a path is the same as another, or a folder that the other lies in."""
    return Path(os.path.abspath(other)).is_relative_to(os.path.abspath(path))  # noqa: PTH100  # `..` is resolved, too


def _only_policy(base: Path, path: Path) -> None:
    """Refuse a policy that is not where policies are read: nothing in it would hold.

    Raises:
        InputError: unless it is the project's own.
    """
    own = base / OWN
    if not (_covers(base / path, own) and _covers(own, base / path)):
        place = Place.start_of(path.as_posix())
        message = f"this is a policy, and the policy of a project is its {OWN}"
        raise InputError.of(
            place, "wrong-schema", message, "what it says does not hold here: put it there, or elsewhere"
        )


def _passed_over(base: Path, folders: Sequence[Path]) -> Iterator[Problem]:
    """Report cards in folders of cards that no name finds: others would give the prices, without a word."""
    found = {(folder / inside).as_posix() for folder in folders for inside in _inside(base / folder)}
    used = {(folder / file.name).as_posix() for folder in folders for file in (base / folder).glob("*.yaml")}
    for name in sorted(found - used):
        with suppress(InputError):  # what cannot be read is a problem where it is asked about
            if kind_declared(base / name, name) == "rate-card":
                message = "no name finds this rate card: nothing is priced with it"
                hint = (
                    f"cards are files called ID.yaml in {' or '.join(map(str, folders))} itself, and in no folder below"
                )
                yield Problem(Place.start_of(name), "id-mismatch", message, hint)


def _twice(scenarios: Sequence[ScenarioFile]) -> Iterator[Problem]:
    """Report scenarios of one id: the costs of one would stand for the other's."""
    known: dict[str, str] = {}
    for file in scenarios:
        name = str(file.scenario.id)
        if first := known.get(name):
            message = f"the scenario `{name}` is also in {first}"
            yield Problem(place_of(file.scenario.id), "duplicate-scenario", message, "give it an id of its own")
        known.setdefault(name, file.file)


def _files(paths: Sequence[Path], root: Path | None, problems: list[Problem]) -> Iterator[Path]:
    """List the YAML files of paths, each once, in order."""
    base = root or Path()
    seen: set[Path] = set()
    for path in paths:
        # `Path` raises where a name is too long
        found = sorted(path / name for name in _inside(base / path)) if os.path.isdir(base / path) else [path]  # noqa: PTH112
        if not os.path.exists(base / path):  # noqa: PTH110
            if root is None or path.is_absolute():  # what a base has not got is new
                place = Place.start_of(path.as_posix())
                problems.append(Problem(place, "unreadable-file", "there is no such file or folder", "check the path"))
            continue
        for file in found:
            if file not in seen:
                seen.add(file)
                yield file


def _inside(folder: Path) -> Iterator[Path]:
    for here, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if name.endswith(ENDINGS):
                yield (Path(here) / name).relative_to(folder)
