"""Where in a document the counts are: in an answer, an event, a line of a batch or a log, the steps of an agent.

A `usage` is looked for, since whoever keeps answers puts something else around them. Of several in one document, those
at the same place in a list are answers of their own, and each other one has to say the same again.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.usage.answer_counts import count_of
from costcalc.usage.around import MESSAGES, Surrounding, looked_through
from costcalc.usage.events import BEDROCK_LOG, TOGETHER, is_batch_line, is_turn
from costcalc.usage.leaves import joined
from costcalc.usage.readers import READERS, fits
from costcalc.usage.words import LIMITS, plain, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from costcalc.problem import Place
    from costcalc.usage.reported import SaidWord

BATCH = "batch"
SUM = "total_usage"
_KEYS = {"usage", "usage_metadata", "token_usage", "last_token_usage", SUM, "amazon_bedrock_invocation_metrics"}
_MAIN = frozenset(key for one in READERS.values() if not one.beside for key in one.main)
_ANSWERS = ("completion_tokens", "output_tokens", "outputTokens", "completionTokens", "candidatesTokenCount")
"""Beside which no number is a limit."""
BY_MODEL = "model_usage"
"""What a run used, by the model."""
_TOGETHER = (TOGETHER, BY_MODEL)
"""What was used together, of which this answer is a part."""
_RAW = "raw"
"""Where the counts of a library have those of the vendor beside them."""
_DEEPER = ("x_groq", "choices")
"""In what the counts are one deeper than usual: the answer is around that."""
ENTRIES = "request_usage_entries"
"""The requests of a run, in a list of their counts alone."""
_INLINED = "inlined_responses"
"""What only batches of Google's have."""
_REMARKS = {"api_version", "warnings"}
REQUESTS = ("requests", "num_turns", "request_count", "num_requests")
"""What says of how many requests something is the sum: beside the counts, or around them."""
_SUMS = ("thread.run", "batch", "turn.completed", "result", "finish")
"""What is the sum of several requests, by its `object` or its `type`."""
HINT = "an answer of an API has a `usage` or `usageMetadata` object, with what it counted"


class Envelope(NamedTuple):
    """What stands around a `usage` object.

    Args:
        usage: The object with the counts.
        answer: The answer that it is in.
        path: Where the counts are in what is told of the answer.
        around: Where the answer is in it.
        told: What is told of the answer: the document, or the element of a list that it is.
        prefix: Where that is in the document.
        outer: What stands around the answer, from the inside.
        is_batch: Whether it is of a batch, which has a price of its own whatever its answer says.
        words: How it was served, as it is said where the same is counted once more.
    """

    usage: Mapping[str, Any]
    answer: Mapping[str, Any]
    path: str
    around: str
    told: Mapping[str, Any]
    prefix: str
    outer: tuple[Mapping[str, Any], ...]
    is_batch: bool
    words: Sequence[Mapping[str, list[SaidWord]]] = ()

    @property
    def name(self) -> str:
        """Where the counts are in the document."""
        return joined(self.prefix, self.path)

    def summed(self) -> int | None:
        """Return of how many requests this is the sum; 0 where nobody says how many, None where it is no sum."""
        beside = (self.usage, self.answer) if self.answer is not self.usage else (self.usage,)
        said = max((count_of(node.get(key)) for node in beside for key in REQUESTS), default=0)
        kinds = (self.answer.get("object"), self.answer.get("type"))
        is_sum = self.path.rpartition(".")[2] in ("totalUsage", SUM) or any(one in _SUMS for one in kinds if one)
        if is_sum and "finish" in kinds:
            return max(said, 1)
        return said if is_sum or said > 1 else None

    def within(self, element: Element, *, is_batch: bool) -> Envelope:
        """Return the envelope of an answer in an element, as one of the document that has the list."""
        prefix, outer = joined(element.prefix, self.prefix), (*self.outer, *element.outer)
        return self._replace(prefix=prefix, outer=outer, is_batch=self.is_batch or is_batch)

    def is_around(self, other: Envelope) -> bool:
        """Whether another one stands inside of this answer, or this inside of that."""
        mine, others = (self.answer, *self.outer), (other.answer, *other.outer)
        return any(one is other.answer for one in mine) or any(one is self.answer for one in others)


class Element(NamedTuple):
    """An element of a list of answers, which is read as a document of its own.

    Args:
        told: The element.
        prefix: Where the list is.
        outer: What stands around the list, from the inside.
    """

    told: Mapping[str, Any]
    prefix: str
    outer: tuple[Mapping[str, Any], ...]


class Opened(NamedTuple):
    """What counts something in a document.

    Args:
        answers: The counts of an answer; none where there is a list of them.
        elements: The answers in a list.
        again: What counts beside these: the same once more, or their sum.
        is_batch: Whether they are of a batch.
        silent: Where an answer stands beside one of these, and says nothing of what it used; None where none does.
    """

    answers: list[Envelope]
    elements: list[Element]
    again: list[Envelope]
    is_batch: bool
    silent: str | None = None


def opened(document: Mapping[str, Any], where: Callable[[str], Place]) -> Opened:
    """Look for the counts in a document.

    Args:
        document: All of it.
        where: Returns where a key of it stands.

    Raises:
        InputError: where it has more in it than can be looked through.
    """
    if document.get("schemaType") == BEDROCK_LOG:
        log = Envelope(_logged(document), document, "", "", document, "", (), is_batch=False)
        return Opened([log], [], [], is_batch=False)
    standing = list(looked_through(document, "", where, MESSAGES))
    found = list(_found(standing))
    is_batch = is_batch_line(document) or any(at.name == _INLINED for one in found[:1] for at in one.up())
    if not found:
        whole = Envelope(document, document, "", "", document, "", (), is_batch)
        return Opened([whole] if fits(document) else [], [], [], is_batch)
    places: dict[str, list[Surrounding]] = {}
    for one in found:
        places.setdefault(one.path, []).append(one)
    most = max(places.values(), key=len)
    elements = [_element(one) for one in most] if len(most) > 1 else []
    inside = {id(element.told) for element in elements}
    others = [one for one in found if not any(one is each for each in most)] + _beside(standing, found)
    again = [one for one in others if not any(id(at.inside) in inside for at in one.up())]
    answers = [] if elements else [_envelope(most[0], document, is_batch=is_batch)]
    others_again = [_envelope(one, document, is_batch=is_batch) for one in again]
    return Opened(answers, elements, others_again, is_batch, _silent(most))


def _found(standing: Iterable[Surrounding]) -> Iterator[Surrounding]:
    """Yield the counts in a document, but those inside of others; a library may keep there what the vendor sent."""
    for one in standing:
        if one.name == ENTRIES and isinstance(one.value, list):
            of_each = ({"usage": entry} for entry in one.value if fits(entry))
            yield from (Surrounding(each["usage"], each, "usage", "usage", one, one.depth + 1) for each in of_each)
        elif _counts(one) and (one.name == _RAW or not any(map(_counts, islice(one.up(), 1, None)))):
            yield one


def _beside(standing: Iterable[Surrounding], found: Sequence[Surrounding]) -> list[Surrounding]:
    """Return what counts under any other key: nobody may leave it out, whatever it is called."""
    read = [one.value for one in found]
    others: dict[int, Surrounding] = {}
    for one in standing:
        if one.key not in _MAIN or not count_of(one.value):
            continue
        is_read = any(at.inside is each for at in one.up() for each in read)
        near = {word for at in islice(one.up(), 2) for word in words(at.key)}
        is_limit = not LIMITS.isdisjoint(near) and not any(count_of(one.inside.get(key)) for key in _ANSWERS)
        if not (is_read or is_limit or one.is_below(_TOGETHER)):
            others.setdefault(id(one.inside), one)
    return list(others.values())


def _counts(one: Surrounding) -> bool:
    if one.name == _RAW:
        return fits(one.value) and bool(one.above and _counts(one.above))
    return (one.name in _KEYS and fits(one.value)) or _is_billed(one)


def _is_billed(one: Surrounding) -> bool:
    """Whether it is what Cohere counted."""
    return one.name == "meta" and isinstance(one.value, dict) and "billed_units" in one.value


def _envelope(one: Surrounding, document: Mapping[str, Any], *, is_batch: bool) -> Envelope:
    if not isinstance(one.value, dict):  # a count that stands by itself: what counts is the object it is in
        path = one.above.path if one.above else ""
        around, *outer = _inside(one)
        usage = {key: value for key, value in around.items() if "token" in key.lower() and not isinstance(value, dict)}
        return Envelope(usage, around, path, path, document, "", tuple(outer), is_batch)
    usage = one.value
    if _is_billed(one):
        usage = {key: value for key, value in usage.items() if key not in _REMARKS}
    inside = list(_inside(one))
    if one.name == _RAW or (one.above and one.above.name in _DEEPER):
        del inside[0]
    answer, *outer = inside
    return Envelope(usage, answer, one.path, one.path.rpartition(".")[0], document, "", tuple(outer), is_batch)


def _element(one: Surrounding) -> Element:
    """Return the element of a list that something is in."""
    element = next(filter(_in_list, one.up()))
    above = element.above
    return Element(element.inside, above.path if above else "", tuple(_inside(above)) if above else ())


def _silent(found: Iterable[Surrounding]) -> str | None:
    """Return where an answer stands in the same list as others that count, and counts nothing itself."""
    inside = [(each.above, each.inside) for one in found for each in one.up() if each.above and _in_list(each)]
    counting = {id(element) for _, element in inside}
    for above in {id(above.value): above for above, _ in inside}.values():
        left = (one for one in above.value if isinstance(one, dict) and id(one) not in counting)
        if any(is_turn(one) or any(plain(key) in _KEYS for key in one) for one in left):
            return above.path
    return None


def _in_list(one: Surrounding) -> bool:
    return one.above is not None and isinstance(one.above.value, list)


def _inside(one: Surrounding) -> Iterator[Mapping[str, Any]]:
    """Yield the objects that something is in, from the inside."""
    yield from (each.inside for each in one.up())


def _logged(line: Mapping[str, Any]) -> dict[str, Any]:
    sides = [side for key in ("input", "output") if isinstance(side := line.get(key), dict)]
    return {key: value for side in sides for key, value in side.items() if key.endswith("TokenCount")}
