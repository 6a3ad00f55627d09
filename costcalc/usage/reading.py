"""What one document tells of an answer, and what several tell of the same one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import NamedTuple

from costcalc.problem import InputError, Place
from costcalc.usage.answer_counts import NOTHING, PARTS, UNKNOWN
from costcalc.usage.reported import Meters, ReportedUsage
from costcalc.usage.tools import ToolsAround

_ANSWER = ("output", "reasoning")


class AnswerReading(NamedTuple):
    """What a document tells of an answer.

    Args:
        usage: What it counts; None for a part of a stream that counts nothing yet.
        tools: The tools that stand around it.
        place: Where the document stands.
        failed: Whether it says that there is no answer.
        is_part: Whether it is a part of a stream or a line of a log, of which the prompt may be known later.
        summed: Of how many requests it is the sum; 0 where that is not said, None where it is of one.
    """

    usage: ReportedUsage | None
    tools: ToolsAround
    place: Place
    failed: bool = False
    is_part: bool = False
    summed: int | None = None

    def is_of(self, other: AnswerReading) -> bool:
        """Whether this, the sum of one request, may be of that one: to the same prompt, and no less of an answer."""
        if self.usage is None or other.usage is None:
            return False
        mine, others = self.usage.meters, other.usage.meters
        same = all(mine.get(meter, NOTHING) == others.get(meter, NOTHING) for meter in PARTS if meter not in _ANSWER)
        return same and all(mine.get(meter, NOTHING) >= others.get(meter, NOTHING) for meter in _ANSWER)

    def after(self, earlier: AnswerReading) -> AnswerReading:
        """Return what both tell of one answer: what is told last counts, and it never counts less.

        Raises:
            InputError: where it does, and nobody can tell which of the two is billed.
        """
        tools = earlier.tools.joined(self.tools)
        if self.usage is None:
            return earlier._replace(tools=tools, failed=earlier.failed or self.failed)
        usage = self.usage
        if earlier.usage:
            _hold_grown(earlier.usage, usage)
            if not (self.is_part or earlier.is_part or earlier.usage.is_open):
                _hold_prompt(earlier.usage, usage)
            usage = usage._replace(
                requests=_filled(earlier.usage.requests, usage.requests),
                stated=usage.stated or earlier.usage.stated,
                models=tuple({said.name: said for said in (*earlier.usage.models, *usage.models)}.values()),
                service=usage.service or earlier.usage.service,
                region=usage.region or earlier.usage.region,
                unsaid=usage.unsaid & earlier.usage.unsaid,
            )
        return self._replace(usage=usage, tools=tools)

    def finished(self, given: Collection[str]) -> ReportedUsage | None:
        """Return the usage with the tools that are billed beside it; None where nothing was counted.

        Args:
            given: The meters that the user gives.

        Raises:
            InputError: for tools of which nobody says how often they ran.
        """
        if self.usage is None:
            return None
        usage = self.usage
        if problems := self.tools.unclear(usage.meters, given):
            raise InputError(problems)
        charged = {meter: Decimal(len(ran)) for meter, ran in self.tools.charged.items() if meter not in given}
        if not charged:
            return usage
        first, *others = usage.requests
        places: Mapping[str, Place] = {**{meter: self.tools.places[meter] for meter in charged}, **usage.places}
        return usage._replace(requests=(_joined(first, charged), *others), places=places)


def _filled(earlier: tuple[Meters, ...], later: tuple[Meters, ...]) -> tuple[Meters, ...]:
    """Return what is counted last, with what only the one before counts: searches, in a summary without them."""
    return ({**earlier[0], **later[0]},) if len(earlier) == len(later) == 1 else later


def _joined(counts: Meters, more: Mapping[str, Decimal]) -> Meters:
    return {**counts, **{meter: counts.get(meter, NOTHING) + count for meter, count in more.items()}}


def _hold_grown(earlier: ReportedUsage, later: ReportedUsage) -> None:
    before, now = earlier.meters, later.meters
    for meter in PARTS:
        if before.get(meter, NOTHING) > now.get(meter, NOTHING):
            message = f"this has the `id` of an answer that counted more `{meter}` before: {before[meter]:f}"
            hint = "two answers are priced in two commands; of one, leave the document that is not the last away"
            raise InputError.of(later.place, UNKNOWN, message, hint)


def _hold_prompt(earlier: ReportedUsage, later: ReportedUsage) -> None:
    """Refuse two whole answers of one name that are to prompts of different sizes."""
    before, now = (one.meters.get("input", NOTHING) for one in (earlier, later))
    if before and before != now:
        message = f"this has the `id` of an answer to another prompt, of {before:f} tokens"
        raise InputError.of(later.place, UNKNOWN, message, "an `id` that many answers share is no name: leave it out")
