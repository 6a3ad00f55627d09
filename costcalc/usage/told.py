"""Bring together what many documents tell: parts of a stream, the same answer again, a sum of others, failures.

Documents of one `id` are one answer, of which the last one counts; it never counts less than one before it. A sum of
answers that stand in the same file says nothing new where it adds up, and by itself has no size to be priced by.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.problem import InputError
from costcalc.shown import cut
from costcalc.usage.answer_counts import NOTHING, UNKNOWN
from costcalc.usage.envelope import HINT, counts_otherwise
from costcalc.usage.events import AnthropicStream, failed, is_answer, is_event, is_open, name_of
from costcalc.usage.read import readings
from costcalc.usage.reading import AnswerReading
from costcalc.usage.tools import tools_of

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable, Mapping

    from costcalc.usage.documents import AnswerDocument
    from costcalc.usage.reported import ReportedUsage

_NEVER = "nothing here says what this answer used"
_HINT = 'a stream says it where it was asked for: "stream_options": {"include_usage": true}'


class AnswerSum(NamedTuple):
    """The sum of answers that stand before it.

    Args:
        reading: What it counts.
        of: Their names.
    """

    reading: AnswerReading
    of: tuple[Hashable, ...]


class AnswersTold:
    """What documents tell of answers.

    Attributes:
        documents: How many there were.
        failed: How many requests failed, by what they say.
        last: The last document.
    """

    def __init__(self) -> None:
        self.documents = 0
        self.failed = 0
        self.last: AnswerDocument | None = None
        self._answers: dict[Hashable, AnswerReading] = {}
        self._sums: list[AnswerSum] = []
        self._begun: Hashable = None

    def read(self, documents: Iterable[AnswerDocument]) -> None:
        """Read the documents of one file.

        Raises:
            InputError: for what is no answer, and for what is counted in one and has no meter.
        """
        stream = AnthropicStream()
        before, summed = set(self._answers), len(self._sums)
        for document in documents:
            self.documents += 1
            self.last = document
            self._one(document, stream.whole(document.value, document.place()), before, summed)
        stream.close()
        self._begun = None

    def _one(
        self, document: AnswerDocument, value: Mapping[str, Any], before: Collection[Hashable], summed: int
    ) -> None:
        found = readings(value, document.place)
        for envelope, reading in found:
            name = name_of(envelope.answer) or self._unnamed(envelope.answer)
            if failed(value, has_counts=True):
                self.failed += 1
            elif reading.summed is not None:
                known = {*before, *(one for each in self._sums[summed:] for one in each.of)}
                self._sums.append(AnswerSum(reading, tuple(one for one in self._answers if one not in known)))
            else:
                self._add(name, reading)
        if found:
            return
        silent = AnswerReading(None, tools_of(value, document.place), document.place())
        if failed(value):
            self._add(name_of(value) or object(), silent._replace(failed=True))
        elif is_answer(value):
            self._add(name_of(value) or object(), silent)
        elif not is_event(value):
            raise InputError.of(document.place(), "no-usage", "there is no `usage` object here", HINT)
        elif path := counts_otherwise(value, document.place):
            message = f"`{cut(path, 60)}` counts tokens in a shape that is not known here"
            raise InputError.of(document.place(path), "no-usage", message, HINT)
        elif (name := name_of(value)) in self._answers:
            self._add(name, silent)

    def _unnamed(self, answer: Mapping[str, Any]) -> Hashable:
        """Return a name for an answer without one; what begins without an end goes on in the next document."""
        name, self._begun = self._begun or object(), None
        if is_open(answer):
            self._begun = name
        return name

    def _add(self, name: Hashable, reading: AnswerReading) -> None:
        earlier = self._answers.get(name)
        self._answers[name] = reading.after(earlier) if earlier else reading

    def answers(self, given: Collection[str]) -> list[ReportedUsage]:
        """Return each answer once.

        Args:
            given: The meters that the user gives beside them.

        Raises:
            InputError: for one that never says its usage, for tools of which nobody says how often they ran, and for
                sums that are none of the answers before them.
        """
        found: dict[Hashable, ReportedUsage] = {}
        for name, reading in self._answers.items():
            if usage := reading.finished(given):
                found[name] = usage
            elif reading.failed:
                self.failed += 1
            else:
                raise InputError.of(reading.place, "no-usage", _NEVER, _HINT)
        for one in self._sums:
            _hold(one, [found[name] for name in one.of if name in found])
        return list(found.values())


def _hold(one: AnswerSum, answers: Collection[ReportedUsage]) -> None:
    """Hold a sum against the answers that it is of.

    Raises:
        InputError: where it is another one.
    """
    counted = one.reading.usage.meters if one.reading.usage else {}
    sums = {meter: sum((each.meters.get(meter, NOTHING) for each in answers), NOTHING) for meter in ("input", "output")}
    if answers and all(sums[meter] == counted.get(meter, NOTHING) for meter in sums):
        return
    of = f"{one.reading.summed:,} requests" if one.reading.summed else "several requests"
    why = "the size of each decides about its price"
    if answers:
        why = f"those that stand before it add up to {sums['input']:f} and {sums['output']:f}"
    message = f"this is the sum of {of}, and {why}"
    hint = "give the answer of each request; a scenario prices a sum as `totals`"
    raise InputError.of(one.reading.place, UNKNOWN, message, hint)
