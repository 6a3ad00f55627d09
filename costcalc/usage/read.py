"""Read the usage of one answer: find its shape, and bring its counts into our meters.

It knows no file and no command line: `reported` takes what was read from JSON, and a function that says where a key
stands. What is counted and cannot be priced is refused, never dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from costcalc.problem import InputError, Place
from costcalc.shown import cut
from costcalc.usage.amounts import CURRENCIES, number_of, stated_in
from costcalc.usage.answer_counts import BY_HAND, UNKNOWN, AnswerCounts
from costcalc.usage.around import Surrounding, around
from costcalc.usage.cache_lives import lives_in
from costcalc.usage.envelope import BATCH, Envelope, NoUsageError, opened
from costcalc.usage.fields import MODEL, SERVICE, Fields, money, named, remark, word
from costcalc.usage.leaves import KnownPaths
from costcalc.usage.overlap import JOINT
from costcalc.usage.readers import READERS
from costcalc.usage.readers.reader import UsageReader
from costcalc.usage.reported import STANDARD, WORDS, Meters, ReportedUsage, SaidWord
from costcalc.usage.tools import ToolsAround
from costcalc.usage.words import words

if TYPE_CHECKING:
    from costcalc.pricing.stated import StatedMoney

ALWAYS = {"input", "output", "cache_read", "reasoning"}
"""The meters that are kept where there is nothing of them: vendors list what did not happen, too, and a model without
a price for audio has no need of one for none of it."""
COMMON: Fields = {
    "pydantic_ai_gateway.cost_estimate": money(),
    "model": MODEL,
    **dict.fromkeys(("id", "object", "stop_reason", "currency", "cost.currency"), remark),
}
"""What may stand in a `usage` of any shape."""
MOST_AROUND = 100_000
"""Values that are looked through: answers have some hundreds, with all they found on the web."""
_MODELS = ("model", "modelVersion", "modelId", "response.modelId")
_TOOK_PART = (("invoked_model_id",), ("usage_breakdown", "models", "model"), ("output_body_json", "model"))
"""Where else an answer names models, by the ends of the path: the one a router chose, those a system is made of."""
_AROUND: Fields = {
    "service_tier": SERVICE,
    "serviceTier": word("service", {"default": STANDARD}),
    "serviceTier.type": word("service", {"default": STANDARD}),
    "performanceConfig.latency": word("speed", {}),
}
"""What stands beside `usage`, or around it."""


def reported(document: Mapping[str, Any], where: Callable[[str], Place], given: Collection[str] = ()) -> ReportedUsage:
    """Read what one answer says of its usage.

    Args:
        document: The answer: mappings, lists, texts, booleans, None, and every number as a Decimal. A line of a
            batch or a log, or the `usage` object alone, will do.
        where: Returns where a key stands, by its path in the document.
        given: The meters that the user gives beside it.

    Raises:
        InputError: for what is no answer, and for what is counted in it and has no meter.
    """
    try:
        envelope = opened(document)
    except NoUsageError as error:
        raise InputError.of(where(""), "no-usage", str(error), error.hint) from None
    name, readers = _readers(envelope, where)
    counted = AnswerCounts(lambda path: where(f"{envelope.path}.{path}" if envelope.path else path))
    _read_fields(readers[0].family, envelope, counted)
    _read_around(envelope, where, counted)
    standing = _standing(document, envelope, where)
    counted.settle(lives_in(standing))
    counted.validate()
    if not counted.meters:
        raise InputError.of(where(envelope.path), "no-usage", "nothing is counted here", NoUsageError.hint)
    for reader in readers:
        if reader.finish:
            reader.finish(envelope.usage, counted)
    ToolsAround(counted, where, given).read(standing, envelope.around)
    service = _service(counted)
    region = next(iter(counted.words.get("region", ())), None)
    counted.validate()
    requests = tuple(_kept(one) for one in counted.requests or [counted.meters])
    return ReportedUsage(
        name,
        requests,
        where(envelope.path),
        (*counted.words.get("model", ()), *_models(envelope, standing, where)),
        service,
        region,
        _stated(counted, envelope, standing),
        counted.times,
        counted.places,
        counted.unsaid(),
    )


def _standing(document: Mapping[str, Any], envelope: Envelope, where: Callable[[str], Place]) -> list[Surrounding]:
    """Return what stands around a `usage`; where it stands by itself, that is nothing."""
    if envelope.usage is document:
        return []
    standing = list(islice(around(document, envelope.path), MOST_AROUND + 1))
    if len(standing) > MOST_AROUND:
        message = f"more than {MOST_AROUND:,} values stand around the `usage`"
        raise InputError.of(where(""), "too-many", message, "keep the `usage` and the model alone")
    return standing


def _stated(counted: AnswerCounts, envelope: Envelope, standing: list[Surrounding]) -> StatedMoney | None:
    """Return what the answer says that it cost: in its `usage`, else anywhere else."""
    currency = _at(envelope.usage, "cost.currency") or _at(envelope.usage, "currency")
    named = currency if currency in CURRENCIES else ""
    stated = counted.money[0] if counted.money else stated_in(counted.amounts, named)
    if stated is None:
        return stated_in((one.path, one.value) for one in standing if number_of(one.value) is not None)
    return stated._replace(key=f"{envelope.path}.{stated.key}") if envelope.path else stated


def _kept(meters: Meters) -> Meters:
    """Return what is counted; that none of the images were cached says something where images and cached tokens are."""
    both = {joint for kind, joint in JOINT.items() if meters.get(kind) and meters.get("cache_read")}
    return {meter: count for meter, count in meters.items() if count or meter in ALWAYS or meter in both}


def _readers(envelope: Envelope, where: Callable[[str], Place]) -> tuple[str, list[UsageReader]]:
    """Return the readers of the shape that a `usage` has, its usual one first, and the name of the most special."""
    fitting = {name: reader for name, reader in READERS.items() if reader.fits(envelope.usage)}
    if not fitting:  # where nothing tells two shapes apart, they count alike
        by_main = ((name, one) for name, one in READERS.items() if not one.main.isdisjoint(envelope.usage))
        fitting = dict(list(by_main)[:1])
    if not fitting:
        raise InputError.of(where(""), "no-usage", "there is no `usage` object here", NoUsageError.hint)
    families = {reader.family: READERS[name].title for name, reader in reversed(fitting.items())}
    if len(families) > 1:
        message = f"this has keys of several shapes, which count differently: {' and '.join(families.values())}"
        hint = "give the answer as the vendor sent it"
        raise InputError.of(where(envelope.path), UNKNOWN, message, hint)
    usual = next(reader for reader in READERS.values() if reader.family in families)
    others = [reader for reader in fitting.values() if reader is not usual]
    return list(fitting)[-1], [usual, *others]


@lru_cache(maxsize=32)
def _fields(family: str) -> tuple[Fields, KnownPaths]:
    fields = {key: kind for one in READERS.values() if one.family == family for key, kind in one.fields.items()}
    fields |= COMMON
    return fields, KnownPaths(fields)


def _read_fields(family: str, envelope: Envelope, counted: AnswerCounts) -> None:
    fields, known = _fields(family)
    main = {key for one in READERS.values() if one.family == family for key in one.main}
    for path, value in known.leaves(envelope.usage):
        if len(counted.problems) >= MOST:
            break
        if value is None:  # nothing is said of a part, and it is not told apart
            if path in main or path in MAIN:
                counted.count(path, value)
        elif path in fields:
            fields[path](counted, path, value)
        elif reader := named(path, value):
            reader(counted, path, value)
        elif isinstance(value, Decimal) or known.is_around(path):
            if value != {}:
                counted.unknown(path, value)
        elif _may_matter(path, value):
            message = f"`{cut(path, 60)}` is no count, and what it does to the price is not known here"
            counted.refuse(path, message, BY_HAND)


def _may_matter(path: str, value: Any) -> bool:
    """Whether what is no count may change the price: a text, and `true` of how it was served."""
    return not WORDS.isdisjoint(words(path)) if value is True else value is not False and value != ""


MOST = 20
MAIN = {"completion_tokens", "output_tokens"}
"""What is never null beside the keys that make a shape."""


def _read_around(envelope: Envelope, where: Callable[[str], Place], counted: AnswerCounts) -> None:
    """Read how it was served from what stands around the `usage`."""
    if envelope.is_batch:
        said = SaidWord(BATCH, BATCH, "response", where(""))
        counted.words.setdefault("service", []).append(said)
    if envelope.answer is envelope.usage:
        return
    beside = AnswerCounts(lambda path: where(f"{envelope.around}.{path}" if envelope.around else path))
    for path, kind in _AROUND.items():
        value = _at(envelope.answer, path)
        if value is not None and not isinstance(value, dict):
            kind(beside, path, value)
    for name, found in beside.words.items():
        counted.words.setdefault(name, []).extend(found)
    counted.problems += beside.problems


def _at(node: Any, path: str) -> Any:
    for key in path.split("."):
        node = node.get(key) if isinstance(node, dict) else None
    return node


def _service(counted: AnswerCounts) -> SaidWord | None:
    """Return how it was served: at a speed, else in a tier. A speed that is not the usual one decides."""
    words = [*counted.words.get("speed", ()), *counted.words.get("service", ())]
    special = [said for said in words if said.name != STANDARD]
    if len({said.name for said in special}) > 1:
        first, second = special[0], next(said for said in special if said.name != special[0].name)
        message = f"{first.text()} and {second.text()}"
        hint = "what both together do to the price is not known here"
        counted.problems.append(InputError.of(second.place, UNKNOWN, message, hint).problems[0])
    return next(iter([*special, *words]), None)


def _models(envelope: Envelope, standing: list[Surrounding], where: Callable[[str], Place]) -> list[SaidWord]:
    """Return the models that answered: what a router chose, in place of the router; else what the answer names."""
    took_part = [
        SaidWord(one.value, one.value, one.path, where(one.path))
        for one in standing
        if isinstance(one.value, str) and one.value and any(one.ends(*keys) for keys in _TOOK_PART)
    ]
    if any(said.key.endswith("invokedModelId") for said in took_part):
        return took_part
    for key in _MODELS:
        value = _at(envelope.answer, key)
        if envelope.answer is not envelope.usage and isinstance(value, str) and value:
            path = f"{envelope.around}.{key}" if envelope.around else key
            return [SaidWord(value, value, key, where(path)), *took_part]
    return took_part
