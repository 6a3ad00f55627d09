"""Langfuse's definitions as one rate card: buckets that exclude each other, and tiers of which the first counts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from costcalc.importers.draft import CardProvenance, DraftRate, ImportQuery, ImportResult
from costcalc.importers.files.origin import File, Origin
from costcalc.importers.langfuse import read
from costcalc.importers.rules.proof import proven
from costcalc.problem import InputError, Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Answer

HERE = Path("tests/importers/langfuse")
WANTED = ImportQuery("2026-01-01")
USUAL = {"input": 1e-6, "output": 2e-6}
DEAR = {"input": 2e-6, "output": 4e-6}
FAST = {"source": "model_parameters", "key": "speed", "operator": "in", "values": ["fast"]}


def imported(*documents: Any, wanted: ImportQuery = WANTED) -> ImportResult:
    texts = [item if isinstance(item, str) else json.dumps(item) for item in documents]
    files = [File(f"{nth}.json", text.encode(), Place.start_of(f"{nth}.json")) for nth, text in enumerate(texts)]
    return read(Origin("models.json", files, "0" * 64), wanted)


def rates(*definitions: dict[str, Any], effective: str = "2026-01-01") -> tuple[list[DraftRate], list[str]]:
    found = imported([{"modelName": "m", **each} for each in definitions], wanted=ImportQuery(effective))
    return [rate for card in found.cards for model in card.models for rate in model.rates], [n.key for n in found.notes]


def tier(prices: dict[str, Any], *conditions: Any, priority: Any = 1, **more: Any) -> dict[str, Any]:
    return {"priority": priority, "isDefault": False, "conditions": list(conditions), "prices": prices, **more}


def tiered(*tiers: dict[str, Any], usual: dict[str, Any] | None = None) -> tuple[list[DraftRate], list[str]]:
    return rates({"pricingTiers": [tier(usual or USUAL, priority=0, isDefault=True), *tiers]})


def above(value: Any, pattern: str = "(input)", operator: str = "gt") -> dict[str, Any]:
    return {"usageDetailPattern": pattern, "operator": operator, "value": value, "caseSensitive": False}


def test_an_answer_of_the_api_becomes_the_card_that_a_person_would_write() -> None:
    found = imported((HERE / "models.json").read_text(encoding="utf-8"))
    done = proven(found, CardProvenance("langfuse", "models.json", "2026-11-30", "0" * 64))
    assert done.cards == {"langfuse": (HERE / "langfuse.yaml").read_text(encoding="utf-8")}


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        # Langfuse: 200,000 input at 0.00000125, 100,000 cached at 0.000000125, 1,000 output and 1,000 reasoned at
        # 0.0000075, as 200,000 + 100,000 are more than 200,000: 0.25 + 0.0125 + 0.0075 + 0.0075 = 0.2775.
        (("--input", "300K", "--cache-read", "100K", "--service", "flex"), "0.2775"),
        # 99,000 at 0.00000125, 100,000 cached at 0.000000125, 2,000 at 0.00001: 0.12375 + 0.0125 + 0.02 = 0.15625.
        (("--input", "199K", "--cache-read", "100K"), "0.15625"),
    ],
)
def test_a_request_costs_what_langfuse_makes_of_its_buckets(
    costcalc: Callable[..., Answer], words: tuple[str, ...], amount: str
) -> None:
    more = ("--output", "2K", "--meter", "reasoning=1K", "--as-of", "2026-01-01", "--format", "json")
    answer = costcalc("price", "langfuse/acme-large", *words, *more, "--pricing", HERE)
    assert answer.code == 0, answer.err
    assert json.loads(answer.out)["total"] == amount


@pytest.mark.parametrize(
    "definition",
    [
        {"inputPrice": 1e-6, "outputPrice": "0.000002", "unit": "TOKENS"},
        {"input_price": 1e-6, "output_price": 2e-6, "total_price": None},
        {"prices": {"input": 1e-6, "output": 2e-6}},
        {"prices": {"input": {"price": 1e-6}, "output": {"price": 2e-6}}},
        {"prices": USUAL, "inputPrice": 1e-6, "pricingTiers": []},
    ],
)
def test_older_keys_count_where_there_are_no_tiers(definition: dict[str, Any]) -> None:
    ((rate,), notes) = rates(definition)
    assert (rate.sheet, notes) == ({"input": "1", "output": "2"}, [])


def test_spellings_of_one_usage_type_are_one_meter_and_where_they_differ_nothing_is_priced_by_them() -> None:
    spellings = ("input_cached_tokens", "input_cache_read", "cache_read_input_tokens")
    ((rate,), notes) = rates({"prices": {**USUAL, **dict.fromkeys(spellings, 1e-7)}})
    assert (rate.sheet["cache_read"], notes) == ("0.1", [])
    ((rate,), notes) = rates({"prices": {**USUAL, "input_cached_tokens": 1e-7, "input_cache_read": 2e-7}})
    assert (rate.sheet["cache_read"], notes) == ("unpriced", ["input_cache_read"])


def test_a_part_without_a_bucket_is_not_said_to_be_billed_as_the_whole() -> None:
    assert set(rates({"prices": USUAL})[0][0].sheet) == {"input", "output"}


def test_total_is_the_price_of_every_token_and_beside_others_nobody_knows_which_counts() -> None:
    ((rate,), notes) = rates({"totalPrice": 1e-6})
    assert (rate.sheet, notes) == ({"input": "1", "output": "input"}, [])
    assert rates({"totalPrice": 1e-6, "inputPrice": 1e-6}) == ([], ["total", "prices"])


@pytest.mark.parametrize(
    ("unit", "prices", "sheet"),
    [
        ("CHARACTERS", {"inputPrice": 0.000015}, {"character": {"price": "15", "per": "1M characters"}}),
        ("IMAGES", {"outputPrice": 0.04}, {"image": {"price": "0.04", "per": "1 image"}}),
        ("REQUESTS", {"totalPrice": 0.005}, {"request": {"price": "5", "per": "1K requests"}}),
    ],
)
def test_a_unit_decides_what_a_price_is_for(unit: str, prices: dict[str, Any], sheet: dict[str, Any]) -> None:
    assert rates({"unit": unit, **prices})[0][0].sheet == sheet


@pytest.mark.parametrize("more", [{"unit": "SECONDS"}, {"unit": "WORDS"}, {"currency": "EUR"}, {"discountFactor": 2}])
def test_where_what_the_prices_are_of_is_not_understood_there_is_none(more: dict[str, Any]) -> None:
    assert rates({"prices": USUAL, **more}) == ([], [*more, "prices"])


def test_a_usage_type_that_is_called_as_what_all_prices_hang_on_leaves_none() -> None:
    assert rates({"prices": {**USUAL, "currency": 1}}) == ([], ["currency", "prices"])


def test_older_keys_that_contradict_each_other_are_not_priced_and_tiers_come_before_them() -> None:
    ((rate,), notes) = rates({"prices": USUAL, "inputPrice": 3e-6})
    assert (rate.sheet, notes) == ({"input": "unpriced", "output": "2"}, ["prices"])
    ((rate,), notes) = rates({"pricingTiers": [tier(USUAL, isDefault=True)], "inputPrice": 3e-6})
    assert (rate.sheet["input"], notes) == ("1", ["prices"])


def test_other_keys_and_usage_types_are_said_and_the_prices_stand() -> None:
    ((rate,), notes) = rates({"prices": {**USUAL, "smell": 1}, "colour": "red"})
    assert (rate.sheet, notes) == ({"input": "1", "output": "2"}, ["colour", "smell"])


@pytest.mark.parametrize(("operator", "when"), [("gt", "input > 200K"), ("gte", "input >= 200K")])
def test_a_size_of_the_prompt_is_a_context_tier(operator: str, when: str) -> None:
    ((rate,), notes) = tiered(tier(DEAR, above(200000, operator=operator)))
    assert rate.context_tiers == [{"when": when, "mode": "whole_request", "input": "2", "output": "4"}]
    assert notes == []


@pytest.mark.parametrize(
    ("pattern", "prices", "fits"),
    [
        ("input", {}, True),
        ("^input", {}, True),
        ("(INPUT|cache_write)", {"cache_write_tokens": 1e-6}, True),
        ("input", {"cache_write_tokens": 1e-6}, False),
        ("put", {}, False),
        ("^(in|out)", {}, False),
        ("^input$", {}, False),
        ("input.*", {}, False),
        ("(a+)+$", {}, False),
        ("(input|)", {}, False),
        ("input", {"input_video": 1e-6}, False),
        ("", {}, False),
    ],
)
def test_only_the_sum_of_the_whole_prompt_is_its_size(pattern: str, prices: dict[str, Any], fits: bool) -> None:
    ((rate, *_), _) = tiered(tier(DEAR, above(200000, pattern)), usual={**USUAL, **prices, "web_search_queries": 0.01})
    assert (rate.sheet["input"], len(rate.context_tiers)) == (("1", 1) if fits else ("unpriced", 0))


@pytest.mark.parametrize(
    "condition",
    [
        above(200000, operator="lt"),
        above("many"),
        above(-1),
        {**above(1000), "per": "month"},
        {**FAST, "operator": "not in"},
        "large",
        {},
    ],
)
def test_a_condition_that_cannot_be_read_leaves_nothing_priced_that_its_tier_prices(condition: Any) -> None:
    ((rate,), notes) = tiered(tier({"input": 2e-6}, condition), usual={**USUAL, "input_cached_tokens": 1e-7})
    assert rate.sheet == {"input": "unpriced", "cache_read": "0.1", "output": "2"}
    assert notes == ["pricingTiers.conditions"]


def test_a_tier_for_what_a_card_cannot_name_is_left_out_and_the_usual_prices_stay() -> None:
    for more in ({"source": "metadata"}, {"key": "mood"}, {"values": ["Très vite"]}, {"values": []}):
        ((rate,), notes) = tiered(tier(DEAR, {**FAST, **more}))
        assert (rate.sheet["input"], rate.services, notes) == ("1", {}, ["pricingTiers.conditions"])


def test_a_service_has_the_prices_of_the_first_tier_that_takes_it_at_every_size() -> None:
    large, fast = tier(DEAR, above(200000), priority=1), tier({"input": 9e-6, "output": 9e-6}, FAST, priority=2)
    tiers = [{"when": "input > 200K", "mode": "whole_request", "input": "2", "output": "4"}]
    ((rate,), _) = tiered(fast, large)
    assert rate.services == {"fast": {"input": "9", "output": "9", "context_tiers": tiers}}
    ((rate,), _) = tiered({**fast, "priority": 0.5}, large)
    assert (rate.services, rate.context_tiers) == ({"fast": {"input": "9", "output": "9"}}, tiers)


def test_a_meter_that_a_tier_does_not_price_has_no_price_there() -> None:
    ((rate,), _) = tiered(tier({"input": 2e-6}, above(200000)))
    assert rate.context_tiers[0]["output"] == "unpriced"


@pytest.mark.parametrize(
    "tiers",
    [
        [tier(USUAL)],
        [tier(USUAL, isDefault=True), tier(DEAR, isDefault=True)],
        [tier(USUAL, isDefault=True), tier(DEAR, FAST), tier(DEAR, above(5))],
        [tier(USUAL, isDefault=True), tier(DEAR, FAST, priority="soon")],
        [tier(USUAL, isDefault=True), tier(DEAR, above(5)), tier(DEAR, above(9, operator="gte"), priority=2)],
        [tier(USUAL, isDefault=True), "tier"],
        "tiers",
    ],
)
def test_where_nobody_knows_which_tier_counts_nothing_is_priced(tiers: Any) -> None:
    found, notes = rates({"pricingTiers": tiers, "inputPrice": 1})
    assert (found, notes[-1]) == ([], "prices")
    assert notes[0].startswith("pricingTiers")


def test_a_key_of_a_tier_that_may_change_its_prices_leaves_them_without_one() -> None:
    ((rate,), notes) = tiered(tier(DEAR, FAST, multiplier=2))
    assert (rate.sheet["input"], rate.services["fast"]["input"], notes) == (
        "1",
        "unpriced",
        ["pricingTiers.multiplier"],
    )


def dates(*definitions: tuple[str | None, float], effective: str = "2025-01-01") -> tuple[Any, list[str]]:
    found, notes = rates(
        *({"startDate": start, "prices": {"input": price}} for start, price in definitions), effective=effective
    )
    return [(rate.effective, rate.until, rate.sheet["input"]) for rate in found], notes


def test_definitions_with_a_start_follow_each_other() -> None:
    assert dates(("2026-03-01T12:00:00.000Z", 2e-6), (None, 1e-6)) == (
        [("2025-01-01", None, "1"), ("2026-03-01T12:00:00Z", None, "2")],
        [],
    )
    assert dates((None, 1e-6), ("2026-03-01", 2e-6), effective="2026-03-01") == (
        [("2026-03-01", None, "2")],
        ["startDate"],
    )
    assert dates(("soon", 2e-6), (None, 1e-6)) == ([], ["startDate", "startDate", "prices"])


def test_definitions_of_one_start_that_contradict_each_other_end_what_was_before() -> None:
    assert dates((None, 1e-6), ("2026-03-01", 2e-6), ("2026-03-01", 3e-6), ("2026-04-01", 4e-6)) == (
        [("2025-01-01", "2026-03-01", "1"), ("2026-04-01", None, "4")],
        ["startDate"],
    )
    assert dates((None, 1e-6), (None, 1e-6)) == ([("2025-01-01", None, "1")], [])
    assert dates((None, 1e-6), (None, 2e-6)) == ([], ["startDate", "prices"])


def test_a_definition_of_a_project_comes_before_that_of_langfuse() -> None:
    own, theirs = {"isLangfuseManaged": False, "inputPrice": 5e-6}, {"isLangfuseManaged": True, "inputPrice": 1e-6}
    ((rate,), notes) = rates(theirs, own)
    assert (rate.sheet, rate.source, notes) == (
        {"input": "5"},
        "Langfuse, a definition of a project",
        ["isLangfuseManaged"],
    )


def test_pages_are_read_together_and_those_that_are_missing_are_said() -> None:
    pages = [
        {"data": [{"modelName": name, "inputPrice": 1e-6}], "meta": {"page": nth, "totalPages": 2}}
        for nth, name in enumerate("ab", 1)
    ]
    assert ([model.name for model in imported(*pages).cards[0].models], imported(*pages).notes) == (["a", "b"], [])
    assert [note.key for note in imported(pages[0]).notes] == ["meta"]


def test_one_definition_alone_is_read_and_what_is_none_is_named_by_its_place() -> None:
    assert [card.id for card in imported({"modelName": "m", "inputPrice": 1e-6}).cards] == ["langfuse"]
    found = imported([{"modelName": "m", "inputPrice": 1e-6}, 7, {"modelName": "@m"}, {}])
    assert [note.model for note in found.notes] == ["entry 2", "entry 4", "@m"]


def test_a_provider_and_a_glob_of_models_can_be_asked_for() -> None:
    whole = (HERE / "models.json").read_text(encoding="utf-8")
    found = imported(whole, wanted=ImportQuery("2026-01-01", "langfuse", "acme-e*"))
    assert [model.name for model in found.cards[0].models] == ["acme-embed"]
    assert imported(whole, wanted=ImportQuery("2026-01-01", "openai")) == ImportResult([], [])


@pytest.mark.parametrize("text", ["[]", "{}", '{"data": 1}', "7", '{"models": [{"modelName": "m"}]}', '[{"id": "m"}]'])
def test_a_file_of_another_kind_is_refused(text: str) -> None:
    with pytest.raises(InputError) as refused:
        imported(text)
    assert [problem.code for problem in refused.value.problems] == ["wrong-format"]
