"""All the files of a project at one time: its cards, its scenarios, and what it wants checked."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from costcalc.problem import InputError, Place, Problem, collected
from costcalc.project.discovery import discover, inside, refuse_links
from costcalc.project.elsewhere import policies_elsewhere
from costcalc.project.kept import SHIPPED_FOLDER
from costcalc.project.load import LOCAL, find_cards, load_calendar, load_card, load_fx, load_policy, load_scenario
from costcalc.project.policy import Policy, PolicyFile
from costcalc.project.root import OWN, PROJECT
from costcalc.project.side import ProjectSide, Search
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.ratecard import CardFile, Catalogue, FxFile
    from costcalc.scenario import ScenarioFile

USUAL = (Path("pricing"), Path("scenarios"))
"""Where most projects have all that they have."""


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
        written: The policy that lies there, which is not the one that holds where the base moved on.
        side: Where it is.
        paths: What its policy says is looked through, as seen from its folder.
        found: The files that say that they are ours.
        elsewhere: Policies in which nothing holds: they are not in the root.
    """

    cards: Catalogue
    own: tuple[CardFile, ...]
    scenarios: tuple[ScenarioFile, ...]
    fx: FxFile | None
    policy: PolicyFile
    problems: tuple[Problem, ...]
    whole: bool = True
    written: PolicyFile | None = None
    side: ProjectSide = ProjectSide()
    paths: tuple[Path, ...] = ()
    found: frozenset[Path] = frozenset()
    elsewhere: tuple[Path, ...] = ()

    def is_used(self, file: CardFile) -> bool:
        """Whether a card is the one that its id finds; then prices are taken from it."""
        return _is_used(self.cards, file)


def read_workspace(search: Search, side: ProjectSide | None = None) -> Workspace:
    """Read all files of a project.

    Args:
        search: What is looked for.
        side: Where; here and now where left out.

    Returns:
        The workspace, with the problems of what could not be read.
    """
    side = side or ProjectSide.at()
    base, root = side.folder, side.root
    folders = search.pricing or [root / LOCAL]
    by_name = [root / OWN, root / PROJECT, *folders, *(folder / "calendars" for folder in folders)]
    problems = [*refuse_links(side, by_name)]
    written = PolicyFile(Policy.model_validate({}), Place.start_of((root / OWN).as_posix()))
    with collected(problems):
        written = load_policy(base / root, f"{root.as_posix()}/" if root.parts else "")
    policy = side.rules or written
    cards: Catalogue | None = None
    with collected(problems):
        cards = find_cards(search.pricing, base, root)
    own: list[CardFile] = []
    scenarios: list[ScenarioFile] = []
    fx: list[FxFile] = []
    discovery = discover(side, search, policy.policy)
    problems += discovery.problems
    # Without cards nothing can be priced: that is said once, and not of every scenario.
    for path, kind in discovery.files.items() if cards else ():
        name = path.as_posix()
        with collected(problems):
            match kind:
                case "rate-card":
                    file = load_card(base / path, name, path.parent.as_posix())
                    own.append(cards.file(str(file.card.id)) if _is_used(cards, file) else file)
                case "calendar":
                    load_calendar(base / path, name)
                case "fx":
                    fx.append(load_fx(base / path, name))
                case "policy" if side.is_base:
                    pass
                case "policy":
                    _only_policy(root, path)
                case _:
                    scenarios.append(load_scenario(base / path, name))
    if not fx:  # cards of the project are used whatever is named, and what brings their currencies together is as well
        with collected(problems):
            fx += [load_fx(base / path, path.as_posix()) for path, kind in _beside(side, folders) if kind == "fx"]
    if len(fx) > 1:
        place = Place.start_of(fx[1].file)
        problems.append(Problem(place, "duplicate-card", f"exchange rates are in {fx[0].file}, too", "keep one file"))
    problems += _twice(scenarios)
    with collected(problems):
        problems += _passed_over(side, folders)
    paths = tuple(root / path for path in policy.policy.paths)
    return Workspace(
        cards=cards or find_cards([SHIPPED_FOLDER]),
        own=tuple(own),
        scenarios=tuple(scenarios),
        fx=fx[0] if fx else None,
        policy=policy,
        problems=tuple(dict.fromkeys(problems)),
        whole=_is_whole(search, side, paths),
        written=written,
        side=side,
        paths=paths or (Path(),),
        found=frozenset(discovery.files),
        elsewhere=_elsewhere(side, search, discovery.elsewhere),
    )


def _elsewhere(side: ProjectSide, search: Search, found: Sequence[Path]) -> tuple[Path, ...]:
    """Return the policies in which nothing holds: of a base nobody asks, nor does who names what is looked at."""
    more = () if side.is_base or search.named else policies_elsewhere(side, search.apart)
    return tuple(dict.fromkeys(Path(os.path.normpath(path)) for path in (*found, *more)))


def _beside(side: ProjectSide, folders: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """Yield what lies in the folders of cards, with its kind."""
    for folder in folders:
        if os.path.isdir(side.folder / folder):  # noqa: PTH112  # Path.is_dir raises where a name is too long
            yield from sorted(inside(side, folder))


def _is_whole(search: Search, side: ProjectSide, paths: Sequence[Path]) -> bool:
    """Whether all of a project is looked at, so that what is not there is nowhere."""
    if not search.named:
        return bool(paths) or not side.root.parts
    usual = paths or [side.root / path for path in USUAL]
    return all(any(_covers(path, each) for path in search.named) for each in usual)


def _is_used(cards: Catalogue, file: CardFile) -> bool:
    """Whether a card is the one that its id finds; then it is read only once."""
    return str(file.card.id) in cards.ids() and cards.file(str(file.card.id)).sha256 == file.sha256


def _covers(path: Path, other: Path) -> bool:
    """Whether a path is the same as another, or a folder that the other lies in."""
    return Path(os.path.abspath(other)).is_relative_to(os.path.abspath(path))  # noqa: PTH100  # `..` is resolved, too


def _only_policy(root: Path, path: Path) -> None:
    """Refuse a policy that is named and is not where policies are read: nothing in it would hold.

    Raises:
        InputError: unless it is the project's own.
    """
    if os.path.normpath(path) != os.path.normpath(root / OWN):
        place = Place.start_of(path.as_posix())
        message = f"this is a policy, and the policy of a project is its {OWN}"
        raise InputError.of(
            place, "wrong-schema", message, "what it says does not hold here: put it there, or elsewhere"
        )


def _passed_over(side: ProjectSide, folders: Sequence[Path]) -> Iterator[Problem]:
    """Yield a problem for each card in folders of cards that no name finds: others would give the prices.

    Raises:
        InputError: where there is a link among them.
    """
    for folder in folders:
        here = side.folder / folder
        if not os.path.isdir(here):  # noqa: PTH112  # Path.is_dir raises where a name is too long
            continue
        used = {file.name for file in here.glob("*.yaml")}
        for path, kind in sorted(inside(side, folder)):
            # A base counts as it was counted.
            if kind == "rate-card" and not side.is_base and (path.parent != folder or path.name not in used):
                message = "no name finds this rate card: nothing is priced with it"
                hint = (
                    f"cards are files called ID.yaml in {' or '.join(map(str, folders))} itself, and in no folder below"
                )
                yield Problem(Place.start_of(path.as_posix()), "id-mismatch", message, hint)


def _twice(scenarios: Sequence[ScenarioFile]) -> Iterator[Problem]:
    """Yield a problem for each second scenario of an id in a folder: the costs of one would stand for the other's."""
    known: dict[tuple[str, str], str] = {}
    for file in scenarios:
        key = Path(file.file).parent.as_posix(), str(file.scenario.id)
        if first := known.get(key):
            message = f"the scenario `{key[1]}` is also in {first}"
            yield Problem(place_of(file.scenario.id), "duplicate-scenario", message, "give it an id of its own")
        known.setdefault(key, file.file)
