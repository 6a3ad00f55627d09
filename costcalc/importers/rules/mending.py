"""What costcalc refuses of a card is lost alone: the price, the fact or the service in which the problem lies.

A place in the text of a card tells the key that stands there. A price becomes `unpriced`, so that nothing takes its
place; what a card can be without is left out; and where neither will do, the model is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.importers.reading.fields import number_of
from costcalc.meters import METERS
from costcalc.rules.form import UNPRICED
from costcalc.source import Scalar, read_tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.problem import Problem, Source

Path = tuple[str | int, ...]

FACTS = {"title", "aliases", "context_window", "max_output", "released", "retired", "weights", "facts_source", "note"}
"""What may be missing in a model; of a rate, the same."""

ASKED_FOR = {"services", "regions"}
"""What is not priced where it is not named, so that leaving it out makes nothing cheaper."""

OTHER = "other"
_MODEL = 2
"""How many keys lead to a model."""


class Mend(NamedTuple):
    """What is changed in a card.

    Args:
        path: The keys that lead to it: `("models", "small", "released")`.
        instead: What stands there from now on; None where nothing does.
        why: What became of it, as a note says it.
    """

    path: Path
    instead: str | None
    why: str

    @property
    def model(self) -> str:
        """The model that is changed."""
        return str(self.path[1])

    @property
    def key(self) -> str:
        """What is changed of it: `rates.0.input`; empty for all of it."""
        return ".".join(map(str, self.path[_MODEL:]))

    def of_all(self) -> Mend:
        """Return what takes the whole model out."""
        return Mend(self.path[:_MODEL], None, "the model is left out")


class Paths:
    """Which key stands where in the text of a card.

    Args:
        text: The text.
        source: What places in it refer to.
        most: The most values that it may have.

    Raises:
        InputError: for a text that cannot be read at all.
    """

    def __init__(self, text: str, source: Source, most: int) -> None:
        tree, _ = read_tree(text, source, most)
        found = sorted(_marks(tree, ()), key=lambda mark: mark[0])
        self._starts = [start for start, _ in found]
        self._paths = [path for _, path in found]

    def mend(self, problem: Problem) -> Mend | None:
        """Return what is to be changed because of a problem; None where no model is to blame."""
        nth = bisect_right(self._starts, problem.place[1:])
        return _mend(self._paths[nth - 1]) if nth else None


def _marks(node: Any, path: Path) -> Iterator[tuple[tuple[int, int], Path]]:
    if isinstance(node, Mapping):
        for key, place in node.places.items():  # type: ignore[attr-defined]  # it is one that was read
            yield place[1:], (*path, str(key))
            yield from _marks(node[key], (*path, str(key)))
    elif not isinstance(node, str):
        for nth, item in enumerate(node):
            yield item.place[1:], (*path, nth)
            yield from _marks(item, (*path, nth))
    elif isinstance(node, Scalar):
        yield node.place[1:], path


def _mend(path: Path) -> Mend | None:
    if path[:1] != ("models",) or len(path) < _MODEL:
        return None
    length = _length(path[_MODEL:])
    if not length:
        return Mend(path[:_MODEL], None, "the model is left out")
    lost = path[: _MODEL + length]
    if lost[-1] in METERS or lost[-2] == OTHER:
        return Mend(lost, UNPRICED, "nothing is priced by it")
    return Mend(lost, None, "it is left out")


def _length(keys: Path) -> int:
    """Return how many of the keys inside a model lead to what is lost of it; 0 where that is all of it."""
    match keys:
        case ("aliases", _, *_):
            return 2
        case ("rates", _, *inside):
            priced = (nth for nth, key in enumerate(inside) if key in METERS or inside[nth - 1 : nth] == [OTHER])
            if (nth := next(priced, None)) is not None:
                return nth + 3
            if inside and inside[0] in FACTS:
                return 3
            return 4 if len(inside) > 1 and inside[0] in ASKED_FOR else 0
    return 1 if keys and keys[0] in FACTS else 0


def mended(tree: Any, path: Path, instead: str | None) -> Any:
    """Return a tree with something else at the end of a path, or nothing; what is empty by that is left out, too."""
    head, rest = path[0], path[1:]
    new = mended(tree[head], rest, instead) if rest else instead
    if isinstance(tree, Mapping):
        return {key: new if key == head else value for key, value in tree.items() if key != head or new}
    return [new if nth == head else item for nth, item in enumerate(tree) if nth != head or new]


def is_priced(model: Mapping[str, Any]) -> bool:
    """Whether a number is left among the prices of a model."""
    return any(map(_has_number, model["rates"]))


def _has_number(sheet: Mapping[str, Any]) -> bool:
    prices = [price for meter, price in sheet.items() if meter in METERS] + list(sheet.get(OTHER, {}).values())
    variants = [sheet[name] for name in ("peak", "off_peak") if name in sheet]
    variants += [variant for name in ASKED_FOR for variant in sheet.get(name, {}).values()]
    inside = [*sheet.get("context_tiers", ()), *variants]
    return any(map(number_of, prices)) or any(map(_has_number, inside))
