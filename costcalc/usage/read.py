"""Read what a document tells of answers: find their shape, bring their counts into our meters, and what was served.

It knows no file and no command line: what was read from JSON comes in, and a function that says where a key stands.
What is counted and cannot be priced is refused, never dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from costcalc.problem import InputError, Place
from costcalc.shown import cut
from costcalc.usage.amounts import CURRENCIES, number_of, stated_in
from costcalc.usage.answer_counts import UNKNOWN, AnswerCounts
from costcalc.usage.around import looked_through
from costcalc.usage.cache_lives import lives_in
from costcalc.usage.counting import counted, counted_alone
from costcalc.usage.envelope import BATCH, HINT, Envelope, Opened, opened
from costcalc.usage.events import name_of
from costcalc.usage.fields import SERVICE, Fields, word
from costcalc.usage.overlap import JOINT
from costcalc.usage.reading import AnswerReading
from costcalc.usage.reported import STANDARD, Meters, ReportedUsage, SaidWord
from costcalc.usage.tools import tools_in

if TYPE_CHECKING:
    from costcalc.pricing.stated import StatedMoney
    from costcalc.usage.around import Surrounding

Where = Callable[[str], Place]
ALWAYS = {"input", "output", "cache_read", "reasoning"}
"""The meters that are kept where there is nothing of them: vendors list what did not happen, too, and a model without
a price for audio has no need of one for none of it."""
_ELSEWHERE = ("response.modelId", "response_metadata.model_name", "response_metadata.model")
_MODELS = ("model", "modelVersion", "model_version", "modelId", "model_name", *_ELSEWHERE)
_TOOK_PART = (("invoked_model_id",), ("usage_breakdown", "models", "model"), ("output_body_json", "model"))
"""Where else an answer names models, by the ends of the path: the one a router chose, those a system is made of."""
_BY_MODEL = "model_usage"
"""What a run used, by the model."""
_METADATA = {"provider_metadata", "response_metadata"}
"""What a library puts in there is as the vendor said it."""
_AROUND: Fields = {
    "service_tier": SERVICE,
    "serviceTier": word("service", {"default": STANDARD}),
    "serviceTier.type": word("service", {"default": STANDARD}),
    "performanceConfig.latency": word("speed", {}),
}
"""What stands beside `usage`, or around it."""


def reported(document: Mapping[str, Any], where: Where, given: Collection[str] = ()) -> ReportedUsage:
    """Read what one answer says of its usage.

    Args:
        document: The answer: mappings, lists, texts, booleans, None, and every number as a Decimal. A line of a
            batch or a log, or the `usage` object alone, will do.
        where: Returns where a key stands, by its path in the document.
        given: The meters that the user gives beside it.

    Raises:
        InputError: for what is no answer or several, and for what is counted in it and has no meter.
    """
    found = [one for _, reading in readings(document, where) if (one := reading.finished(given))]
    if not found:
        raise InputError.of(where(""), "no-usage", "there is no `usage` object here", HINT)
    if len(found) > 1:
        raise InputError.of(where(""), UNKNOWN, "there are several answers here, and each has a price of its own")
    return found[0]


def readings(document: Mapping[str, Any], where: Where) -> list[tuple[Envelope, AnswerReading]]:
    """Read what a document tells of each answer that counts something in it.

    Args:
        document: As of `reported`.
        where: The same.

    Raises:
        InputError: for what is counted and has no meter, and for counts that contradict each other.
    """
    found = opened(document, where)
    if found.silent is not None:
        message = f"an answer in `{cut(found.silent, 60)}` says nothing of what it used, and others there do"
        raise InputError.of(where(found.silent), "no-usage", message, HINT)
    return [(one, _read(one, _below(where, one.prefix))) for one in _told_once(found, where)]


def _below(where: Where, prefix: str) -> Where:
    return (lambda path: where(".".join(filter(None, (prefix, path))))) if prefix else where


def _told_once(found: Opened, where: Where) -> list[Envelope]:
    """Return the answers, each in the words that say most; what else stands there has to say the same once more."""
    if not found.again:
        return found.answers
    counts = [counted_alone(one, _below(where, one.prefix)) for one in found.answers]
    sizes = [one.size for one in counts]
    whole = (sum((size[0] for size in sizes), Decimal()), sum((size[1] for size in sizes), Decimal()))
    answers, again = list(found.answers), list(zip(found.answers, counts, strict=True))
    for other in found.again:
        said = counted_alone(other, where)
        is_sum = len(sizes) > 1 and said.size == whole
        if not is_sum and _is_another(found.answers, other, where):
            answers.append(other)
        elif said.size in (whole, *sizes):
            again.append((other, said))
        else:
            message = f"`{cut(other.path, 60)}` counts neither what `{cut(answers[0].name, 50)}` does nor its sum"
            hint = "give the answer of each request as the vendor sent it"
            raise InputError.of(where(other.path), UNKNOWN, message, hint)
    if len(answers) > 1:
        return answers
    most, _ = max(again, key=lambda pair: pair[1].said)
    return [most._replace(words=[one.words for _, one in again])]


def _is_another(answers: Sequence[Envelope], other: Envelope, where: Where) -> bool:
    """Whether something that counts is an answer of its own: beside others, and with a name of its own.

    Raises:
        InputError: where it may be one or not.
    """
    if any(one.is_around(other) for one in answers):
        return False
    name = name_of(other.answer)
    if name is None:
        message = f"`{cut(other.path, 60)}` may be what `{cut(answers[0].name, 50)}` is, or another answer"
        raise InputError.of(where(other.path), UNKNOWN, message, "several answers stand in a list, or one in each line")
    return name not in [name_of(one.answer) for one in answers]


def _read(envelope: Envelope, where: Where) -> AnswerReading:
    name, readers, found = counted(envelope, where)
    standing = [] if envelope.usage is envelope.told else list(looked_through(envelope.told, envelope.path, where))
    _read_around(envelope, standing, where, found)
    found.settle(lives_in(standing))
    found.validate()
    if not found.meters:
        raise InputError.of(where(envelope.path), "no-usage", "nothing is counted here", HINT)
    for reader in readers:
        if reader.finish:
            reader.finish(envelope.usage, found)
    service = _service(found)
    found.validate()
    usage = ReportedUsage(
        name,
        tuple(_kept(one) for one in found.requests or [found.meters]),
        where(envelope.path),
        (*found.words.get("model", ()), *_models(envelope, standing, where)),
        service,
        next(iter(found.words.get("region", ())), None),
        _stated(found, envelope, standing),
        found.places,
        found.unsaid(),
    )
    return AnswerReading(usage, tools_in(standing, envelope.around, where), where(""), summed=envelope.summed())


def _stated(found: AnswerCounts, envelope: Envelope, standing: list[Surrounding]) -> StatedMoney | None:
    """Return what the answer says that it cost: in its `usage`, else anywhere else."""
    currency = _at(envelope.usage, "cost.currency") or _at(envelope.usage, "currency")
    named = currency if currency in CURRENCIES else ""
    stated = found.money[0] if found.money else stated_in(found.amounts, named)
    if stated is None:
        return stated_in((one.path, one.value) for one in standing if number_of(one.value) is not None)
    return stated._replace(key=f"{envelope.path}.{stated.key}") if envelope.path else stated


def _kept(meters: Meters) -> Meters:
    """Return what is counted; that none of the images were cached says something where images and cached tokens are."""
    both = {joint for kind, joint in JOINT.items() if meters.get(kind) and meters.get("cache_read")}
    return {meter: count for meter, count in meters.items() if count or meter in ALWAYS or meter in both}


def _read_around(envelope: Envelope, standing: Sequence[Surrounding], where: Where, found: AnswerCounts) -> None:
    """Read how it was served from what stands around the `usage`."""
    if envelope.is_batch:
        found.words.setdefault("service", []).append(SaidWord(BATCH, BATCH, "response", where("")))
    if envelope.answer is envelope.usage:
        return
    beside = AnswerCounts(lambda path: where(f"{envelope.around}.{path}" if envelope.around else path))
    for path, kind in _AROUND.items():
        values = (_at(node, path) for node in (envelope.answer, *envelope.outer))
        value = next((one for one in values if one is not None and not isinstance(one, dict)), None)
        if value is not None:
            kind(beside, path, value)
    for again in envelope.words:
        for name, said in again.items():
            found.words.setdefault(name, []).extend(said)
    handed_on = AnswerCounts(where)
    for one in standing:
        if one.name == "service_tier" and isinstance(one.value, str) and one.is_below(_METADATA):
            SERVICE(handed_on, one.path, one.value)
    for name, words in (*beside.words.items(), *handed_on.words.items()):
        found.words.setdefault(name, []).extend(words)
    found.problems += beside.problems + handed_on.problems


def _at(node: Any, path: str) -> Any:
    for key in path.split("."):
        node = node.get(key) if isinstance(node, dict) else None
    return node


def _service(found: AnswerCounts) -> SaidWord | None:
    """Return how it was served: at a speed, else in a tier. A speed that is not the usual one decides."""
    words = [*found.words.get("speed", ()), *found.words.get("service", ())]
    special = [said for said in words if said.name != STANDARD]
    if len({said.name for said in special}) > 1:
        first, second = special[0], next(said for said in special if said.name != special[0].name)
        message = f"{first.text()} and {second.text()}"
        hint = "what both together do to the price is not known here"
        found.problems.append(InputError.of(second.place, UNKNOWN, message, hint).problems[0])
    return next(iter([*special, *words]), None)


def _models(envelope: Envelope, standing: list[Surrounding], where: Where) -> list[SaidWord]:
    """Return the models that answered: what a router chose, in place of the router; else what the answer names."""
    took_part = [
        SaidWord(one.value, one.value, one.path, where(one.path))
        for one in standing
        if isinstance(one.value, str) and one.value and any(one.ends(*keys) for keys in _TOOK_PART)
    ]
    took_part += [
        SaidWord(name, name, one.path, where(one.path))
        for one in standing
        if one.name == _BY_MODEL and isinstance(one.value, dict)
        for name in one.value
    ]
    if any(said.key.endswith("invokedModelId") for said in took_part):
        return took_part
    named = next(_named(envelope), None)
    if named is None:
        return took_part
    key, value = named
    return [SaidWord(value, value, key, where(f"{envelope.around}.{key}" if envelope.around else key)), *took_part]


def _named(envelope: Envelope) -> Iterator[tuple[str, str]]:
    """Yield the models that are named, by their key: in the answer, else in what is nearest around it."""
    if envelope.answer is envelope.usage:
        return
    for node in (envelope.answer, *envelope.outer):
        for key in _MODELS:
            value = _at(node, key)
            if isinstance(value, str) and value:
                yield key, value
