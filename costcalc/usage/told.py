"""Bring together what many documents tell: parts of a stream, the same answer again, a sum of others, failures.

Documents of one `id` are one answer, of which the last one counts; it never counts less than one before it. A sum of
answers that stand in the same file says nothing new where it adds up, and by itself has no size to be priced by.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.problem import InputError
from costcalc.shown import cut
from costcalc.usage.answer_counts import NOTHING, UNKNOWN
from costcalc.usage.envelope import HINT
from costcalc.usage.events import (
    created,
    failed,
    is_answer,
    is_chunk,
    is_difference,
    is_event,
    is_of_another,
    is_of_another_agent,
    is_open,
    is_part,
    name_of,
    prompt_of,
)
from costcalc.usage.other_counts import counts_nothing, counts_otherwise
from costcalc.usage.read import readings
from costcalc.usage.reading import AnswerReading
from costcalc.usage.streams import AnthropicStream, CodexSession, StreamState, unfolded
from costcalc.usage.tools import tools_of

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable, Mapping
    from decimal import Decimal

    from costcalc.usage.documents import AnswerDocument
    from costcalc.usage.reported import ReportedUsage

MAX_ANSWERS = 10_000
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
        last: The last document.
    """

    def __init__(self) -> None:
        self.documents = 0
        self._files = 0
        self.last: AnswerDocument | None = None
        self._answers: dict[Hashable, AnswerReading] = {}
        self._created: dict[str, Any] = {}
        self._streams: dict[str, StreamState] = {}
        self._sums: list[AnswerSum] = []
        self._unsummed: dict[Hashable, None] = {}
        self._begun: tuple[Hashable, Decimal | None] | None = None

    @property
    def failed(self) -> int:
        """How many requests failed, by what they say."""
        return sum(one.usage is None and one.failed for one in self._answers.values())

    def read(self, documents: Iterable[AnswerDocument]) -> None:
        """Read the documents of one file.

        Raises:
            InputError: for what is no answer, and for what is counted in one and has no meter.
        """
        self._files += 1
        stream, session = AnthropicStream(), CodexSession(self._files)
        for document in documents:
            self.documents += 1
            self.last = document
            for part in unfolded(document.value, document.place):
                self._one(document, stream.whole(session.whole(part), document.place()))
        stream.close()
        self._begun = None
        self._unsummed.clear()

    def _one(self, document: AnswerDocument, value: Mapping[str, Any]) -> None:
        if failed(value) and counts_nothing(value, document.place):
            self._silent(document, value)
            return
        found = [] if is_of_another_agent(value) else readings(value, document.place)
        if found and is_of_another(value):
            message = "another model wrote down what was heard, and it has prices of its own"
            raise InputError.of(document.place(), UNKNOWN, message, "price these events by themselves, on that model")
        if found and is_difference(value):
            message = "this is a part of an answer, and counts what is to be added to the parts before it"
            raise InputError.of(document.place(), UNKNOWN, message, "give the message that the parts add up to")
        for envelope, reading in found:
            told = reading._replace(is_part=is_part(value))
            if reading.summed is None:
                self._add(self._name(envelope.answer), told)
            else:
                self._sum(envelope.answer, told)
        if not found:
            self._silent(document, value)

    def _sum(self, answer: Mapping[str, Any], told: AnswerReading) -> None:
        """Read a sum of the answers of this file since the last one; of one request, it is that, and may say more."""
        of = tuple(self._unsummed)
        if told.summed == 1 and (not of or (len(of) == 1 and told.is_of(self._answers[of[0]]))):
            self._add(of[0] if of else self._name(answer), told)
        else:
            self._sums.append(AnswerSum(told, of))
        self._unsummed.clear()

    def _silent(self, document: AnswerDocument, value: Mapping[str, Any]) -> None:
        """Read a document that counts nothing: an event, an answer that is told in others as well, a failure."""
        silent = AnswerReading(None, tools_of(value, document.place), document.place())
        if failed(value):
            self._add(self._name(value), silent._replace(failed=True))
        elif is_answer(value):
            self._add(self._name(value), silent)
        elif not is_event(value):
            raise InputError.of(document.place(), "no-usage", "there is no `usage` object here", HINT)
        elif not is_of_another_agent(value) and (path := counts_otherwise(value, document.place)):
            message = f"`{cut(path, 60)}` counts in a shape that is not known here"
            raise InputError.of(document.place(path), "no-usage", message, HINT)
        elif (name := name_of(value)) in self._answers:
            self._add(name, silent)

    def _name(self, answer: Mapping[str, Any]) -> Hashable:
        """Return a name for an answer: its own; where it has none, what begins without an end goes on in the next."""
        name = name_of(answer)
        if name is not None and is_chunk(answer):
            state = self._streams.setdefault(name, StreamState(name))
            known = self._answers.get(state.key)
            return state.next(answer, counted=bool(known and known.usage))
        if name is not None:
            at = created(answer)
            if self._created.get(name) is None:
                self._created[name] = at
            return name if at in (None, self._created[name]) else (name, at)
        prompt = prompt_of(answer)
        key, asked = self._begun or (object(), prompt)
        if None not in (prompt, asked) and prompt != asked:
            key = object()
        self._begun = (key, prompt) if is_open(answer) else None
        return key

    def _add(self, name: Hashable, reading: AnswerReading) -> None:
        earlier = self._answers.get(name)
        if earlier is None:
            self._unsummed[name] = None
        self._answers[name] = reading.after(earlier) if earlier else reading
        if len(self._answers) > MAX_ANSWERS:
            message = f"there are more than {MAX_ANSWERS:,} answers"
            raise InputError.of(reading.place, "too-many", message, "price them in several commands")

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
            elif not reading.failed:
                raise InputError.of(reading.place, "no-usage", _NEVER, _HINT)
        for one in self._sums:
            names = [name for name in one.of if name in found]
            _hold(one, [found[name] for name in names])
            if one.reading.usage:
                last = found[names[-1]]
                found[names[-1]] = last._replace(models=(*last.models, *one.reading.usage.models))
        return list(found.values())


def _hold(one: AnswerSum, answers: Collection[ReportedUsage]) -> None:
    """Hold a sum against the answers that it is of.

    Raises:
        InputError: where it is another one.
    """
    counted = one.reading.usage.meters if one.reading.usage else {}
    meters = {"input": NOTHING, "output": NOTHING, **counted}
    sums = {meter: sum((each.meters.get(meter, NOTHING) for each in answers), NOTHING) for meter in meters}
    if answers and all(sums[meter] == count for meter, count in meters.items()):
        return
    number = one.reading.summed
    of = "one request" if number == 1 else f"{number:,} requests" if number else "several requests"
    why = "the size of each decides about its price"
    if answers:
        why = f"those that stand before it add up to {sums['input']:f} and {sums['output']:f}"
    message = f"this is the sum of {of}, and {why}"
    hint = "give the answer of each request; where size decides nothing, say it by --input and --output, or as `totals`"
    raise InputError.of(one.reading.place, UNKNOWN, message, hint)
