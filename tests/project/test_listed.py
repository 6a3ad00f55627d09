"""The catalogue of what somebody lists: there in a fresh install, below every card of ours, and never the cheapest."""

from __future__ import annotations

import json
import pickle
import sys
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from costcalc import compare, load_cards, load_scenario, price
from costcalc.problem import InputError, Place
from costcalc.project.load import SHIPPED_FOLDER, find_cards
from tests.inputs import card_yaml, scenario_yaml

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Answer

DAY = "2026-11-30"
FILE = SHIPPED_FOLDER / "listed.zip"


def test_it_is_small_and_holds_thousands_of_models() -> None:
    assert FILE.stat().st_size < 2_000_000
    with zipfile.ZipFile(FILE) as archive:
        names = archive.namelist()
        index = json.loads(archive.read("index.json"))
    assert len(names) > 100
    assert len(index["models"]) > 4_000
    assert {f"{name}.yaml" for cards in index["models"].values() for name in cards} == {*names} - {"index.json"}
    assert {"xai", "groq", "cohere", "together", "fireworks", "bedrock", "azure", "vertex", "perplexity"} <= {
        name.removesuffix(".yaml") for name in names
    }


@pytest.mark.parametrize(
    ("model", "prompt", "answer"),
    [  # USD per 1M tokens, as the vendors' own pages had them
        ("xai/grok-4", "3", "15"),
        ("xai/grok-3-mini", "0.3", "0.5"),
        ("groq/llama-3.3-70b-versatile", "0.59", "0.79"),
        ("cohere/command-r-plus-08-2024", "2.5", "10"),
        ("perplexity/sonar-pro", "3.014", "15"),  # and 14 for 1,000 requests
        ("bedrock/amazon.nova-pro-v1:0", "0.8", "3.2"),
        ("azure/gpt-4o", "2.5", "10"),
        ("voyage/voyage-3-large", "0.18", "0"),
    ],
)
def test_prices_that_are_known_otherwise(model: str, prompt: str, answer: str) -> None:
    found = price(load_cards(), model, {"input": 1_000_000}, as_of=DAY)
    assert found.total == Decimal(prompt)
    if answer != "0":
        both = price(load_cards(), model, {"input": 1_000_000, "output": 1_000_000}, as_of=DAY)
        assert both.total == Decimal(prompt) + Decimal(answer)
    assert (found.basis, [flag.bars for flag in found.flags if flag.code == "unverified-price"]) == ("listed", [True])


def test_where_lists_disagree_one_rate_is_taken_and_the_other_stands_beside_it() -> None:
    files = [load_cards().file(card) for card in ("cohere", "groq", "perplexity", "xai", "together", "openrouter")]
    rates = [rate for file in files for model in file.card.models.values() for rate in model.rates]
    assert all(rate.source[-1].endswith(", read 2026-11-30") for rate in rates)
    assert any(rate.disagreement for rate in rates)


def test_a_listed_price_is_never_the_cheapest_unless_that_is_allowed() -> None:
    body = (
        "workload: [{call: ask, requests: 1K, input: 1000, output: 100}]\n"
        "options: {ours: {model: anthropic/claude-opus-4-6}, listed: {model: groq/llama-3.3-70b-versatile}}\n"
    )
    scenario = load_scenario(text=scenario_yaml(body))
    assert compare(scenario, load_cards(), as_of=DAY).cheapest == ("ours",)
    assert compare(scenario, load_cards(allow_listed=True), as_of=DAY).cheapest == ("listed",)


def test_before_the_day_of_the_list_an_undated_price_is_in_doubt() -> None:
    found = price(load_cards(allow_listed=True), "xai/grok-4", {"input": 1_000}, as_of="2026-04-28")
    assert {flag.code: flag.bars for flag in found.flags} == {"undated-price": True, "unverified-price": False}


def test_a_card_of_ours_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pricing").mkdir()
    ours = card_yaml("id: xai\nmodels: {grok-4: {rates: [{effective: 2026-01-01, source: a, input: 7}]}}\n")
    (tmp_path / "pricing" / "xai.yaml").write_text(ours, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    cards = find_cards()
    assert cards.find("xai/grok-4", Place.start_of("MODEL")).file.folder == "pricing"
    assert "xai" not in cards.listed_ids()


def test_cards_that_somebody_names_are_all_there_are(tmp_path: Path) -> None:
    ours = card_yaml("models: {m: {rates: [{effective: 2026-01-01, source: a, input: 7}]}}\n")
    (tmp_path / "acme.yaml").write_text(ours, encoding="utf-8")
    assert not load_cards(tmp_path).listed_ids()
    with pytest.raises(InputError, match="there is no rate card `xai`"):
        price(load_cards(tmp_path), "xai/grok-4", {"input": 1}, as_of=DAY)


def test_patterns_mean_listed_models_where_they_name_the_card(costcalc: Callable[..., Answer]) -> None:
    asked = ("price", "groq/llama-3.3-70b-versatile", "--input", "1K", "--as-of", DAY, "--brief")
    assert "groq/openai/gpt-oss-120b" in costcalc(*asked, "--with", "groq/*gpt-oss*").out
    assert "groq/openai/gpt-oss-120b" not in costcalc(*asked, "--with", "*/gpt-4o*").out
    assert "azure/gpt-4o" not in costcalc(*asked, "--with", "*/gpt-4o-mini").out
    assert "azure/gpt-4o-mini" in costcalc(*asked, "--with", "*/gpt-4o-mini", "--allow-listed").out
    refused = costcalc(*asked, "--with", "*/grok-4").err
    assert "what somebody lists is meant where its card is named: xai/grok-4, " in " ".join(refused.split())


@pytest.mark.parametrize("name", ["claude-3-5-sonnet-latest", "gpt-5.9", "openai/gpt-5.9", "grok-17"])
def test_no_hint_leads_to_a_model_of_another_number(name: str) -> None:
    with pytest.raises(InputError) as refused:
        price(load_cards(), name, {"input": 1}, as_of=DAY)
    assert "did you mean" not in str(refused.value.problems[0].hint)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("together_ai/moonshotai/Kimi-K2-Instruct", "it is called `together` here"),
        ("gemini/gemini-2.5-pro", "it is called `google` here"),
        ("xAI/grok-4", "did you mean `xai`?"),
        ("grqo/llama-3.3-70b-versatile", "did you mean `groq`?"),
        ("Llama-3.3-70b-Versatile", "say which: groq/llama-3.3-70b-versatile, "),
        ("claude-sonnet-4.5", "did you mean `anthropic/claude-sonnet-4-5`? Others list "),
        ("azure/GPT-4o", "did you mean `gpt-4o`? it has gpt-4o, "),
        ("@cf/meta/llama-3.1-8b-instruct", "did you mean `cloudflare/cf/meta/llama-3.1-8b-instruct`?"),
        ("~anthropic/claude-opus-latest", "did you mean `openrouter/anthropic/claude-opus-latest`?"),
    ],
)
def test_a_name_as_others_write_it_gets_the_hint_of_ours(name: str, hint: str) -> None:
    with pytest.raises(InputError) as refused:
        find_cards().find(name, Place.start_of("MODEL"))
    assert str(refused.value.problems[0].hint).startswith(hint)


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("openrouter/~anthropic/claude-opus-latest", "anthropic/claude-opus-latest"),
        ("cloudflare/@cf/meta/llama-3.1-8b-instruct", "cf/meta/llama-3.1-8b-instruct"),
        ("fireworks/deepseek-v4-pro", "accounts/fireworks/models/deepseek-v4-pro"),
    ],
)
def test_a_model_goes_by_what_its_list_calls_it(name: str, called: str) -> None:
    assert find_cards().find(name, Place.start_of("MODEL")).name == called


def test_a_pattern_of_a_misspelt_card_gets_the_hint_of_a_listed_one(costcalc: Callable[..., Answer]) -> None:
    answer = costcalc("price", "openai/gpt-4o", "--input", "1", "--with", "GROQ/*")
    assert (answer.code, "hint: did you mean `groq`?" in answer.err) == (2, True)


def test_a_price_that_its_list_does_not_date_has_no_day_among_the_sources(costcalc: Callable[..., Answer]) -> None:
    answer = costcalc("cards", "sources", "xai/grok-4", "--as-of", "2024-06-01", "--brief")
    assert ("undated" in answer.out, "2023-01-01" in answer.out) == (True, False)


def test_where_only_listed_prices_are_left_the_hint_says_how_they_are_ranked(
    costcalc: Callable[..., Answer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = "workload: [{call: ask, requests: 1K, input: 1000}]\noptions: {ours: {model: openai/gpt-4o-mini}}\n"
    (tmp_path / "s.yaml").write_text(scenario_yaml(body), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    asked = ("compare", "s.yaml", "--as-of", DAY, "--with", "voyage/*", "--with", "jina_ai/*", "--top", "2")
    refused = costcalc(*asked)
    assert (refused.code, "no model like `voyage/*` or `jina_ai/*` can be listed" in refused.err) == (2, True)
    assert "hint: --allow-listed ranks prices that nobody has verified; name one in full" in refused.err
    assert costcalc(*asked, "--allow-listed").code == 0


def test_a_bare_name_is_its_vendors_and_never_that_of_who_resells_it() -> None:
    cards = find_cards()
    here = Place.start_of("MODEL")
    assert cards.find("grok-4", here).ref == "xai/grok-4-0709"  # an alias of it; azure_ai has a grok-4 as well
    for name in ("mistral-medium", "claude-2", "grok-beta", "llama-3.1-405b"):
        with pytest.raises(InputError, match=f"no vendor's own card has a model `{name}`") as refused:
            cards.find(name, here)
        assert "openrouter/" in str(refused.value.problems[0].hint)


def test_a_bare_name_of_ours_is_found_without_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "zipfile", None)  # so that importing it fails
    assert load_cards().find("claude-haiku-4-5", Place.start_of("MODEL")).ref == "anthropic/claude-haiku-4-5"


def test_the_cards_can_be_listed(costcalc: Callable[..., Answer]) -> None:
    assert "more cards are somebody's lists" in costcalc("cards", "list").out
    assert "grok-4-0709" in costcalc("cards", "list", "xai").out
    assert "listed/xai.yaml:" in costcalc("cards", "show", "xai/grok-4", "--as-of", DAY).out


@pytest.mark.slow
def test_every_card_of_it_is_sound(costcalc: Callable[..., Answer]) -> None:
    answer = costcalc("cards", "list", "--listed", "--format", "json")
    assert answer.code == 0
    assert {card["basis"] for card in json.loads(answer.out)["cards"]} == {"listed"}


def test_a_catalogue_with_listed_cards_can_be_pickled() -> None:
    cards = pickle.loads(pickle.dumps(load_cards()))  # noqa: S301  # of our own making
    assert cards.find("xai/grok-4", Place.start_of("MODEL")).ref.startswith("xai/")


def test_a_fee_that_another_list_has_by_sizes_is_in_doubt_and_both_are_shown() -> None:
    found = price(load_cards(), "perplexity/sonar-pro", {"input": 1_000}, as_of=DAY)
    assert {flag.code: flag.bars for flag in found.flags} == {"one-size-price": True, "unverified-price": True}
    rate = load_cards().file("perplexity").card.models["sonar-pro"].rates[-1]
    assert rate.disagreement
    assert rate.disagreement.endswith(
        "web_search by the size of its context: low 6, medium 10, high 14 per 1K searches"
    )


def test_no_model_of_it_has_a_part_that_is_free_beside_what_is_not() -> None:
    asked = {"input": 1_000_000, "output": 1_000}
    # 1M × 2.50 + 1K × 10 / 1M = 2.51: what is written to a cache is input, whatever the list's 0 for it means.
    for more in ({}, {"cache_write_5m": 1_000_000}):
        assert price(load_cards(), "vercel_ai_gateway/openai/gpt-4o", asked | more, as_of=DAY).total == Decimal("2.51")
    for model, part in (("coralbricks/glm-5.3", "cache_read"), ("quicksilverpro/gpt-6-sol", "cache_write_5m")):
        with pytest.raises(InputError):
            price(load_cards(), model, asked | {part: 300_000}, as_of=DAY)


def test_what_two_lists_say_of_a_fee_stands_side_by_side() -> None:
    from costcalc.importers.draft import DraftModel, DraftRate
    from tools.catalogue.beside import beside

    def said(ours: dict[str, object], theirs: dict[str, object], **more: str) -> tuple[str | None, list[str]]:
        one, other = (DraftRate(effective=DAY, source="a", sheet=sheet) for sheet in (ours, theirs))  # type: ignore[arg-type]
        models = [DraftModel(name="m", rates=[rate]) for rate in (one, replace(other, **more))]
        (rate,) = beside(models[0], models[1], "two 2").rates
        return rate.disagreement, [*rate.doubts]

    fee, search = ({"price": price, "per": per} for price, per in (("14", "1K requests"), ("0.01", "1 search")))
    assert said({"request": fee}, {"web_search": search}) == ("two 2: web_search 0.01 per 1 search", [])
    sizes = said({"request": fee}, {"input": "1", "web_search": "unpriced"}, disagreement="by sizes")
    assert sizes == ("two 2: by sizes", ["one_size_fee"])
    assert said({"web_search": search}, {"web_search": {"price": "10", "per": "1K searches"}}) == (None, [])
    assert said({"input": "1"}, {"input": "1", "web_search": search}) == (None, [])
    assert said({"input": "1"}, {"input": "2", "cache_read": "0"}) == ("two 2: input 2", [])
    assert said({"input": "1", "audio_input": "3"}, {"audio_input": "4"}) == ("two 2: audio_input 4", [])
    assert said({"input": "0.4"}, {"input": "0.40000000000000003"}) == (None, [])


def test_it_is_made_of_the_lists_as_they_are() -> None:
    from costcalc.importers.draft import DraftCard, DraftModel, DraftRate
    from tools.catalogue.merge import BEGINNING, Listed, merged

    def listed(name: str, **prices: str) -> Listed:
        rates = [DraftRate(effective=BEGINNING, source="a page", sheet={"input": each}) for each in prices.values()]
        models = [DraftModel(name=model, rates=[rate]) for model, rate in zip(prices, rates, strict=True)]
        return Listed(name, {"x": DraftCard(id="x", title="X", models=models)})

    sources = [(listed("one 1", a="1", b="2"), ["x"]), (listed("two 2", a="3", b="2", c="4"), ["x"])]
    card = merged("x", "X", sources, {"b": "2025-05-01"}, "2026-11-30")
    found = [
        (model.name, [(rate.effective, rate.sheet["input"], *rate.doubts) for rate in model.rates])
        for model in card.models
    ]
    assert found == [
        ("a", [("2023-01-01", "1", "undated"), ("2026-11-30", "1")]),
        ("b", [("2025-05-01", "2")]),
        ("c", [("2023-01-01", "4", "undated"), ("2026-11-30", "4")]),
    ]
    assert [model.rates[-1].disagreement for model in card.models] == ["two 2: input 3", None, None]

    one = listed("one 1", **{"m": "1", "acme/n": "2", "o": "3", "a/p": "4"})
    two = listed("two 2", **{"accounts/x/m": "5", "n": "2", "o": "3", "eu/o": "6", "b/p": "7"})
    spelled = merged("x", "X", [(one, ["x"]), (two, ["x"])], {}, "2026-11-30").models
    assert {model.name: (list(model.aliases), model.rates[-1].disagreement) for model in spelled} == {
        "m": (["accounts/x/m"], "two 2: input 5"),
        "acme/n": (["n"], None),
        "o": ([], None),
        "eu/o": ([], None),
        "a/p": ([], None),
        "b/p": ([], None),
    }
