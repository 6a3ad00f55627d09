"""Read what a document tells of answers: find their shape, bring their counts into our meters, and what was served.

It knows no file and no command line: what was read from JSON comes in, and a function that says where a key stands.
What is counted and cannot be priced is refused, never dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from costcalc.problem import InputError, Place
from costcalc.shown import cut
from costcalc.usage.amounts import CURRENCIES, number_of, stated_in
from costcalc.usage.answer_counts import LIVES, UNKNOWN, AnswerCounts, count_of
from costcalc.usage.around import looked_through
from costcalc.usage.cache_lives import lives_in
from costcalc.usage.counting import counted, counted_alone
from costcalc.usage.envelope import BY_MODEL, HINT, Envelope, opened
from costcalc.usage.events import is_unended, name_of
from costcalc.usage.leaves import joined, value_at
from costcalc.usage.overlap import JOINT
from costcalc.usage.reading import AnswerReading
from costcalc.usage.reported import Meters, ReportedUsage
from costcalc.usage.serving import models_of, read_around, service_of
from costcalc.usage.tools import tools_in

if TYPE_CHECKING:
    from costcalc.pricing.stated import StatedMoney
    from costcalc.usage.around import Surrounding

Where = Callable[[str], Place]
_OF_ALL = "llm_output"
"""Where LangChain puts the sum of what it asked for, also of one."""
ALWAYS = {"input", "output", "cache_read", "reasoning"}
"""The meters that are kept where there is nothing of them: vendors list what did not happen, too, and a model without
a price for audio has no need of one for none of it."""


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
    answers = _answers(document, where)
    read = [(one, _read(one, _below(where, one.prefix))) for one in answers]
    if len(read) > 1 and (around_all := min((one.prefix for one in answers), key=len)):
        first, reading = read[0]
        rest = tools_in(list(looked_through(document, around_all, where)), "", where)
        beyond = rest.beyond([one.tools for _, one in read], [one.usage.meters for _, one in read if one.usage])
        read[0] = (first, reading._replace(tools=reading.tools.joined(beyond)))
    return read


def _below(where: Where, prefix: str) -> Where:
    return (lambda path: where(joined(prefix, path))) if prefix else where


def _answers(document: Mapping[str, Any], where: Where) -> list[Envelope]:
    """Return the answers in a document, each in the words that say most; what else counts there has to say the same."""
    found = opened(document, where)
    if found.silent is not None:
        message = f"an answer in `{cut(found.silent, 60)}` says nothing of what it used, and others there do"
        raise InputError.of(where(found.silent), "no-usage", message, HINT)
    answers = list(found.answers)
    for element in found.elements:
        inside = _answers(element.told, _below(where, element.prefix))
        answers += [one.within(element, is_batch=found.is_batch) for one in inside]
    if not found.again:
        return answers
    told = [(one, counted_alone(one, _below(where, one.prefix))) for one in answers]
    sizes = [counts.size for _, counts in told]
    whole = (sum((size[0] for size in sizes), Decimal()), sum((size[1] for size in sizes), Decimal()))
    others = []
    for other in found.again:
        counts = counted_alone(other, where)
        is_sum = len(sizes) > 1 and counts.size == whole
        if not is_sum and _is_another(answers, other, where):
            others.append(other)
        elif counts.size in (whole, *sizes):
            told.append((other, counts))
        else:
            name = cut(other.path or min(other.usage), 60)
            message = f"`{name}` counts neither what `{cut(answers[0].name, 50)}` does nor its sum"
            hint = "give the answer of each request as the vendor sent it"
            raise InputError.of(where(other.path), UNKNOWN, message, hint)
    if len(answers) + len(others) > 1:
        return [*answers, *others]
    most, _ = max(told, key=lambda pair: pair[1].said)
    return [most._replace(words=[counts.words for one, counts in told if one is not most])]


def _is_another(answers: Sequence[Envelope], other: Envelope, where: Where) -> bool:
    """Whether something that counts is an answer of its own: beside others, and with a name of its own.

    Raises:
        InputError: where it may be one or not.
    """
    if any(one.is_around(other) for one in answers) or _OF_ALL in other.path.split("."):
        return False
    name = name_of(other.answer)
    if name is None:
        message = f"`{cut(other.path, 60)}` may be what `{cut(answers[0].name, 50)}` is, or another answer"
        raise InputError.of(where(other.path), UNKNOWN, message, "several answers stand in a list, or one in each line")
    return name not in [name_of(one.answer) for one in answers]


def _read(envelope: Envelope, where: Where) -> AnswerReading:
    name, readers, found = counted(envelope, where)
    standing = [] if envelope.usage is envelope.told else list(looked_through(envelope.told, envelope.path, where))
    read_around(envelope, standing, where, found)
    found.settle(lives_in(standing))
    _hold_beside(standing, found)
    found.validate()
    if not found.meters:
        raise InputError.of(where(envelope.path), "no-usage", "nothing is counted here", HINT)
    for reader in readers:
        if reader.finish:
            reader.finish(envelope.usage, found)
    service = service_of(found)
    models = (*found.words.get("model", ()), *models_of(envelope, standing, where))
    for reader in readers:
        if reader.hold:
            reader.hold(envelope.usage, found, [said.name for said in models])
    found.validate()
    usage = ReportedUsage(
        name,
        tuple(_kept(one) for one in found.requests or [found.meters]),
        where(envelope.path),
        models,
        service,
        next(iter(found.words.get("region", ())), None),
        _stated(found, envelope, standing),
        found.places,
        found.unsaid(),
        is_unended(envelope.answer),
    )
    inside = [(sign, joined(envelope.path, path)) for sign, path in found.tools]
    tools = tools_in(standing, envelope.around, where, inside)
    return AnswerReading(usage, tools, where(""), summed=envelope.summed())


def _hold_beside(standing: Sequence[Surrounding], found: AnswerCounts) -> None:
    """Refuse what stands beside a `usage` that leaves it out: written tokens, and what models of a run answered."""
    is_written = any(found[meter] for meter in LIVES)
    for one in standing:
        if one.name == "cache_creation_input_tokens" and not is_written and (number := count_of(one.value)):
            message = f"{number:,} tokens were written to a cache, and the `usage` that is read counts none"
            found.refuse("", message, "give the `usage` as the vendor sent it")
        if one.name == BY_MODEL and isinstance(one.value, dict):
            answered = sum(count_of(each.get("outputTokens")) for each in one.value.values() if isinstance(each, dict))
            if answered > found["output"]:
                message = f"`{cut(one.path, 60)}` counts {answered:,} tokens of answers, and the `usage` fewer"
                found.refuse("", message, "other requests were made for this one: price each by what it counts")


def _stated(found: AnswerCounts, envelope: Envelope, standing: list[Surrounding]) -> StatedMoney | None:
    """Return what the answer says that it cost: in its `usage`, else anywhere else."""
    currency = value_at(envelope.usage, "cost.currency") or value_at(envelope.usage, "currency")
    named = currency if currency in CURRENCIES else ""
    stated = found.money[0] if found.money else stated_in(found.amounts, named)
    if stated is None:
        return stated_in((one.path, one.value) for one in standing if number_of(one.value) is not None)
    return stated._replace(key=joined(envelope.path, stated.key))


def _kept(meters: Meters) -> Meters:
    """Return what is counted; that none of the images were cached says something where images and cached tokens are."""
    both = {joint for kind, joint in JOINT.items() if meters.get(kind) and meters.get("cache_read")}
    return {meter: count for meter, count in meters.items() if count or meter in ALWAYS or meter in both}
