"""The scenarios we ship: what each comes to, worked out by hand, and what their README says of them."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from costcalc.comparison import Comparison, Outcome, compare
from costcalc.project.load import load_scenario

if TYPE_CHECKING:
    from costcalc.ratecard import Catalogue

NAMES = sorted(path.stem for path in Path("scenarios").glob("*.yaml"))
README = Path("scenarios/README.md")
HALF = Fraction(1, 2)


def run(cards: Catalogue, name: str) -> Comparison:
    """Compare the options of a scenario, at the instant that it says itself."""
    read = load_scenario(f"scenarios/{name}.yaml")
    assert read.scenario.as_of
    return compare(read, cards, as_of=read.scenario.as_of.at)


def outcome(result: Comparison, option: str) -> Outcome:
    return next(outcome for outcome in result.outcomes if outcome.id == option)


def totals(result: Comparison) -> dict[str, Fraction]:
    return {each.id: Fraction(each.estimate.value) for each in result.outcomes if each.estimate}


def exactly(**numbers: str) -> dict[str, Fraction]:
    return {name: Fraction(number) for name, number in numbers.items()}


def value(result: Comparison, name: str) -> Fraction:
    """Return what a name stands for: a figure, or an option's total or what else is named of it."""
    for figure in result.figures:
        if figure.name == name:
            assert figure.value is not None
            return Fraction(figure.value)
    option, _, part = name.partition(".")
    if not part:
        return totals(result)[option]
    found = outcome(result, option)
    own = {figure.name: figure.value for figure in found.figures}
    if part in own:
        return Fraction(own[part])
    other = found.upfront if part == "upfront" else found.payback
    assert other, name
    return Fraction(other.value)


# --- What the articles say besides ------------------------------------------------------------------------------------


def test_a_whole_document_is_cheaper_than_retrieval_on_a_cheap_model(cards: Catalogue) -> None:
    result = run(cards, "rag-or-whole-document")
    # A thousand questions of 200,050 tokens are 200.05M, of which 180M can be cached; retrieved, 8 × 500 + 50 = 4,050
    # tokens make 4.05M. 0.5M are written. The search service: 730 × 0.10 = 73.
    assert totals(result) == exactly(
        flash_whole="28.147",  # 200.05 × 0.14 + 0.5 × 0.28 = 28.007 + 0.14
        flash_cached="3.451",  # 20.05 × 0.14 + 180 × 0.0028 + 0.14 = 2.807 + 0.504 + 0.14
        flash_rag="73.707",  # 4.05 × 0.14 + 0.14 + 73 = 0.567 + 0.14 + 73
        opus_whole="1012.75",  # 200.05 × 5 + 0.5 × 25
        opus_rag="105.75",  # 4.05 × 5 + 12.5 + 73 = 20.25 + 12.5 + 73
    )
    assert result.cheapest == ("flash_cached",)
    # 73 ÷ (0.028147 − 0.000707) a question
    assert value(result, "even_at") == 73 / Fraction("0.02744")
    assert value(result, "flash_rag.upfront") == Fraction("0.004")  # 200K × 0.02/1M


def test_routing_leaves_the_hard_fifth_as_three_quarters_of_the_bill(cards: Catalogue) -> None:
    result = run(cards, "routing")
    # 70,000 simple requests: 105M in, 21M out; 20,000 of reasoning: 80M, 30M; 10,000 of code: 60M, 20M; and to sort
    # 100,000: 50M, 0.5M.
    assert totals(result) == exactly(
        all_opus="3000",  # 245 × 5 + 71 × 25 = 1,225 + 1,775
        routed="1562.72",  # 50 × 0.14 + 0.5 × 0.28 + 105 × 0.14 + 21 × 0.28 + 80 × 5 + 30 × 25 + 60 × 1.75 + 20 × 14
        all_flash="54.18",  # 245 × 0.14 + 71 × 0.28
    )
    assert value(result, "opus_share") == 1150 / Fraction("1562.72")
    assert [str(offer.ref) for offer in outcome(result, "routed").offers] == [
        "deepseek/deepseek-v4-flash",
        "anthropic/claude-opus-4-6",
        "openai/gpt-5.3-codex",
    ]


def test_a_rule_against_an_origin_has_a_price(cards: Catalogue) -> None:
    result = run(cards, "provenance")
    # 200M in and 500M out
    assert totals(result) == exactly(
        turbo="17000",  # 200 × 10 + 500 × 30
        flash="168",  # 200 × 0.14 + 500 × 0.28
        mistral_large="850",  # 200 × 0.50 + 500 × 1.50
        gemini_flash="1310",  # 200 × 0.30 + 500 × 2.50
        gpt_mini="2400",  # 200 × 0.75 + 500 × 4.50
    )
    assert {each.id for each in result.outcomes if each.excluded} == {"flash"}
    assert result.cheapest == ("mistral_large",)
    assert value(result, "rule_costs") == 850 - 168


def test_a_license_that_no_source_says_is_not_the_one_required(cards: Catalogue) -> None:
    result = run(cards, "open-weights")
    # 20,000 × 6,000 = 120M in, 20,000 × 1,500 = 30M out
    assert totals(result) == exactly(
        v4_pro="78.3",  # 120 × 0.435 + 30 × 0.87
        v4_flash="25.2",  # 120 × 0.14 + 30 × 0.28
        mistral_large="105",  # 120 × 0.50 + 30 × 1.50
        mistral_small="36",  # 120 × 0.15 + 30 × 0.60
        gpt_mini="225",  # 120 × 0.75 + 30 × 4.50
    )
    excluded = {each.id: each.excluded for each in result.outcomes if each.excluded}
    assert excluded.keys() == {"v4_flash", "gpt_mini"}
    (why,) = excluded["v4_flash"]
    assert "license is not known" in why
    assert result.cheapest == ("mistral_small",)


def test_twenty_five_points_of_utilisation_are_not_forty_percent(cards: Catalogue) -> None:
    result = run(cards, "two-hardware-stacks")
    # 500 × 86,400 × 30 = 1,296M tokens; a chip that is always busy writes 600 × 3,600 = 2.16M an hour: 600 hours
    assert totals(result) == {
        **exactly(
            ascend_before="2210",  # 600 ÷ 0.6 × 2.21
            ascend_now="1560",  # 600 ÷ 0.85 × 2.21 = 1,326 ÷ 0.85
            ascend_cheaper="1326",  # 1,560 × 0.85
            api_flash="362.88",  # 1,296 × 0.28
            api_pro="1127.52",  # 1,296 × 0.87
        ),
        "nvidia": Fraction(1326) / Fraction("0.7"),
    }
    assert value(result, "by_utilisation") == 1 - Fraction(60, 85)
    assert value(result, "hour_for_40_percent") == Fraction("0.85")  # 0.6 × 0.85 ÷ 0.6
    assert totals(result)["ascend_cheaper"] == Fraction("0.6") * totals(result)["ascend_before"]
    assert value(result, "ascend_now.per_million") == Fraction(1560, 1296)


def test_what_can_move_counts_more_than_how_cheap_it_becomes(cards: Catalogue) -> None:
    result = run(cards, "memory-tiers")
    # 1,600 GB at 10 USD; half of them in RAM at 10 USD ÷ ratio
    assert totals(result) == {"all_hbm": 16_000} | {
        f"ratio_{ratio}": 8_000 + Fraction(8_000, ratio) for ratio in (20, 10, 7, 5, 2)
    }


def test_waiting_for_a_price_cut_costs_more_than_moving(cards: Catalogue) -> None:
    result = run(cards, "price-cut-expected")
    # A month is 200M in and 500M out: 200 × 2.50 + 500 × 15 = 8,000, half of that after the cut, 168 on Flash
    assert totals(result) == exactly(
        stay="96000",
        cut_in_3_months="60000",  # 3 × 8,000 + 9 × 4,000
        cut_in_6_months="72000",  # 6 × 8,000 + 6 × 4,000
        move_now="2016",  # 12 × 168
    )
    assert value(result, "move_now.upfront") == 80 * 100
    assert value(result, "move_now.first_year") == 2016 + 8000
    assert value(result, "move_now.payback") == Fraction(8000, 96_000 - 2016)
    assert result.cheapest == ("move_now",)
    assert not outcome(result, "cut_in_3_months").may_win


def test_two_points_of_quality_cost_more_than_all_tokens(cards: Catalogue) -> None:
    result = run(cards, "accepted-answers")
    # 300M in, 100M out; 90 % of Pro's answers are accepted, and 0.9 × 0.98 = 88.2 % of Flash's
    assert totals(result) == exactly(
        v4_pro="5217.5",  # 300 × 0.435 + 100 × 0.87 + 10,000 × 0.50 = 217.5 + 5,000
        v4_flash="5970",  # 300 × 0.14 + 100 × 0.28 + 11,800 × 0.50 = 70 + 5,900
    )
    assert value(result, "level_at") == Fraction("147.5") / 1800
    assert value(result, "v4_flash.per_accepted") == Fraction(5970, 88_200)


# --- Other people's workloads -----------------------------------------------------------------------------------------


def test_the_support_bot_with_retrieval(cards: Catalogue) -> None:
    result = run(cards, "rag-support-bot")
    # Turn k has 1,800 + 4 × 350 + 60 = 3,260 tokens and (k − 1) × (60 + 220) of history: 5 × 3,260 + 280 × (1 + 2 + 3
    # + 4) = 19,100 a conversation, 9,000 of them cached, and 5 × 220 = 1,100 written. 25,000 conversations: 252.5M
    # fresh, 225M cached, 27.5M written.
    assert totals(result) == exactly(
        sonnet="1237.5",  # 252.5 × 3 + 225 × 0.30 + 27.5 × 15 = 757.5 + 67.5 + 412.5
        gpt_mini="330",  # 252.5 × 0.75 + 225 × 0.075 + 27.5 × 4.50 = 189.375 + 16.875 + 123.75
        gemini_flash="151.25",  # 252.5 × 0.30 + 225 × 0.03 + 27.5 × 2.50 = 75.75 + 6.75 + 68.75
        gpt_nano="24.75",  # 252.5 × 0.05 + 225 × 0.005 + 27.5 × 0.40 = 12.625 + 1.125 + 11
        routed="267.3",  # 0.8 × 24.75 + 0.2 × 1,237.5 = 19.8 + 247.5
    )
    assert value(result, "routed.per_conversation") == Fraction("267.3") / 25_000
    assert Path("scenarios/rag-support-bot.yaml").read_text(encoding="utf-8").count("\n") <= 40


def test_the_last_steps_of_an_agent_are_above_the_tier(cards: Catalogue) -> None:
    result = run(cards, "coding-agent")
    # Step k reads 15K + (k − 1) × 5K: in all 60 × 15K + 1,770 × 5K = 9.75M a session. From the cache: what the step
    # before read, 59 × 15K + 1,711 × 5K = 9.44M, so 0.31M are written to it. 60 × 700 = 42K are answers. Steps 53 to
    # 60, of 275K to 310K, are above 272K: 8 × 275K + 28 × 5K = 2.34M, of them 2.3M cached and 40K new.
    assert totals(result) == {
        "sonnet": 500 * Fraction("29.88"),  # 9.75 × 3 + 0.042 × 15
        "sonnet_cached": 500 * Fraction("4.6245"),  # 9.44 × 0.30 + 0.31 × 3.75 + 0.63
        "gpt": 500 * Fraction("30.897"),  # 7.41 × 2.50 + 2.34 × 5 + 0.0364 × 15 + 0.0056 × 22.50
        "gpt_cached": 500 * Fraction("4.482"),  # 7.14 × 0.25 + 2.3 × 0.50 + 0.27 × 2.50 + 0.04 × 5 + 0.672
    }
    assert result.cheapest == ("gpt_cached",)


def test_a_corpus_is_embedded_once(cards: Catalogue) -> None:
    result = run(cards, "embeddings")
    # 2M × 800 = 1,600M tokens once; 160M a month again, 300,000 × 40 = 12M of questions; 2M × 1,536 × 4 bytes are
    # 12.288 GB, twice that with 3,072 numbers
    assert totals(result) == exactly(
        openai_small="4.912",  # 160 × 0.01 + 12 × 0.02 + 12.288 × 0.25 = 1.6 + 0.24 + 3.072
        openai_large="18.104",  # 160 × 0.065 + 12 × 0.13 + 24.576 × 0.25 = 10.4 + 1.56 + 6.144
        google="19.944",  # 160 × 0.075 + 12 × 0.15 + 6.144 = 12 + 1.8 + 6.144
    )
    # 1,600 × 0.01, × 0.065, × 0.075
    assert [value(result, f"{option}.upfront") for option in totals(result)] == [16, 104, 120]


def test_a_telephone_call_is_cheaper_where_the_model_reads_from_a_cache(cards: Catalogue) -> None:
    result = run(cards, "voice-agent")
    # 50,000 minutes: 425 for the telephone, 750 for speech, 3,000 on the realtime line. A call has 30 turns of 1,220 +
    # (k − 1) × 70 tokens: 30 × 1,220 + 435 × 70 = 67,050, of which 29 × 1,220 + 406 × 70 = 63,800 can be cached, and
    # 1,500 are said.
    assert totals(result) == exactly(
        realtime_line="3425",
        pipeline="2636",  # 425 + 750 + 10,000 × (0.06705 × 2 + 0.0015 × 8) = 1,175 + 1,461
        pipeline_cached="1679",  # 1,175 + 10,000 × (0.00325 × 2 + 0.0638 × 0.50 + 0.012) = 1,175 + 504
    )
    (budget,) = result.budgets
    assert budget.headroom
    assert Fraction(budget.headroom.value) == Fraction("0.04") - Fraction(1679, 50_000)


def test_tokens_are_cheaper_than_seats_that_few_use(cards: Catalogue) -> None:
    result = run(cards, "seats-or-api")
    # 54 developers with 15 × 25 = 375 requests: 75 above 300, and 20,250 in all: 101.25M fresh, 506.25M cached,
    # 16.2M out
    assert totals(result) == exactly(
        seats_and_overage="2062",  # 1,900 + 54 × 75 × 0.04
        flat="4000",
        api="698.625",  # 101.25 × 3 + 506.25 × 0.30 + 16.2 × 15 = 303.75 + 151.875 + 243
    )
    assert value(result, "seat_pays_from") == 25 * 4000 / Fraction("698.625")


def test_training_pays_within_the_first_days(cards: Catalogue) -> None:
    result = run(cards, "fine-tuned-classifier")
    # With examples 2,850M tokens in, trained 350M; 5M out
    assert totals(result) == exactly(
        prompted="430.5",  # 2,850 × 0.15 + 5 × 0.60
        prompted_batch="215.25",  # half of that
        nano_batch="72.25",  # 2,850 × 0.025 + 5 × 0.20
        tuned="111",  # 350 × 0.30 + 5 × 1.20
        tuned_batch="55.5",  # half of that
    )
    assert value(result, "tuned_batch.upfront") == 18  # 2M × 3 × 3.00
    assert value(result, "tuned_batch.payback") == 18 / (Fraction("430.5") - Fraction("55.5"))
    assert result.cheapest == ("nano_batch",)  # nobody is known to sell at the trained model's prices


# --- All of them ------------------------------------------------------------------------------------------------------


def test_there_are_at_least_twelve() -> None:
    assert len(NAMES) >= 12


@pytest.mark.parametrize("name", NAMES)
def test_a_scenario_is_complete(cards: Catalogue, name: str) -> None:
    scenario = load_scenario(f"scenarios/{name}.yaml").scenario
    assert scenario.id == name
    assert scenario.baseline
    assert [str(key) for key, written in scenario.assumptions.items() if not (written.unit and written.why)] == []
    result = run(cards, name)
    assert len(totals(result)) == len(result.outcomes)
    assert result.cheapest or name == "embeddings"  # whose prices no card has


class Answered(NamedTuple):
    """A number that the README gives for a name."""

    scenario: str
    name: str
    shown: str
    percent: bool


def answers() -> list[Answered]:
    """List the numbers of the tables, in the last column: `flash` 168.00, `saved` 29.4 %."""
    rows = re.findall(r"^\| `([a-z0-9-]+)\.yaml` \|.*\| (.*) \|$", README.read_text(encoding="utf-8"), re.MULTILINE)
    return [
        Answered(scenario, name, shown.replace(",", ""), bool(percent))
        for scenario, text in rows
        for name, shown, percent in re.findall(r"`([a-z0-9_.]+)` (\d[\d,]*(?:\.\d+)?)( %)?", text)
    ]


def test_the_readme_has_an_answer_for_each_scenario() -> None:
    assert {answer.scenario for answer in answers()} == set(NAMES)
    text = README.read_text(encoding="utf-8")
    assert all(text.count(f"| `{name}.yaml` |") == 1 for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_what_the_readme_answers_is_so(cards: Catalogue, name: str) -> None:
    """Rounded half-up to the digits shown."""
    result = run(cards, name)
    for answer in (each for each in answers() if each.scenario == name):
        unit = Fraction(1, 10 ** len(answer.shown.partition(".")[2])) / (100 if answer.percent else 1)
        said = Fraction(Decimal(answer.shown)) / (100 if answer.percent else 1)
        exact = value(result, answer.name)
        assert said - HALF * unit <= exact < said + HALF * unit, answer
