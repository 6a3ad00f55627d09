"""Where in a document the counts are: in an answer, an event, a line of a batch or a log, the steps of an agent.

A `usage` is looked for, since whoever keeps answers puts something else around them. Of several in one document, those
at the same place in a list are answers of their own, and each other one has to say the same again.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.problem import InputError
from costcalc.usage.around import MESSAGES, around
from costcalc.usage.readers import READERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from costcalc.problem import Place
    from costcalc.usage.around import Surrounding

BATCH = "batch"
MOST_AROUND = 100_000
"""Values that are looked through: answers have some hundreds, with all they found on the web."""
SUM = "total_usage"
_KEYS = {"usage", "usage_metadata", "token_usage", SUM, "amazon_bedrock_invocation_metrics"}
_REMARKS = {"api_version", "warnings"}
REQUESTS = ("requests", "num_turns", "request_count", "num_requests")
"""What says of how many requests something is the sum: beside the counts, or around them."""
_SUMS = ("thread.run", "batch", "turn.completed", "result")
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
    """

    usage: Mapping[str, Any]
    answer: Mapping[str, Any]
    path: str
    around: str
    told: Mapping[str, Any]
    prefix: str
    outer: tuple[Mapping[str, Any], ...]
    is_batch: bool

    @property
    def name(self) -> str:
        """Where the counts are in the document."""
        return ".".join(filter(None, (self.prefix, self.path)))

    def summed(self) -> int | None:
        """Return of how many requests this is the sum; 0 where nobody says how many, None where it is of one."""
        beside = (self.usage, self.answer) if self.answer is not self.usage else (self.usage,)
        said = [int(count) for node in beside for key in REQUESTS if _is_count(count := node.get(key)) and count]
        if said:
            return None if max(said) == 1 else max(said)
        kind = (self.answer.get("object"), self.answer.get("type"))
        is_sum = self.path.rpartition(".")[2] in ("totalUsage", SUM) or any(one in _SUMS for one in kind if one)
        return 0 if is_sum else None


class Opened(NamedTuple):
    """What counts something in a document.

    Args:
        answers: The answers: nearly always one.
        again: What says the same once more: a sum of them, or one of them in other words.
    """

    answers: list[Envelope]
    again: list[Envelope]


def opened(document: Mapping[str, Any], where: Callable[[str], Place]) -> Opened:
    """Look for the counts in a document.

    Args:
        document: All of it.
        where: Returns where a key of it stands.

    Raises:
        InputError: where it has more in it than can be looked through.
    """
    is_batch = _is_batch(document)
    if document.get("schemaType") == "ModelInvocationLog":
        return Opened([Envelope(_logged(document), document, "", "", document, "", (), is_batch)], [])
    found = list(_found(document, where)) or list(_found(document, where, MESSAGES))
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
    )


def fits(usage: Any) -> bool:
    """Whether an object counts something in a shape that is known."""
    return isinstance(usage, dict) and any(not one.main.isdisjoint(usage) for one in READERS.values())


def counts_otherwise(document: Mapping[str, Any], where: Callable[[str], Place]) -> str | None:
    """Return where a document counts tokens in a shape that nobody knows; None where it counts none."""
    for one in looked_through(document, "", where):
        if isinstance(one.value, dict) and (one.name in _KEYS or one.name.endswith("_usage")):
            numbers = (value for key, value in one.value.items() if "token" in key.lower())
            if any(_is_count(value) and value for value in numbers):
                return one.path
    return None


def looked_through(
    document: Mapping[str, Any], usage: str, where: Callable[[str], Place], also: Iterable[str] = ()
) -> Iterator[Surrounding]:
    """Yield what stands around a `usage`, as `around` does, but never without end.

    Raises:
        InputError: for a document that has too much in it.
    """
    for nth, one in enumerate(around(document, usage, also)):
        if nth == MOST_AROUND:
            message = f"more than {MOST_AROUND:,} values stand around the `usage`"
            raise InputError.of(where(""), "too-many", message, "keep the `usage` and the model alone")
        yield one


def _found(
    document: Mapping[str, Any], where: Callable[[str], Place], also: Iterable[str] = ()
) -> Iterator[Surrounding]:
    """Yield the counts in a document, but those inside of others."""
    for one in looked_through(document, "", where, also):
        if _counts(one) and not any(map(_counts, islice(_up(one), 1, None))):
            yield one


def _counts(one: Surrounding) -> bool:
    return (one.name in _KEYS and fits(one.value)) or _is_billed(one)


def _is_billed(one: Surrounding) -> bool:
    """Whether it is what Cohere counted."""
    return one.name == "meta" and isinstance(one.value, dict) and "billed_units" in one.value


def _envelope(one: Surrounding, document: Mapping[str, Any], *, is_batch: bool, is_apart: bool) -> Envelope:
    usage = one.value
    if _is_billed(one):
        usage = {key: value for key, value in usage.items() if key not in _REMARKS}
    inside = list(_inside(one))
    if one.above and one.above.name == "x_groq":  # what is streamed has the counts one deeper than the answer
        del inside[0]
    told, prefix = document, ""
    if is_apart and (element := next(each for each in _up(one) if each.above and isinstance(each.above.value, list))):
        told, prefix = element.inside, element.above.path if element.above else ""
    path = one.path[len(prefix) :].lstrip(".")
    answer, *outer = inside
    return Envelope(usage, answer, path, path.rpartition(".")[0], told, prefix, tuple(outer), is_batch)


def _up(one: Surrounding) -> Iterator[Surrounding]:
    at: Surrounding | None = one
    while at:
        yield at
        at = at.above


def _inside(one: Surrounding) -> Iterator[Mapping[str, Any]]:
    """Yield the objects that something is in, from the inside."""
    yield from (each.inside for each in _up(one))


def _is_batch(document: Mapping[str, Any]) -> bool:
    """Whether a document is a line of what a batch gave: keys say so that nobody else writes."""
    response, result = document.get("response"), document.get("result")
    if "custom_id" in document or ("recordId" in document and "modelOutput" in document):
        return True
    if isinstance(result, dict) and result.get("type") == "succeeded" and "message" in result:
        return True
    return isinstance(response, dict) and "usageMetadata" in response and ("key" in document or _IN_VERTEX in document)


_IN_VERTEX = "processed_time"


def _logged(line: Mapping[str, Any]) -> dict[str, Any]:
    sides = [side for key in ("input", "output") if isinstance(side := line.get(key), dict)]
    return {key: value for side in sides for key, value in side.items() if key.endswith("TokenCount")}


def _is_count(value: Any) -> bool:
    return not isinstance(value, (str, dict, list, bool, type(None))) and value == value.to_integral_value()
