"""Which scenario and option of the base is which of the head: by name, and what was renamed by what it is made of."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from fractions import Fraction
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from costcalc.expr import symbolic
from costcalc.problem import InputError
from costcalc.review.either import either
from costcalc.scenario import models_named
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from costcalc.comparison import Comparison, Outcome
    from costcalc.project.workspace import Workspace
    from costcalc.scenario import ScenarioFile

T = TypeVar("T")

ENOUGH = Fraction(1)
"""Of four points, one each for the same models, entries, sizes and options: less is a likeness by chance."""


class ScenarioPair(NamedTuple):
    """A scenario as it was and as it is.

    Args:
        before: The file of the base; None where the scenario is new, or nothing is compared.
        after: The file of the head; None where it is gone.
        name: Its id; with the folder before it, where several folders have one of that id.
    """

    before: ScenarioFile | None
    after: ScenarioFile | None
    name: str

    @property
    def file(self) -> ScenarioFile:
        """The file that there is: as it is, or else as it was."""
        return either(self.after, self.before)

    @property
    def ids(self) -> frozenset[str]:
        """What rules may call it: its ids on both sides."""
        return frozenset(str(side.scenario.id) for side in (self.before, self.after) if side)

    @property
    def renamed_from(self) -> str | None:
        """What it was called, where that is another name or another file; None where it is neither."""
        if not (self.before and self.after) or _key(self.before) == _key(self.after):
            return None
        return f"{_folder(self.before)}/{self.before.scenario.id}".removeprefix("./")


class OptionPair(NamedTuple):
    """An option as it was and as it is; one of the two may be None."""

    before: Outcome | None
    after: Outcome | None

    @property
    def id(self) -> str:
        """The option's id, as it is where it is."""
        known = self.after or self.before
        return known.id if known else ""


def pairs_of(head: Workspace, was: Workspace | None) -> tuple[ScenarioPair, ...]:
    """Return the scenarios of two sides in pairs: by folder and id, by content, by id, then by what they are made of.

    A scenario that is renamed together with its file and its options is still the one that runs these models on that
    workload. What is like nothing of the other side is new, or gone.

    Args:
        head: The files as they are.
        was: The files as they were; None where nothing is compared.
    """
    names = _names(head, was)
    if was is None:
        return tuple(ScenarioPair(None, file, names[id(file)]) for file in head.scenarios)
    olds, news = list(was.scenarios), list(head.scenarios)
    found: dict[str, ScenarioFile] = {}
    for key in (_key, _content, _id):
        _pair_equal(olds, news, key, found)
    made_of = {id(file): _features(file, side) for side in (was, head) for file in side.scenarios}
    for old, new in _most_alike(olds, news, lambda one: made_of[id(one)]):
        found[new.file] = old
        olds.remove(old)
    kept = (ScenarioPair(found.get(new.file), new, names[id(new)]) for new in head.scenarios)
    return (*kept, *(ScenarioPair(old, None, names[id(old)]) for old in olds))


def option_pairs(before: Comparison | None, after: Comparison | None) -> Iterator[OptionPair]:
    """Yield the options of two comparisons in pairs: by id, and then by the models that they run on."""
    olds = {one.id: one for one in before.outcomes} if before else {}
    news = {one.id: one for one in after.outcomes} if after else {}
    lost = [one for name, one in olds.items() if name not in news]
    added = [one for name, one in news.items() if name not in olds]
    renamed = {new.id: old for old, new in _most_alike(lost, added, _made_of)}
    taken = {old.id for old in renamed.values()}
    for name, new in news.items():
        yield OptionPair(olds.get(name) or renamed.get(name), new)
    yield from (OptionPair(old, None) for old in lost if old.id not in taken)


def _names(head: Workspace, was: Workspace | None) -> Mapping[int, str]:
    """Return what scenarios are called, each as the object that it is: the id, where no other folder has it.

    Not by their files: another scenario may be in one than there was.
    """
    sides = [head, *([was] if was else [])]
    often = [Counter(str(file.scenario.id) for file in side.scenarios) for side in sides]
    found: dict[int, str] = {}
    for side in sides:
        for file in side.scenarios:
            name = str(file.scenario.id)
            several = any(count[name] > 1 for count in often)
            found[id(file)] = f"{_folder(file)}/{name}" if several else name
    return found


def _pair_equal(
    olds: list[ScenarioFile],
    news: list[ScenarioFile],
    key: Callable[[ScenarioFile], object],
    found: dict[str, ScenarioFile],
) -> None:
    """Pair what has the same key on both sides, once on each, and take it out of what is left."""
    sides: list[dict[object, list[ScenarioFile]]] = [{}, {}]
    for side, files in zip(sides, (olds, news), strict=True):
        for file in files:
            side.setdefault(key(file), []).append(file)
    pairs = [(alike[0], sides[1].get(word, [])) for word, alike in sides[0].items() if len(alike) == 1]
    equal = [(old, new[0]) for old, new in pairs if len(new) == 1]
    found |= {new.file: old for old, new in equal}
    taken = {id(file) for pair in equal for file in pair}
    olds[:], news[:] = ([file for file in files if id(file) not in taken] for files in (olds, news))


def _most_alike(
    olds: Sequence[T], news: Sequence[T], features: Callable[[T], Sequence[frozenset[str]]]
) -> Iterator[tuple[T, T]]:
    """Yield what of two sides is most alike in pairs, each at most once; what has no model in common is not alike."""
    scored = [
        (_likeness(features(old), features(new)), -nth, -place, old, new)
        for nth, old in enumerate(olds)
        for place, new in enumerate(news)
    ]
    taken: set[int] = set()
    for score, _, _, old, new in sorted(scored, key=lambda one: one[:3], reverse=True):
        if score >= ENOUGH and not {id(old), id(new)} & taken:
            taken |= {id(old), id(new)}
            yield old, new


def _likeness(old: Sequence[frozenset[str]], new: Sequence[frozenset[str]]) -> Fraction:
    shares = [_shared(*sides) for sides in zip(old, new, strict=True)]
    needed = shares[0] if old[0] | new[0] else shares[1]  # what no model serves is known by its entries
    return sum(shares, Fraction(0)) if needed else Fraction(0)


def _shared(old: frozenset[str], new: frozenset[str]) -> Fraction:
    """Return which part of all that two sets have both have."""
    return Fraction(len(old & new), len(old | new)) if old | new else Fraction(0)


def _features(file: ScenarioFile, side: Workspace) -> tuple[frozenset[str], ...]:
    """Return what a scenario is made of: models, entries, how they are counted, options."""
    scenario = file.scenario
    models = set()
    for ref in models_named(scenario):
        models.add(str(ref).rpartition("/")[2])
        with suppress(InputError):  # whoever prices it says what is wrong
            models.add(side.cards.find(str(ref), place_of(ref)).name)
    sizes = {symbolic(call.requests) for call in scenario.calls if call.requests}
    sizes |= {symbolic(node) for call in scenario.calls for node in call.shape.quantities().values()}
    return (
        frozenset(models),
        frozenset([*(str(call.call) for call in scenario.calls), *(str(line.line) for line in scenario.lines)]),
        frozenset(sizes),
        frozenset(map(str, scenario.options)),
        frozenset(f"{name}={symbolic(one.value)}" for name, one in scenario.assumptions.items() if one.value),
    )


def _made_of(outcome: Outcome) -> tuple[frozenset[str], ...]:
    plan = outcome.plan
    entries = frozenset([*plan.models, *(str(line.line) for line in plan.lines)])
    return (frozenset(offer.name for offer in outcome.offers), entries)


def _key(file: ScenarioFile) -> tuple[str, str]:
    return _folder(file), str(file.scenario.id)


def _content(file: ScenarioFile) -> str:
    return file.sha256


def _id(file: ScenarioFile) -> str:
    return str(file.scenario.id)


def _folder(file: ScenarioFile) -> str:
    return PurePosixPath(file.file).parent.as_posix()
