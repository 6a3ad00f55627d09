"""Answers of people who mean no good, or have a bad day: read or refused, and never anything else."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from costcalc.problem import InputError, Place
from costcalc.usage import reported
from costcalc.usage.envelope import opened
from tools.read_yaml import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

PLACE = Place.start_of("answer.json")
READERS = Path(__file__).parent / "readers"
STRANGE: list[Any] = ["x", "", ["x"], [[]], [{}], {"a": 1}, {"type": ["message"]}, True, -1, 1.5, 10**30, None]


def exact(value: Any) -> Any:
    return json.loads(json.dumps(value), parse_float=Decimal, parse_int=Decimal)


def read_or_refused(answer: Any) -> dict[str, Any] | None:
    try:
        return reported(exact(answer), lambda _: PLACE).meters
    except InputError:
        return None


def good() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(READERS.glob("*.yaml")):
        for case in read_yaml(path.read_text(encoding="utf-8")):
            if "refused" not in case:
                yield path.stem, case["answer"]


def objects(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
    for inside in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from objects(inside)


@pytest.mark.parametrize(("name", "answer"), list(good()))
def test_a_count_that_nobody_knows_is_never_dropped(name: str, answer: dict[str, Any]) -> None:
    copy = exact(answer)
    usage = opened(copy, lambda _: PLACE).answers[0].usage
    for each in list(objects(usage)):
        if each is not usage.get("raw"):
            each["new_TokenCount"] = Decimal(3)
            changed = copy | {"meta": dict(usage)} if "meta" in copy else copy
            if name == "bedrock_log":
                changed["input"]["new_TokenCount"] = Decimal(3)
            with pytest.raises(InputError):
                reported(changed, lambda _: PLACE)
            del each["new_TokenCount"]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "answer"), list(good()))
def test_whatever_stands_where_a_count_should_is_read_or_refused(name: str, answer: dict[str, Any]) -> None:
    del name
    copy = exact(answer)
    for each in list(objects(copy)):
        for key, value in list(each.items()):
            for strange in STRANGE:
                each[key] = strange
                read_or_refused(json.loads(json.dumps(copy, default=float)))
            each[key] = value


@pytest.mark.parametrize(
    "answer",
    [
        {"usage": {"input_tokens": 5, "output_tokens": 1, "iterations": "x"}},
        {"usage": {"input_tokens": 5, "output_tokens": 1, "iterations": [{"type": ["message"], "input_tokens": 5}]}},
        {"service_tier": "\x1b[31mflex", "usage": {"prompt_tokens": 5}},
        {"service_tier": "x" * 41, "usage": {"prompt_tokens": 5}},
        {"totalUsage": {"inputTokens": 9, "outputTokens": 1}, "usage": {"inputTokens": 5, "outputTokens": 1}},
        {"usage": {"prompt_tokens": 5, "cost": "0.5"}},
        {"usage": {"prompt_tokens": 5, "cost": -1}},
        {"response": {"body": {"usage": 5}}},
        {"schemaType": "ModelInvocationLog", "input": 5},
        {"meta": {"billed_units": 5}},
    ],
)
def test_what_cannot_be_read_is_refused(answer: dict[str, Any]) -> None:
    assert read_or_refused(answer) is None
