"""Where in a document the counts are: in an answer, an event, a line of a batch or a log, the steps of an agent.

A `usage` is looked for, since whoever keeps answers puts something else around them. Of several in one document, those
at the same place in a list are answers of their own, and each other one has to say the same again.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.usage.around import MESSAGES, Surrounding, looked_through
from costcalc.usage.events import BEDROCK_LOG, is_turn
from costcalc.usage.readers import READERS
from costcalc.usage.words import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from costcalc.problem import Place
    from costcalc.usage.reported import SaidWord

BATCH = "batch"
SUM = "total_usage"
_KEYS = {"usage", "usage_metadata", "token_usage", "last_token_usage", SUM, "amazon_bedrock_invocation_metrics"}
_RAW = "raw"
"""Where the counts of a library have those of the vendor beside them."""
_DEEPER = ("x_groq", "choices")
"""In what the counts are one deeper than usual: the answer is around that."""
ENTRIES = "request_usage_entries"
"""The requests of a run, in a list of their counts alone."""
_INLINED = "inlined_responses"
_IN_VERTEX = "processed_time"
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
        return ".".join(filter(None, (self.prefix, self.path)))

    def summed(self) -> int | None:
        """Return of how many requests this is the sum; 0 where nobody says how many, None where it is no sum."""
        beside = (self.usage, self.answer) if self.answer is not self.usage else (self.usage,)
        said = max((count_of(node.get(key)) for node in beside for key in REQUESTS), default=0)
        kinds = (self.answer.get("object"), self.answer.get("type"))
        is_sum = self.path.rpartition(".")[2] in ("totalUsage", SUM) or any(one in _SUMS for one in kinds if one)
        return said if is_sum or said > 1 else None

    def is_around(self, other: Envelope) -> bool:
        """Whether another one stands inside of this answer, or this inside of that."""
        mine, others = (self.answer, *self.outer), (other.answer, *other.outer)
        return any(one is other.answer for one in mine) or any(one is self.answer for one in others)


class Opened(NamedTuple):
    """What counts something in a document.

    Args:
        answers: The answers: nearly always one.
        again: What says the same once more: a sum of them, or one of them in other words.
        silent: Where an answer stands beside one of these, and says nothing of what it used; None where none does.
    """

    answers: list[Envelope]
    again: list[Envelope]
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
        return Opened([Envelope(_logged(document), document, "", "", document, "", (), is_batch=False)], [])
    found = list(_found(document, where))
    is_batch = is_batch_line(document) or any(at.name == _INLINED for one in found[:1] for at in _up(one))
    if not found:
        whole = Envelope(document, document, "", "", document, "", (), is_batch)
        return Opened([whole] if fits(document) else [], [])
    places: dict[str, list[Surrounding]] = {}
    for one in found:
        places.setdefault(one.path, []).append(one)
    most = max(places.values(), key=len)
    others = [one for each in places.values() if each is not most for one in each]
    return Opened(
        [_envelope(one, document, is_batch=is_batch, is_apart=len(most) > 1) for one in most],
        [_envelope(one, document, is_batch=is_batch, is_apart=False) for one in others],
        _silent(most),
    )


def fits(usage: Any) -> bool:
    """Whether an object counts something in a shape that is known."""
    return isinstance(usage, dict) and any(not one.main.isdisjoint(usage) for one in READERS.values())


def counts_otherwise(document: Mapping[str, Any], where: Callable[[str], Place]) -> str | None:
    """Return where a document counts something in a shape that nobody knows; None where it counts nothing."""
    for one in looked_through(document, "", where, MESSAGES):
        if isinstance(one.value, dict) and (one.name in _KEYS or one.name.endswith("_usage")):
            numbers = (value for key, value in one.value.items() if one.name in _KEYS or "token" in key.lower())
            if any(map(count_of, numbers)):
                return one.path
    return None


def counts_nothing(document: Mapping[str, Any], where: Callable[[str], Place]) -> bool:
    """Whether no number of tokens stands in a document but 0."""
    found = looked_through(document, "", where, MESSAGES)
    return not any(one.name.endswith(("tokens", "token_count")) and count_of(one.value) for one in found)


def _found(document: Mapping[str, Any], where: Callable[[str], Place]) -> Iterator[Surrounding]:
    """Yield the counts in a document, but those inside of others; a library may keep there what the vendor sent."""
    for one in looked_through(document, "", where, MESSAGES):
        if one.name == ENTRIES and isinstance(one.value, list):
            of_each = ({"usage": entry} for entry in one.value if fits(entry))
            yield from (Surrounding(each["usage"], each, "usage", "usage", one, one.depth + 1) for each in of_each)
        elif _counts(one) and (one.name == _RAW or not any(map(_counts, islice(_up(one), 1, None)))):
            yield one


def _counts(one: Surrounding) -> bool:
    if one.name == _RAW:
        return fits(one.value) and bool(one.above and _counts(one.above))
    return (one.name in _KEYS and fits(one.value)) or _is_billed(one)


def _is_billed(one: Surrounding) -> bool:
    """Whether it is what Cohere counted."""
    return one.name == "meta" and isinstance(one.value, dict) and "billed_units" in one.value


def _envelope(one: Surrounding, document: Mapping[str, Any], *, is_batch: bool, is_apart: bool) -> Envelope:
    usage = one.value
    if _is_billed(one):
        usage = {key: value for key, value in usage.items() if key not in _REMARKS}
    inside = list(_inside(one))
    if one.name == _RAW or (one.above and one.above.name in _DEEPER):
        del inside[0]
    told, prefix = document, ""
    if is_apart and (element := next(filter(_in_list, _up(one)))):
        told, prefix = element.inside, element.above.path if element.above else ""
    path = one.path[len(prefix) :].lstrip(".")
    answer, *outer = inside
    return Envelope(usage, answer, path, path.rpartition(".")[0], told, prefix, tuple(outer), is_batch)


def _silent(found: Iterable[Surrounding]) -> str | None:
    """Return where an answer stands in the same list as others that count, and counts nothing itself."""
    inside = [(each.above, each.inside) for one in found for each in _up(one) if each.above and _in_list(each)]
    counting = {id(element) for _, element in inside}
    for above in {id(above.value): above for above, _ in inside}.values():
        left = (one for one in above.value if isinstance(one, dict) and id(one) not in counting)
        if any(is_turn(one) or any(plain(key) in _KEYS for key in one) for one in left):
            return above.path
    return None


def _in_list(one: Surrounding) -> bool:
    return one.above is not None and isinstance(one.above.value, list)


def _up(one: Surrounding) -> Iterator[Surrounding]:
    at: Surrounding | None = one
    while at:
        yield at
        at = at.above


def _inside(one: Surrounding) -> Iterator[Mapping[str, Any]]:
    """Yield the objects that something is in, from the inside."""
    yield from (each.inside for each in _up(one))


def is_batch_line(document: Mapping[str, Any]) -> bool:
    """Whether a document is a line of what a batch gave: keys say so that nobody else writes."""
    response, result = document.get("response"), document.get("result")
    if "custom_id" in document or ("recordId" in document and "modelOutput" in document):
        return True
    if isinstance(result, dict) and result.get("type") == "succeeded" and "message" in result:
        return True
    return isinstance(response, dict) and "usageMetadata" in response and ("key" in document or _IN_VERTEX in document)


def _logged(line: Mapping[str, Any]) -> dict[str, Any]:
    sides = [side for key in ("input", "output") if isinstance(side := line.get(key), dict)]
    return {key: value for side in sides for key, value in side.items() if key.endswith("TokenCount")}


def count_of(value: Any) -> int:
    """Return a whole number; 0 for anything else."""
    is_number = not isinstance(value, (str, dict, list, bool, type(None)))
    return int(value) if is_number and value == value.to_integral_value() else 0
