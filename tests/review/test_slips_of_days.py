"""What an ordinary change could slip past the gate: one test for each way of days without an answer, and of cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.review.gated import SMALL, answer, gated, stopped
from tests.review.project import CARD, POLICY, SCENARIO

if TYPE_CHECKING:
    from tests.review.project import Project


EXCHANGE = """\
schema: costcalc/fx/v1
id: fx
title: a bank
rates:
  - {effective: 2026-01-01, until: 2026-12-15, from: EUR, to: USD, rate: 1.1, source: a bank}
"""
LATER = "  - {effective: 2026-12-15, from: EUR, to: USD, rate: 110, source: a bank}\n"


@pytest.mark.parametrize(
    ("held", "day", "message"),
    [
        ("gates:\n  - {sum: all, increase: 100 USD}", "2026-11-22", "gate: the sum of all scenarios rises by 600 USD"),
        (
            "budgets:\n  - {sum: all, max: 1500 USD}",
            "2026-12-22",
            "budget: the sum of all scenarios is over its budget",
        ),
    ],
)
def test_an_exchange_rate_moves_a_sum(project: Project, held: str, day: str, message: str) -> None:
    """600 USD and 600 EUR at 1: 1,200 USD, and 600 + 600 * 2 = 1,800 at 2."""
    project.write("pricing/euro.yaml", CARD.replace("id: acme", "id: euro").replace("currency: USD", "currency: EUR"))
    fx = "schema: costcalc/fx/v1\nid: fx\ntitle: a bank\nrates:\n"
    row = "  - {{effective: {}, from: EUR, to: USD, rate: {}, source: a bank}}\n"
    project.write("pricing/fx.yaml", fx + row.format("2026-01-01", 1))
    project.write(
        "scenarios/euro.yaml", SCENARIO.replace("id: bot", "id: euro").replace("acme/", "euro/") + "chosen: small\n"
    )
    project.edit("scenarios/bot.yaml", (SMALL, f"{SMALL}chosen: small\n"))
    project.write("costcalc.yaml", f"{POLICY}{held}\n")
    project.started()
    project.write("pricing/fx.yaml", fx + row.format("2026-01-01", 1) + row.format(day, 2))
    (found,) = stopped(project)
    assert found.startswith(message)


def test_a_month_of_the_calendar_and_a_day_are_counted_there_and_back(project: Project) -> None:
    """100 a week are 400 in the 28 days of February 2027; what costs 434 in it costs 108.50 a week: 8.5 % more."""
    project.edit("scenarios/bot.yaml", ("period: month", "period: week"), ("value: 1M", "value: 1M / 6"))
    gated(project, "increase_percent: 1%, option: small")
    project.edit("scenarios/bot.yaml", ("period: week", "period: 2027-02"), ("value: 1M / 6", "value: 434M / 600"))
    (found,) = stopped(project)
    assert found.startswith("gate: bot/small rises by 8.5 %")


def test_a_period_that_is_none_of_the_calendar_any_more_is_held_on_the_days_ahead(project: Project) -> None:
    project.edit("scenarios/bot.yaml", ("period: month", "period: 2026-12"))
    gated(project, "total: 2500 USD, option: small")
    project.edit("scenarios/bot.yaml", ("period: 2026-12", "period: month"))
    project.price("small", "2027-02-01", input="5", output="10")
    assert stopped(project) == ["gate: bot/small costs 6000 USD a month, and the gate is 2500 USD, at 2027-02-01"]


def test_an_exchange_rate_that_ends_leaves_no_number_for_gates(project: Project) -> None:
    project.write("pricing/acme.yaml", CARD.replace("currency: USD", "currency: EUR"))
    project.edit("scenarios/bot.yaml", ("period: month", "period: month\ncurrency: USD"))
    project.write("pricing/fx.yaml", EXCHANGE.replace(", until: 2026-12-15", ""))
    gated(project)
    project.write("pricing/fx.yaml", EXCHANGE)
    (found,) = stopped(project)
    assert found.startswith("no-price-ahead: there is no answer about bot from 2026-12-15 on: no rate from EUR to USD")


@pytest.mark.parametrize("gate", ["increase_percent: 25%", "total: 5000 USD"])
def test_a_day_on_which_only_the_base_has_no_answer_is_held(project: Project, gate: str) -> None:
    project.write("pricing/acme.yaml", CARD.replace("currency: USD", "currency: EUR"))
    project.edit("scenarios/bot.yaml", ("period: month", "period: month\ncurrency: USD"))
    project.write("pricing/fx.yaml", EXCHANGE)
    gated(project, gate)
    project.write(
        "pricing/fx.yaml",
        f"{EXCHANGE}{LATER}",
    )
    found = [each for each in stopped(project) if each.startswith("gate")]
    assert all("at 2026-12-15" in each for each in found)
    small = next(each for each in found if "small" in each)
    said = "cannot be compared (nobody knows what it cost before)" if "percent" in gate else "costs 66000 USD"
    assert said in small


def test_a_gate_of_prices_holds_what_the_base_calls_by_a_name_that_is_two_models_now(project: Project) -> None:
    """`small` alone is one model in the base; the change adds a card with another: 600 -> 1,000 * 2 + 100 * 4."""
    project.edit("scenarios/bot.yaml", ("small: {model: acme/small}", "small: {model: small}"))
    gated(project, "price_increase: 10%")
    project.price("small", "2026-11-20", input="2", output="4")
    project.write("pricing/other.yaml", CARD.replace("id: acme", "id: other"))
    project.edit(
        "scenarios/bot.yaml", ("small: {model: small}", "small: {model: acme/small}"), ("value: 1M", "value: 250K")
    )
    (found,) = stopped(project)
    assert found.startswith("gate: bot/small would rise by 300 % by its prices alone")


def test_a_period_of_the_calendar_is_held_on_the_days_ahead_over_the_old_one(project: Project) -> None:
    gated(project)
    project.price("small", "2026-11-24", input="5", output="1")
    project.edit("scenarios/bot.yaml", ("period: month", "period: 2026-10"))
    assert stopped(project) == ["gate: bot/small rises by 750 %, and the gate is 25%, at 2026-11-24"]


def test_a_total_that_is_paid_once_is_not_one_of_a_month(project: Project) -> None:
    gated(project, "total: 1200 USD, option: small")
    project.price("small", "2026-11-20", input="5", output="10")
    project.edit("scenarios/bot.yaml", ("period: month", "period: once"), ("value: 1M", "value: 100K"))
    (found,) = stopped(project)
    assert found.startswith("gate: bot/small cannot be compared (its period was month and is once)")


def test_a_pinned_date_is_named_although_the_option_has_another_name(project: Project) -> None:
    project.started()
    project.edit("scenarios/bot.yaml", ("small: {model: acme/small}", "tiny: {model: acme/small, as_of: 2026-02-01}"))
    found = answer(project, 0)
    said = [each["message"] for each in found["findings"] if each["check"] == "policy-changed"]
    assert said == ["the prices of bot/tiny are those of 2026-02-01, and were today's"]


def test_what_is_announced_is_said_once_and_with_its_own_day(project: Project) -> None:
    project.started()
    project.price("small", "2026-12-01", input="0.60", output="1")
    project.price("large", "2027-01-01", input="3", output="8")
    found = answer(project, 0)["upcoming"]
    assert [(each["option"], each["since"][:10]) for each in found] == [
        ("small", "2026-12-01"),
        ("large", "2027-01-01"),
    ]


def test_a_bare_name_that_meant_nothing_in_the_base_is_no_answer_of_the_base(project: Project) -> None:
    project.edit("scenarios/bot.yaml", ("small: {model: acme/small}", "small: {model: small}"))
    project.write("pricing/other.yaml", CARD.replace("id: acme", "id: other"))
    project.started()
    (project.folder / "pricing/other.yaml").unlink()
    ran = project.run("--base", "main")
    assert ran.code == 2
    assert "in the base" in ran.err


def shadow(price: str) -> str:
    """Write an own card of the id of one that comes with costcalc, with the price of one model."""
    return (
        CARD.replace("id: acme", "id: deepseek")
        .replace("  large:", "  deepseek-v4-flash:")
        .replace("input: 2\n", f"input: {price}\n")
    )


def test_a_card_laid_over_a_shipped_one_is_compared_with_that(project: Project) -> None:
    project.started()
    project.write("pricing/deepseek.yaml", shadow("9"))
    found = answer(project, 1)
    assert any(each["check"] == "history-edited" and "deepseek" in each["message"] for each in found["findings"])


def test_a_card_laid_over_a_shipped_one_is_compared_with_that_when_it_goes(project: Project) -> None:
    project.write("pricing/deepseek.yaml", shadow("9"))
    project.started()
    (project.folder / "pricing/deepseek.yaml").unlink()
    found = answer(project, 1)
    assert any(each["check"] == "history-edited" and "deepseek" in each["message"] for each in found["findings"])


def test_a_percentage_above_the_gate_does_not_look_like_the_gate(project: Project) -> None:
    """600 -> 750.00006 is 25.00001 % more."""
    gated(project)
    project.price("small", "2026-11-20", input="0.65000006", output="1")
    assert stopped(project) == ["gate: bot/small rises by 25.00001 %, and the gate is 25%, at 2026-11-23"]


def test_a_gate_says_what_the_policy_wants_to_be_said(project: Project) -> None:
    gated(project, "increase_percent: 25%, message: ask finops first")
    project.price("small", "2026-11-20", input="0.75", output="1")
    (finding,) = (each for each in answer(project, 1)["findings"] if each["check"] == "gate")
    assert finding["hint"] == "ask finops first"
