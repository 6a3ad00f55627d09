"""Prices that share a quota: what must be the same of them, and when."""

from __future__ import annotations

from textwrap import indent
from typing import TYPE_CHECKING

import pytest

from costcalc.problem import InputError
from costcalc.project.load import load_card
from tests.inputs import card_yaml, contract_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from costcalc.problem import Problem

FREE = "input: {price: 1, free: {quantity: 1M, per: month, pool: p}}"


def problems(folder: Path, text: str) -> tuple[Problem, ...]:
    file = folder / ("deal.yaml" if "extends" in text else "acme.yaml")
    file.write_text(text, encoding="utf-8")
    try:
        load_card(file)
    except InputError as error:
        return error.problems
    return ()


def card(**models: str) -> str:
    """Write models; each line of one is a rate, with a source put in, from 2026-01-01 where it says nothing else."""
    body = "models:\n"
    for name, written in models.items():
        rates = []
        for line in written.split("\n"):
            since = "" if "effective" in line else "effective: 2026-01-01, "
            rates.append(f"- {{source: s, {since}{line}}}\n")
        body += f"  {name}:\n    rates:\n{indent(''.join(rates), '      ')}"
    return card_yaml(body)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (FREE, "input: {price: 7, free: {quantity: 1_000_000, per: month, pool: p}}"),
        (FREE, "output: {price: 7, free: {quantity: 1M, per: month, pool: p}}"),
        (FREE, "input: {price: 1, free: {quantity: 2M, per: month, pool: q}}"),
        (FREE, "input: {price: 1, free: {quantity: 2M, per: month}}"),
        (
            "input: {graduated: [{up_to: 1M, price: 1}, {price: 2}], period: day, pool: p}",
            "input: {graduated: [{up_to: 1M, price: 3}, {price: 4}], period: day, pool: p}",
        ),
        (
            "input: {volume: [{up_to: 1M, price: 1}, {price: 2}], period: day, pool: p}",
            "input: {volume: [{up_to: 1M, price: 3}, {price: 4}], period: day, pool: p}",
        ),
        (
            "input: {package: 2, per: 1M tokens, rounded: period, pool: p}",
            "output: {package: 2, per: 1M tokens, rounded: period, pool: p}",
        ),
    ],
)
def test_prices_that_share_a_quota_may_differ(tmp_path: Path, one: str, other: str) -> None:
    assert problems(tmp_path, card(small=one, large=other)) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (FREE, "input: {price: 1, free: {quantity: 2M, per: month, pool: @p}}"),
        (FREE, "input: {price: 1, free: {quantity: 1M, per: day, pool: @p}}"),
        (FREE, "input: {graduated: [{up_to: 1M, price: 1}, {price: 2}], period: month, pool: @p}"),
        (FREE, "input: {volume: [{up_to: 1M, price: 1}, {price: 2}], period: month, pool: @p}"),
        (FREE, "input: {package: 1, per: 1M tokens, rounded: period, pool: @p}"),
        (FREE, "web_search: {price: 1, per: 1 search, free: {quantity: 1M, per: month, pool: @p}}"),
        (FREE, "input: 1, services: {batch: {input: {price: 1, free: {quantity: 2M, per: month, pool: @p}}}}"),
        (
            "input: {graduated: [{up_to: 1M, price: 1}, {price: 2}], period: day, pool: p}",
            "input: {graduated: [{up_to: 2M, price: 1}, {price: 2}], period: day, pool: @p}",
        ),
        (
            "input: {graduated: [{up_to: 1M, price: 1}, {price: 2}], period: day, pool: p}",
            "input: {graduated: [{up_to: 1M, price: 1}, {up_to: 2M, price: 2}, {price: 3}], period: day, pool: @p}",
        ),
        (
            "input: {volume: [{up_to: 1M, price: 1}, {price: 2}], period: day, pool: p}",
            "input: {volume: [{up_to: 1M, price: 1}, {price: 2}], period: month, pool: @p}",
        ),
        (
            "input: {package: 2, per: 1M tokens, rounded: period, pool: p}",
            "input: {package: 2, per: 2M tokens, rounded: period, pool: @p}",
        ),
        (
            "input: {package: 2, per: 1M tokens, rounded: period, pool: p}",
            "input: {package: 3, per: 1M tokens, rounded: period, pool: @p}",
        ),
        # what cannot be shared, and what is no name
        (FREE, "audio_second: {package: 1, per: 15 seconds, rounded: request, pool: @q}"),
    ],
)
def test_what_is_shared_is_one_thing(tmp_path: Path, one: str, other: str) -> None:
    text = card(small=one, large=other)
    before = text[: text.index("@")]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    (problem,) = problems(tmp_path, text.replace("@", ""))
    assert (problem.code, problem.place.line, problem.place.column) == ("bad-pool", line, column)


def test_a_pool_has_a_name_as_formulas_can_have_it(tmp_path: Path) -> None:
    text = card(small=FREE.replace("pool: p", "pool: All Tokens"))
    assert [problem.code for problem in problems(tmp_path, text)] == ["bad-name"]


@pytest.mark.parametrize(
    ("small", "large", "sound"),
    [
        # both change on one day
        (("2026-01-01", "2026-03-01"), ("2026-01-01", "2026-03-01"), True),
        # one a day later
        (("2026-01-01", "2026-03-01"), ("2026-01-01", "2026-03-02"), False),
        # the one has nothing free yet
        (("2026-01-01", "2026-03-01"), ("2025-01-01", "2025-02-01"), False),
    ],
)
def test_a_quota_may_change_for_all_who_share_it_on_one_day(
    tmp_path: Path, small: tuple[str, str], large: tuple[str, str], *, sound: bool
) -> None:
    def rates(days: tuple[str, str]) -> str:
        return "\n".join(
            f"effective: {day}, {FREE.replace('1M', amount)}" for day, amount in zip(days, ("1M", "2M"), strict=True)
        )

    found = problems(tmp_path, card(small=rates(small), large=rates(large)))
    assert (not found) is sound
    assert {problem.code for problem in found} <= {"bad-pool"}


def test_a_rate_that_has_ended_shares_nothing_with_later_ones(tmp_path: Path) -> None:
    ended = f"effective: 2026-01-01, until: 2026-02-01, {FREE}"
    text = card(small=ended, large=f"effective: 2026-02-01, {FREE.replace('1M', '2M')}")
    assert problems(tmp_path, text) == ()


def test_a_rate_that_was_corrected_shares_nothing(tmp_path: Path) -> None:
    wrong, right = FREE.replace("1M", "2M"), f"corrects: a slip, {FREE}"
    assert problems(tmp_path, card(small=f"{wrong}\n{right}", large=FREE)) == ()


def test_the_terms_of_a_contract_share_one_quota_as_well(tmp_path: Path) -> None:
    def contract(amount: str) -> str:
        terms = "- {effective: 2026-01-01, source: ours, models: [%s], input: {price: 1, free: {%s}}}\n"
        shared = "quantity: %s, per: month, pool: p"
        listed = terms % ("small", shared % "1M") + terms % ("large", shared % amount)
        return contract_yaml(f"contract:\n{indent(listed, '  ')}")

    assert problems(tmp_path, contract("1M")) == ()
    assert [problem.code for problem in problems(tmp_path, contract("2M"))] == ["bad-pool"]


def test_a_pool_of_what_is_no_meter_is_one_problem(tmp_path: Path) -> None:
    text = card(small=FREE, large="input: 1, other: {citation: {price: 1, free: {quantity: 1, per: day, pool: p}}}")
    assert [problem.code for problem in problems(tmp_path, text)] == ["unknown-meter"]
