"""What must hold in a card beyond its shape, each rule broken in the smallest way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from costcalc.problem import InputError
from costcalc.project.load import load_card
from tests.inputs import card_yaml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from costcalc.ratecard import RateCard

RATE = "{effective: 2026-01-01, input: 1, output: 2}"


@pytest.mark.parametrize(
    ("rates", "expected"),
    [
        (f"{RATE}\n{RATE}", "12:30 duplicate-rate"),
        ("{effective: 2026-02-01, input: 1}\n{effective: 2026-01-01, input: 1}", "12:30 rates-out-of-order"),
        ("{effective: 2026-01-01, until: 2026-01-01, input: 1}", "11:49 empty-rate"),
        ("{effective: 2026-01-01, until: 2025-12-31, input: 1}", "11:49 empty-rate"),
        (
            "{effective: 2026-01-01, until: 2026-02-02, input: 1}\n{effective: 2026-02-01, input: 1}",
            "11:49 overlapping-rates",
        ),
        ("{effective: 2026-01-01, corrects: x, input: 1}", "11:30 nothing-corrected"),
        (f"{RATE}\n{{effective: 2026-01-02, corrects: x, input: 1}}", "12:30 nothing-corrected"),
        ("{effective: 2026-01-01, ended: it is not sold, input: 1}", "11:49 missing-key"),
        ("{effective: 2026-01-01}", "11:30 no-price"),
        ("{effective: 2026-01-01, input: -1}", "11:49 negative-number"),
        ("{effective: 2026-01-01, input: nan}", "11:49 bad-number"),
        ("{effective: 2026-01-01, input: .inf}", "11:49 bad-number"),
        ("{effective: 2026-01-01, input: $1}", "11:49 bad-number"),
        ("{effective: 2026-01-01, input: {price: 1, per: 1K characters}}", "11:57 unit-mismatch"),
        ("{effective: 2026-01-01, input: {price: 1, per: 1 request}}", "11:57 unit-mismatch"),
        # per million: 1 per token is 1,000,000; 1,000,000.000001 per 1M is above it
        ("{effective: 2026-01-01, input: 1000000.000001}", "11:49 implausible-price"),
        ("{effective: 2026-01-01, input: {price: 1.01, per: 1 token}}", "11:57 implausible-price"),
        ("{effective: 2026-01-01, input: 0.0000009}", "11:49 implausible-price"),
        ("{effective: 2026-01-01, input: {price: 0.0000009, per: 1M tokens}}", "11:57 implausible-price"),
        ("{effective: 2026-01-01, input: 1, output: outpu1}", "11:60 unknown-meter"),
        ("{effective: 2026-01-01, input: 1, cache_read: output}", "11:64 no-price"),
        ("{effective: 2026-01-01, input: input}", "11:49 no-price"),
        ("{effective: 2026-01-01, input: 1, output: reasoning, reasoning: input}", "11:60 no-price"),
    ],
)
def test_a_rate_that_cannot_be_meant(problems: Callable[..., list[str]], rates: str, expected: str) -> None:
    assert problems(rates) == [expected]


@pytest.mark.parametrize(
    "rates",
    [
        "{effective: 2026-01-01, input: 0}",
        "{effective: 2026-01-01, input: 1000000}",
        "{effective: 2026-01-01, input: 0.000001}",
        "{effective: 2026-01-01, input: {price: 1, per: 1 token}}",
        "{effective: 2026-01-01, input: {price: 0.14, per: 1K tokens}}",
        "{effective: 2026-01-01, input: {price: 2000000, unusual: a quantum model}}",
        "{effective: 2026-01-01, input: {price: 0.0000009, unusual: nearly given away}}",
        "{effective: 2026-01-01, input: 1, cache_read: input, output: 2, reasoning: output}",
        "{effective: 2026-01-01, until: 2026-01-01T00:00:01Z, input: 1}",
    ],
)
def test_a_rate_that_can_be_meant(card: Callable[..., RateCard], rates: str) -> None:
    assert len(card(rates).models["small"].rates) == 1


def test_every_problem_of_a_card_is_reported_in_one_run(problems: Callable[..., list[str]]) -> None:
    rates = f"{{effective: 2026-02-01, input: -1}}\n{RATE}\n{{effective: 2026-03-01, until: nonsense, input: 1}}"
    assert problems(rates) == ["11:49 negative-number", "13:49 bad-instant"]


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        ("    released: 2026-02-01\n    retired: 2026-02-01\n", "11:14 retired-before-release"),
        ("    released: 2026-02-01\n    retired: 2026-01-31\n", "11:14 retired-before-release"),
        ("    aliases: [small]\n", "10:15 alias-taken"),
        ("    aliases: [a, a]\n", "10:18 alias-taken"),
        ("    aliases: a\n", "10:14 wrong-type"),
        ("    context_window: 0\n", "10:21 bad-number"),
        ("    max_output: 1.5\n", "10:17 bad-number"),
    ],
)
def test_a_model_that_cannot_be_meant(problems: Callable[..., list[str]], model: str, expected: str) -> None:
    assert problems(RATE, model) == [expected]


@pytest.mark.parametrize(
    ("rate", "hint"),
    [
        ("{price: 2, per: 1 token}", "{price: 2, per: 1 token, unusual:"),
        ("{price: 2000, per: 1K tokens}", "{price: 2000, per: 1K tokens, unusual:"),
        ("2000000", "{price: 2000000, per: 1M tokens, unusual:"),
    ],
)
def test_the_hint_for_an_implausible_price_keeps_the_unit(card: Callable[..., RateCard], rate: str, hint: str) -> None:
    with pytest.raises(InputError) as refused:
        card(f"{{effective: 2026-01-01, input: {rate}}}")
    (problem,) = refused.value.problems
    assert hint in str(problem.hint)


def sourced(folder: Path, source: str) -> Path:
    """Write a card whose one price is from a source."""
    file = folder / "acme.yaml"
    rate = f"{{effective: 2026-01-01, source: {source}, input: 1}}"
    file.write_text(card_yaml(f"models: {{m: {{rates: [{rate}]}}}}\n"), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("x", ("x",)),
        ("[x, y]", ("x", "y")),
        ("https://acme.example/pricing", ("https://acme.example/pricing",)),
    ],
)
def test_sources_are_one_or_several(tmp_path: Path, source: str, expected: tuple[str, ...]) -> None:
    assert load_card(sourced(tmp_path, source)).card.models["m"].rates[0].source == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [("[]", "8:54 empty-list"), ("[x, [y]]", "8:58 wrong-type"), ("[x, true]", "8:58 wrong-type")],
)
def test_a_source_that_is_none_is_refused_at_its_place(tmp_path: Path, source: str, expected: str) -> None:
    with pytest.raises(InputError) as refused:
        load_card(sourced(tmp_path, source))
    assert [f"{p.place.line}:{p.place.column} {p.code}" for p in refused.value.problems] == [expected]


def test_two_models_cannot_share_a_name(problems: Callable[..., list[str]]) -> None:
    large = f"    - {RATE.replace('{', '{source: x, ')}\n  large:\n    aliases: [small, s]\n"
    assert problems(RATE, f"    aliases: [s]\n    rates:\n{large}") == ["14:15 alias-taken", "14:22 alias-taken"]


def test_a_card_is_called_like_its_file(card: Callable[..., RateCard], tmp_path: Path) -> None:
    card(RATE)
    other = tmp_path / "other.yaml"
    other.write_bytes((tmp_path / "acme.yaml").read_bytes())
    with pytest.raises(InputError) as refused:
        load_card(other)
    (problem,) = refused.value.problems
    assert (problem.code, problem.message) == ("id-mismatch", "the card calls itself `acme`, its file `other`")
