"""A call says how many requests and how large; what cannot be is refused where it is written."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from costcalc.expr import evaluate, symbolic
from costcalc.problem import InputError
from costcalc.project.load import load_scenario
from costcalc.scenario import resolve
from tests.inputs import scenario_yaml
from tests.scenario.conftest import groups_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from costcalc.scenario import Scenario


@pytest.mark.parametrize(
    ("calls", "expected"),
    [
        ("{call: c, input: 1}", ["s:7:10 missing-key"]),
        ("{call: c}", ["s:7:10 missing-key"]),
        ("{call: c, totals: {}}", ["s:7:10 no-quantity"]),
        ("{call: c, requests: 1, totals: {input: 1}}", ["s:7:10 totals-and-requests"]),
        ("{call: c, input: 1, totals: {input: 1}}", ["s:7:10 totals-and-requests"]),
        ("{call: c, totals: {cache_read: 1}}", ["s:7:34 missing-whole"]),
        ("{call: c, requests: 1, cache_read: 1}", ["s:7:38 missing-whole"]),
        ("{call: c, requests: 1, output: 1, cache_read: 1}", ["s:7:49 missing-whole"]),
        ("{call: c, requests: 1, input: 1, reasoning: 1}", ["s:7:47 missing-whole"]),
        (
            "{call: c, requests: 1, input: 1}\n{call: d, requests: 1, input: 1}\n{call: c, requests: 1, input: 1}",
            ["s:9:10 duplicate-call"],
        ),
        ("{call: c, requests: nn, input: m + 1}", ["s:7:23 unknown-name", "s:7:34 unknown-name"]),
        ("{call: c, totals: {input: nn}}", ["s:7:29 unknown-name"]),
        ("{call: c, requests: 1, input: {a: 1, b: nn}}", ["s:7:43 unknown-name"]),
        ("{call: c, requests: -1, input: 1}", ["s:7:24 negative-number"]),
        ("{call: c, requests: 1, input: 1 - 2}", ["s:7:33 negative-number"]),
        ("{call: c, totals: {input: -5}}", ["s:7:30 negative-number"]),
        ("{call: c, requests: 1 / 0, input: 1}", ["s:7:27 undefined"]),
        ("{call: c, requests: 1, input: {a: 1, b: 2 / (3 - 3)}}", ["s:7:48 undefined"]),
        ("{call: c, requests: 1, input: 5, cache_read: 6}", ["s:7:48 part-exceeds-whole"]),
        ("{call: c, totals: {output: 5, reasoning: 6}}", ["s:7:44 part-exceeds-whole"]),
        ("{call: c, requests: 1, input: {a: 2, b: 3}, cache_read: 5.000001}", ["s:7:59 part-exceeds-whole"]),
        (
            "{call: c, requests: 0.5 - 1, input: 1 / 0, output: -1}",
            ["s:7:23 negative-number", "s:7:43 undefined", "s:7:55 negative-number"],
        ),
    ],
)  # fmt: skip
def test_a_call_that_cannot_be(problems: Callable[..., list[str]], calls: str, expected: list[str]) -> None:
    assert problems(calls=calls) == expected


@pytest.mark.parametrize(
    ("calls", "quantities"),
    [
        ("{call: c, requests: 2, input: 5, cache_read: 5}", {"input": 0, "cache_read": 10}),
        ("{call: c, requests: 0, input: 5, cache_read: 0}", {"input": 0, "cache_read": 0}),
        ("{call: c, requests: 3, input: 10, cache_read: 4, output: 7, reasoning: 2}",
         {"input": 18, "cache_read": 12, "output": 15, "reasoning": 6}),
        ("{call: c, totals: {input: 10, cache_read: 4}}", {"input": 6, "cache_read": 4}),
        ("{call: c, requests: 2, input: {system: 300, history: 900, question: 50}}", {"input": 2500}),
        ("{call: c, requests: 0.5, input: 3}", {"input": Decimal("1.5")}),
    ],
)  # fmt: skip
def test_every_unit_is_charged_once(
    scenario: Callable[..., Scenario], calls: str, quantities: dict[str, Decimal | int]
) -> None:
    written = scenario(calls=calls)
    (group,) = groups_of(written)
    assert {meter: evaluate(group.quantity(meter)) for meter in group.shape} == quantities


def test_a_part_keeps_the_name_it_was_given(scenario: Callable[..., Scenario]) -> None:
    written = scenario("turns: 4", "{call: c, requests: 1, input: {system: 300, history: turns * 200, question: 50}}")
    (group,) = groups_of(written)
    assert symbolic(group.shape["input"]) == "input.system + turns * 200 + input.question"


def test_a_part_is_not_mistaken_for_an_assumption_of_its_name(scenario: Callable[..., Scenario]) -> None:
    written = scenario("system: 7", "{call: c, requests: 1, input: {system: 300, more: system}}")
    env = resolve(written)
    (group,) = groups_of(written)
    assert evaluate(group.shape["input"], env) == 307
    # `system + system` would say 14 to whoever looks the name up
    assert symbolic(group.shape["input"]) != "system + system"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("baseline: b\n", ["s:9:11 unknown-option"]),
        ("baseline: a\n", []),
        ("baseline: [a]\n", ["s:9:11 wrong-type"]),
        ("baseline:\n", ["s:9:10 empty-value"]),
        ("as_of: 2026-02-30\n", ["s:9:8 bad-instant"]),
        ("extra: 1\n", ["s:9:1 unknown-key"]),
        ("id: again\n", ["s:9:1 duplicate-key"]),
    ],
)
def test_the_rest_of_a_scenario(
    scenario: Callable[..., Scenario], problems: Callable[..., list[str]], more: str, expected: list[str]
) -> None:
    if expected:
        assert problems(more=more) == expected
    else:
        assert scenario(more=more).baseline == "a"


@pytest.mark.parametrize(
    ("assumptions", "calls", "options", "allowed"),
    [
        (1_000, 1, 1, True),
        (1_001, 1, 1, False),
        (1, 200, 5, True),
        (1, 201, 1, False),
        (1, 5, 200, True),
        (1, 1, 201, False),
        (1, 101, 100, False),
    ],
)
def test_a_scenario_has_a_size_that_can_be_answered(
    tmp_path: Path, assumptions: int, calls: int, options: int, allowed: bool
) -> None:
    file = tmp_path / "s.yaml"
    lines = ["assumptions:", *(f"  a{i}: 1" for i in range(assumptions))]
    lines += ["workload:", *(f"- {{call: c{i}, requests: 1, input: 1}}" for i in range(calls))]
    lines += ["options:", *(f"  o{i}: {{model: acme/small}}" for i in range(options))]
    file.write_text(scenario_yaml("\n".join(lines)), encoding="utf-8")
    if allowed:
        assert len(load_scenario(file).scenario.options) == options
    else:
        with pytest.raises(InputError) as refused:
            load_scenario(file)
        assert [problem.code for problem in refused.value.problems] == ["too-many"]
