"""Findings as people read them: what is alike is said once, with all that it is said of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.review.size import NOTHING, size_of
from costcalc.views.blocks import Ref
from costcalc.views.check.words import listed
from costcalc.views.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from costcalc.expr import Exact
    from costcalc.problem import Place
    from costcalc.review import Move
    from costcalc.views.blocks import Line
    from costcalc.views.check.reported import Reported

MOST_ALIKE = 10
"""What is named of all that one limit stops."""

LIMITS = ("gate", "budget")
"""Rules whose findings are each about an option."""

Kind = tuple[str, str | None]
"""What somebody is told the advice of once: a rule, and the advice."""


class Told(NamedTuple):
    """Findings that are told as one.

    Args:
        alike: The findings.
        text: What is said of them, in pieces.
        hint: What to do about it; None where nothing is, or where it was said before.
    """

    alike: tuple[Reported, ...]
    text: tuple[str, ...]
    hint: str | None

    @property
    def places(self) -> tuple[Place, ...]:
        """Where they are, each place once."""
        return tuple(dict.fromkeys(each.place for each in self.alike))

    @property
    def line(self) -> Line:
        """Them as compilers write one: FILE:LINE:COLUMN: level[name]: message."""
        one = self.alike[0]
        advice = (f"; hint: {self.hint}",) if self.hint else ()
        return (Ref(self.places), f": {one.level.word}[{one.rule}]: ", *self.text, *advice)


def told_once(found: Iterable[Reported], moves: Iterable[Move]) -> Iterator[Told]:
    """Yield findings as people read them.

    What is the same of several places is said once with all of them; what one limit in a file stops is one entry with
    the options, of which the one that moves most comes first; and what to do about a kind is said once.

    Args:
        found: The findings, the gravest first.
        moves: What moves, for the order of options.
    """
    sizes: dict[str, Exact] = {}
    for move in moves:
        sizes[move.name] = max(size_of(move), sizes.get(move.name, NOTHING))
    hints: set[Kind] = set()
    for alike in _groups(found):
        one = alike[0]
        hint = one.hint if (one.rule, one.hint) not in hints else None
        hints.add((one.rule, one.hint))
        yield Told(tuple(alike), tuple(_said(alike, sizes)), hint)


def _groups(found: Iterable[Reported]) -> Iterator[list[Reported]]:
    """Yield what is said once: the same of several places, or several of one place."""
    same: dict[tuple[object, ...], list[Reported]] = {}
    for one in found:
        same.setdefault((one.level, one.rule, one.message, one.hint), []).append(one)
    groups: dict[tuple[object, ...], list[Reported]] = {}
    for message, alike in same.items():
        one = alike[0]
        key = (one.level, one.rule, one.place, one.hint) if len(alike) == 1 and one.about else message
        groups.setdefault(key, []).extend(alike)
    yield from groups.values()


def _said(alike: Sequence[Reported], sizes: Mapping[str, Exact]) -> Iterator[str]:
    """Yield what a finding says, or several at one place: what they have in common, and what each says alone."""
    told: dict[str, list[str]] = {}
    for one in sorted(alike, key=lambda one: sizes.get(one.about, NOTHING), reverse=True):
        instants = told.setdefault(one.said, [])
        instants += [one.when] if one.when and one.when not in instants else []
    if len(told) == 1:
        ((text, instants),) = told.items()
        yield f"{text}{_at(instants)}"
        return
    parts, common = _apart([text.split(", ") for text in told])
    whens = list(map(_at, told.values()))
    always = whens[0] if len(set(whens)) == 1 else ""
    held = len({one.about for one in alike})
    what = "sum" if any("=" in one.about for one in alike) else "option"
    number = counted(held, what) if held > 1 and alike[0].rule in LIMITS else counted(len(parts), "finding")
    limit = f" ({alike[0].limit})" if alike[0].limit else ""
    yield ", ".join([f"{number}{limit}", *common]) + f"{always}: "
    yield from listed(
        [", ".join(own) + ("" if always else when) for own, when in zip(parts, whens, strict=True)], MOST_ALIKE
    )


def _apart(texts: list[list[str]]) -> tuple[list[list[str]], list[str]]:
    """Return the parts of texts that are their own, and those at their end that all of them have in common."""
    common: list[str] = []
    while all(len(each) > 1 for each in texts) and len({each[-1] for each in texts}) == 1:
        common.insert(0, texts[0][-1])
        texts = [each[:-1] for each in texts]
    return texts, common


def _at(instants: Sequence[str]) -> str:
    return f", at {' and '.join(instants)}" if instants else ""
