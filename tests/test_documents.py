"""The figures of the two articles, and what the published prices make of them. Amounts are worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from costcalc.comparison import Comparison, compare
from costcalc.project.load import load_scenario

if TYPE_CHECKING:
    from costcalc.comparison import Outcome
    from costcalc.pricing import Estimate
    from costcalc.ratecard import Catalogue

AFTER_LAUNCH = "2026-04-28T12:00Z"
AT_LAUNCH = "2026-04-24T12:00Z"


def run(cards: Catalogue, scenario: str, as_of: str = AFTER_LAUNCH) -> Comparison:
    return compare(load_scenario(f"scenarios/{scenario}.yaml"), cards, as_of=as_of)


def outcome(result: Comparison, option: str) -> Outcome:
    return next(outcome for outcome in result.outcomes if outcome.id == option)


def estimate(result: Comparison, option: str) -> Estimate:
    found = outcome(result, option).estimate
    assert found
    return found


@pytest.mark.parametrize(
    ("scenario", "option", "as_of", "total"),
    [
        # 200K × 10/1M + 10K × 30/1M; 200K × 0.55/1M + 10K × 2.19/1M
        ("document-analysis", "turbo", AFTER_LAUNCH, "2.3"),
        ("document-analysis", "v4_pro", AFTER_LAUNCH, "0.1319"),
        # 0.5 × 15 + 1.5 × 75; 0.5 × 0.55 + 1.5 × 2.19: the article rounds first, and prints 3.57
        ("coding-assistant", "opus", AFTER_LAUNCH, "120"),
        ("coding-assistant", "v4_pro", AFTER_LAUNCH, "3.56"),
        # 200 × 10 + 500 × 30; 200 × 0.014 + 500 × 0.28
        ("chatbot", "turbo", AFTER_LAUNCH, "17000"),
        ("chatbot", "flash", AFTER_LAUNCH, "142.8"),
        # the same with 1,000 input tokens
        ("chatbot-short-post", "turbo", AFTER_LAUNCH, "25000"),
        ("chatbot-short-post", "flash", AFTER_LAUNCH, "154"),
        # published: 0.2 × 0.435 + 0.01 × 0.87 in the promotion, 0.2 × 1.74 + 0.01 × 3.48 before
        ("document-analysis", "v4_pro_published", AFTER_LAUNCH, "0.0957"),
        ("document-analysis", "v4_pro_published", AT_LAUNCH, "0.3828"),
        # 0.5 × 5 + 1.5 × 25; 0.5 × 0.435 + 1.5 × 0.87; 0.5 × 1.74 + 1.5 × 3.48
        ("coding-assistant", "opus_published", AFTER_LAUNCH, "40"),
        ("coding-assistant", "v4_pro_published", AFTER_LAUNCH, "1.5225"),
        ("coding-assistant", "v4_pro_published", AT_LAUNCH, "6.09"),
        # 200 × 0.14 + 500 × 0.28
        ("chatbot", "flash_published", AFTER_LAUNCH, "168"),
        ("chatbot-short-post", "flash_published", AFTER_LAUNCH, "280"),
    ],
)
def test_a_total_of_the_documents(cards: Catalogue, scenario: str, option: str, as_of: str, total: str) -> None:
    assert estimate(run(cards, scenario, as_of), option).total == Decimal(total)


@pytest.mark.parametrize(
    ("scenario", "option", "saving", "ratio"),
    [
        ("document-analysis", "v4_pro", 1 - Fraction("0.1319") / Fraction("2.3"), Fraction(23000, 1319)),
        ("coding-assistant", "v4_pro", 1 - Fraction("3.56") / 120, Fraction(12000, 356)),
        ("chatbot", "flash", Fraction("0.9916"), Fraction(2500, 21)),
        ("chatbot-short-post", "flash", 1 - Fraction(154, 25000), Fraction(25000, 154)),
    ],
)
def test_a_saving_of_the_documents(
    cards: Catalogue, scenario: str, option: str, saving: Fraction, ratio: Fraction
) -> None:
    found = outcome(run(cards, scenario), option)
    assert found.saving
    assert found.ratio
    assert Fraction(found.saving.value) == saving
    assert Fraction(found.ratio.value) == ratio


def test_a_request_too_large_for_gpt_4_turbo_is_flagged_twice(cards: Catalogue) -> None:
    result = run(cards, "document-analysis")
    for option in ("turbo", "turbo_published"):
        codes = {flag.code: flag.message for flag in estimate(result, option).flags}
        assert "210,000 tokens in one request" in codes["context-window-exceeded"]
        assert "128,000" in codes["context-window-exceeded"]
        assert "10,000 tokens in one request" in codes["max-output-exceeded"]
        assert "4,096" in codes["max-output-exceeded"]
        assert option not in result.cheapest


def test_gpt_4_turbo_is_retired_in_november_and_never_the_cheapest(cards: Catalogue) -> None:
    for scenario in ("document-analysis", "chatbot"):
        result = run(cards, scenario, "2026-11-23")
        assert "retired" in {flag.code for flag in estimate(result, "turbo_published").flags}
        assert not {"turbo", "turbo_published"} & set(result.cheapest)


@pytest.mark.parametrize("scenario", ["chatbot", "chatbot-short-post", "coding-assistant", "document-analysis"])
def test_a_price_that_nobody_sells_at_is_never_the_cheapest(cards: Catalogue, scenario: str) -> None:
    result = run(cards, scenario)
    assert result.cheapest
    assert all(outcome(result, option).basis == "published" for option in result.cheapest)


def test_the_chatbot_costs_more_from_the_instant_of_the_rise(cards: Catalogue) -> None:
    last_second, first_second = "2026-08-16T15:59:59Z", "2026-08-16T16:00:00Z"
    assert estimate(run(cards, "chatbot", last_second), "flash_published").total == Decimal(168)
    # 200M at 0.22 and 500M at 0.66; it is midnight in Beijing, and not the peak
    assert estimate(run(cards, "chatbot", first_second), "flash_published").total == Decimal(374)


def test_a_day_names_no_hour_and_says_so_where_the_hour_decides(cards: Catalogue) -> None:
    # Monday 00:00 UTC is 08:00 in Beijing, an hour before the peak: 200M at 0.15 and 500M at 0.60
    monday = estimate(run(cards, "chatbot", "2026-11-23"), "flash_published")
    assert monday.total == Decimal(330)
    assert [(flag.code, flag.bars) for flag in monday.flags] == [("time-of-day-unknown", False)]
    assert not estimate(run(cards, "chatbot", "2026-11-23T02:00:00Z"), "flash_published").flags


def test_totals_are_priced_although_no_request_is_known(cards: Catalogue) -> None:
    result = run(cards, "coding-assistant")
    flags = estimate(result, "v4_pro_published").flags
    assert [(flag.code, flag.bars) for flag in flags] == [("request-size-unknown", False)]
    assert result.cheapest == ("v4_pro_published",)
    assert outcome(result, "v4_pro_published").per_request is None


def test_the_support_bot_of_the_scenarios_readme(cards: Catalogue, tmp_path: Path) -> None:
    readme = Path("scenarios/README.md").read_text(encoding="utf-8")
    file = tmp_path / "support-bot.yaml"
    file.write_text(readme.split("```yaml\n")[1].split("```")[0], encoding="utf-8")
    result = compare(load_scenario(file), cards, as_of=AFTER_LAUNCH)
    # 14 × 2.50 + 48 × 1.25 + 10 × 10.00; 14 × 0.14 + 48 × 0.0028 + 10 × 0.28
    assert [estimate(result, option).total for option in ("gpt_4o", "flash")] == [Decimal(195), Decimal("4.8944")]
