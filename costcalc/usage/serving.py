"""How an answer was served, and by which models: what stands around its `usage`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.problem import InputError
from costcalc.usage.answer_counts import UNKNOWN, AnswerCounts
from costcalc.usage.envelope import BATCH, BY_MODEL, Envelope
from costcalc.usage.fields import SERVICE, Fields, word
from costcalc.usage.leaves import joined, value_at
from costcalc.usage.reported import STANDARD, SaidWord

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from costcalc.problem import Place
    from costcalc.usage.around import Surrounding

    Where = Callable[[str], Place]

_ELSEWHERE = ("response.modelId", "response_metadata.model_name", "response_metadata.model")
_MODELS = ("model", "modelVersion", "model_version", "modelId", "model_name", *_ELSEWHERE)
_TOOK_PART = (("invoked_model_id",), ("usage_breakdown", "models", "model"), ("output_body_json", "model"))
"""Where else an answer names models, by the ends of the path: the one a router chose, those a system is made of."""
_METADATA = {"provider_metadata", "response_metadata"}
"""What a library puts in there is as the vendor said it."""
_AROUND: Fields = {
    "service_tier": SERVICE,
    "serviceTier": word("service", {"default": STANDARD}),
    "serviceTier.type": word("service", {"default": STANDARD}),
    "performanceConfig.latency": word("speed", {}),
}
"""What stands beside `usage`, or around it."""


def read_around(envelope: Envelope, standing: Sequence[Surrounding], where: Where, found: AnswerCounts) -> None:
    """Read how it was served from what stands around the `usage`."""
    if envelope.is_batch:
        found.words.setdefault("service", []).append(SaidWord(BATCH, BATCH, "response", where("")))
    if envelope.answer is envelope.usage:
        return
    beside = AnswerCounts(lambda path: where(joined(envelope.around, path)))
    for path, kind in _AROUND.items():
        values = (value_at(node, path) for node in (envelope.answer, *envelope.outer))
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


def service_of(found: AnswerCounts) -> SaidWord | None:
    """Return how it was served: at a speed, else in a tier. A speed that is not the usual one decides."""
    words = [*found.words.get("speed", ()), *found.words.get("service", ())]
    special = [said for said in words if said.name != STANDARD]
    if len({said.name for said in special}) > 1:
        first, second = special[0], next(said for said in special if said.name != special[0].name)
        message = f"{first.text()} and {second.text()}"
        hint = "what both together do to the price is not known here"
        found.problems.append(InputError.of(second.place, UNKNOWN, message, hint).problems[0])
    return next(iter([*special, *words]), None)


def models_of(envelope: Envelope, standing: list[Surrounding], where: Where) -> list[SaidWord]:
    """Return the models that answered: what a router chose, in place of the router; else what the answer names."""
    took_part = [
        SaidWord(one.value, one.value, one.path, where(one.path))
        for one in standing
        if isinstance(one.value, str) and one.value and any(one.ends(*keys) for keys in _TOOK_PART)
    ]
    took_part += [
        SaidWord(name, name, one.path, where(one.path))
        for one in standing
        if one.name == BY_MODEL and isinstance(one.value, dict)
        for name in one.value
    ]
    if any(said.key.endswith("invokedModelId") for said in took_part):
        return took_part
    named = next(_named(envelope), None)
    if named is None:
        return took_part
    key, value = named
    return [SaidWord(value, value, key, where(joined(envelope.around, key))), *took_part]


def _named(envelope: Envelope) -> Iterator[tuple[str, str]]:
    """Yield the models that are named, by their key: in the answer, else in what is nearest around it."""
    if envelope.answer is envelope.usage:
        return
    for node in (envelope.answer, *envelope.outer):
        for key in _MODELS:
            value = value_at(node, key)
            if isinstance(value, str) and value:
                yield key, value
