"""What an answer does not say, and a price depends on: of what kind tokens are, and for how long they are kept.

Saying less must not make an answer cheaper. A model that draws or speaks sells text at another price than images or
speech: an answer of it that tells nothing apart is refused. Where only the prompt may hold what is dearer, and where
written tokens may be kept for the longer time, the usual is taken, and a flag says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from costcalc.feasibility import usage_unsaid
from costcalc.money import count
from costcalc.problem import InputError, Problem
from costcalc.usage.answer_counts import KINDS, LIVES, UNKNOWN

if TYPE_CHECKING:
    from costcalc.feasibility import Flag
    from costcalc.usage.overlap import Ask
    from costcalc.usage.reported import Meters, ReportedUsage

SOME = Decimal(1000)
"""Tokens that are priced to see whether it makes a difference."""
SHORT, LONG = LIVES
WHOLES = {"input": "prompt", "output": "answer"}
CALLED = {"audio": "audio", "image": "images", "video": "video"}


class Unsaid(NamedTuple):
    """What makes a difference on one model, served in one way.

    Args:
        kinds: The meters of kinds of tokens whose price is not that of text: `image_output`.
        lives: Whether the longer life in a cache has another price.
    """

    kinds: frozenset[str]
    lives: bool

    @classmethod
    def of(cls, ask: Ask) -> Unsaid:
        """Find out by pricing both."""
        kinds = {
            f"{kind}_{whole}"
            for whole in WHOLES
            for kind in KINDS
            if _differ(ask, {whole: SOME}, {whole: SOME, f"{kind}_{whole}": SOME})
        }
        return cls(frozenset(kinds), _differ(ask, {"input": SOME, SHORT: SOME}, {"input": SOME, LONG: SOME}))

    def flags(self, answer: ReportedUsage, counted: Meters) -> Iterator[Flag]:
        """Yield what was taken for the usual.

        Args:
            answer: What the answer says.
            counted: What is counted, with what the user says beside it.

        Raises:
            InputError: where nothing is usual.
        """
        unsaid = [_UnsaidKind.of(kind) for kind in sorted((answer.unsaid & self.kinds) - counted.keys())]
        draws = any(kind.endswith("_output") for kind in self.kinds)
        if unsaid and draws:
            raise InputError([one.problem(answer) for one in unsaid])
        for one in unsaid:
            yield usage_unsaid(f"{one.says}, which have another price; they are taken for text")
        short = counted.get(SHORT)
        if short and self.lives and LONG in answer.unsaid and LONG not in counted:
            said = f"nobody says for how long {count(short)} written tokens are kept in the cache"
            yield usage_unsaid(f"{said}; 5 minutes are taken, and an hour has another price")


class _UnsaidKind(NamedTuple):
    """A kind of tokens of which an answer says nothing."""

    meter: str
    whole: str
    says: str

    @classmethod
    def of(cls, meter: str) -> _UnsaidKind:
        name, _, whole = meter.partition("_")
        return cls(meter, whole, f"nobody says how many tokens of the {WHOLES[whole]} are {CALLED[name]}")

    def problem(self, answer: ReportedUsage) -> Problem:
        place = answer.places.get(self.whole, answer.place)
        hint = f"--meter {self.meter}=N says how many, 0 for none"
        return Problem(place, UNKNOWN, f"{self.says}, which have another price", hint)


def written(request: Meters, given: Mapping[str, Decimal], answer: ReportedUsage) -> Meters:
    """Return what is counted with what the user says beside it: what is kept for long is not kept for short, too."""
    counted = {**request, **given}
    if LONG in given and LONG in answer.unsaid and SHORT in request:
        counted[SHORT] = request[SHORT] - given[LONG]
        if counted[SHORT] < 0:
            message = f"the answer has {count(request[SHORT])} tokens written to a cache, and --meter says more"
            raise InputError.of(answer.places[SHORT], UNKNOWN, message)
    return counted


def _differ(ask: Ask, one: Mapping[str, Decimal], other: Mapping[str, Decimal]) -> bool:
    """Whether two cost different amounts; what has no price is nothing that can be meant."""
    second = _total(ask, other)
    return second is not None and _total(ask, one) != second


def _total(ask: Ask, meters: Mapping[str, Decimal]) -> object:
    try:
        return ask(meters, 1).value
    except InputError:
        return None
