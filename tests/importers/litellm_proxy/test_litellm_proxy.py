"""The configuration of a LiteLLM proxy: its own prices, deployments that share a name, and nothing of its secrets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from costcalc.importers.draft import CardProvenance, ImportQuery, ImportResult
from costcalc.importers.files.origin import File, Origin
from costcalc.importers.litellm_proxy import read
from costcalc.importers.rules.proof import proven
from costcalc.problem import InputError, Place, Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from costcalc.importers.draft import DraftRate
    from tests.conftest import Answer

HERE = Path("tests/importers/litellm_proxy")
WANTED = ImportQuery("2026-01-01")
PRICED = "input_cost_per_token: 1e-06, output_cost_per_token: 2e-06"
HUSH = "sk-hush"


def imported(text: str, wanted: ImportQuery = WANTED) -> ImportResult:
    file = File("config.yaml", text.encode(), Place(Source("config.yaml", quotable=False), 1, 1))
    return read(Origin("config.yaml", [file], "0" * 64), wanted)


def deployments(*entries: str) -> ImportResult:
    return imported("model_list:\n" + "".join(f"  - {{{entry}}}\n" for entry in entries))


def rates(found: ImportResult) -> dict[str, DraftRate]:
    return {model.name: model.rates[0] for card in found.cards for model in card.models}


def keys(found: ImportResult) -> list[tuple[str, str]]:
    return [(note.model, note.key) for note in found.notes]


def test_a_small_configuration_becomes_the_card_that_a_person_would_write() -> None:
    found = imported((HERE / "litellm_config.yaml").read_text(encoding="utf-8"))
    done = proven(found, CardProvenance("litellm-proxy", "litellm_config.yaml", "2026-11-23", "0" * 64))
    assert done.cards == {"litellm-proxy": (HERE / "litellm-proxy.yaml").read_text(encoding="utf-8")}


def test_every_entry_is_a_model_or_named_in_a_note() -> None:
    text = (HERE / "litellm_config.yaml").read_text(encoding="utf-8")
    found = imported(text)
    names = {line.split()[-1] for line in text.splitlines() if "model_name:" in line}
    said = {name.partition("/")[0] for name in [*rates(found), *(note.model for note in found.notes)]}
    assert names <= said


def test_the_price_beside_the_model_counts_before_the_one_in_its_description() -> None:
    found = deployments(f"model_name: m, litellm_params: {{{PRICED}}}, model_info: {{input_cost_per_token: 9e-06}}")
    # 0.000001 a token is 1 per 1M, and 0.000002 is 2
    assert (rates(found)["m"].sheet["input"], rates(found)["m"].sheet["output"]) == ("1", "2")


def test_cached_tokens_without_a_price_have_none() -> None:
    found = deployments(f"model_name: m, litellm_params: {{model: openai/gpt-4o, {PRICED}}}")
    assert rates(found)["m"].sheet == {"input": "1", "output": "2", "reasoning": "output"}
    assert keys(found) == [("m", "cache_read_input_token_cost")]


def test_cached_tokens_of_a_tier_without_a_price_have_none_either() -> None:
    tiers = (
        "tiered_pricing: [{range: [0, 1000], input_cost_per_token: 1e-06, output_cost_per_token: 2e-06},"
        " {range: [1000, 9000], input_cost_per_token: 3e-06, output_cost_per_token: 4e-06}]"
    )
    rate = rates(deployments(f"model_name: m, litellm_params: {{{PRICED}}}, model_info: {{{tiers}}}"))["m"]
    assert rate.context_tiers == [{"when": "input > 1K", "mode": "whole_request", "input": "3", "output": "4"}]
    assert "cache_read" not in rate.sheet


def test_deployments_with_other_prices_are_models_of_their_own() -> None:
    first = f"model_name: m, litellm_params: {{model: a/x, {PRICED}}}"
    second = "model_name: m, litellm_params: {model: b/x, input_cost_per_token: 5e-06, output_cost_per_token: 6e-06}"
    none = "model_name: m, litellm_params: {model: c/x}"
    found = deployments(first, second, none)
    assert {name: rate.sheet["input"] for name, rate in rates(found).items()} == {"m/1": "1", "m/2": "5"}
    assert ("m/3", "prices") in keys(found)
    assert list(rates(deployments(first, none))) == ["m/1"]
    assert list(rates(deployments(first, first))) == ["m"]
    only_b = imported(f"model_list:\n  - {{{first}}}\n  - {{{second}}}\n", ImportQuery("2026-01-01", "b"))
    assert list(rates(only_b)) == ["m/2"]


def test_a_numbered_name_that_is_taken_is_left_out() -> None:
    found = deployments(
        f"model_name: m/1, litellm_params: {{{PRICED}}}",
        f"model_name: m, litellm_params: {{{PRICED}}}",
        "model_name: m, litellm_params: {}",
    )
    assert list(rates(found)) == ["m/1"]
    assert ("m/1", "model_name") in keys(found)


@pytest.mark.parametrize(
    ("entry", "note"),
    [
        (f"litellm_params: {{{PRICED}}}", ("entry 1", "model_name")),
        (f"model_name: '*', litellm_params: {{{PRICED}}}", ("entry 1", "model_name")),
        ("model_name: m, litellm_params: null, model: gpt", ("m", "litellm_params")),
        ("model_name: m, litellm_params: {model: openai/gpt}", ("m", "prices")),
        (f"model_name: m, litellm_params: {{currency: EUR, {PRICED}}}", ("m", "litellm_params.currency")),
        (
            f"model_name: m, litellm_params: {{{PRICED}}}, model_info: {{price_unit: 1K}}",
            ("m", "model_info.price_unit"),
        ),
        (f"model_name: m, litellm_params: {{model: auto_router/x, {PRICED}}}", ("m", "litellm_params.model")),
        ("model_name: m, litellm_params: {input_cost_per_second: 0.001}", ("m", "input_cost_per_second")),
        ("model_name: m, litellm_params: {input_cost_per_token: os.environ/PRICE}", ("m", "prices")),
        ("model_name: m, litellm_params: {model: x}, input_cost_per_token: 1", ("m", "input_cost_per_token")),
        (
            f"model_name: m, litellm_params: {{model_info: {{{PRICED}}}}}",
            ("m", "litellm_params.model_info.input_cost_per_token"),
        ),
    ],
)
def test_what_is_no_price_or_may_be_another_one_is_left_out_and_said(entry: str, note: tuple[str, str]) -> None:
    found = deployments(entry)
    assert found.cards == []
    assert note in keys(found)


def test_a_name_that_a_card_cannot_have_is_another_one_and_both_are_said() -> None:
    odd = f'model_name: "GPT 4o (EU)", litellm_params: {{{PRICED}}}'
    found = deployments(odd, "model_name: '?', litellm_params: {}")
    assert list(rates(found)) == ["GPT-4o-EU"]
    assert keys(found)[:2] == [("GPT 4o (EU) → GPT-4o-EU", "id"), ("GPT-4o-EU", "cache_read_input_token_cost")]
    assert keys(found)[-1] == ("?", "id")


@pytest.mark.parametrize("setting", ["router_settings: {model_group_alias: ", "litellm_settings: {model_alias_map: "])
def test_an_alias_of_the_proxy_is_an_alias_or_said(setting: str) -> None:
    names = "cheap: m, dear: {model: m, hidden: true}, m: m, gone: x, worse: [m], two: n"
    entries = "".join(
        f"  - {{model_name: {name}, litellm_params: {{{PRICED}{more}}}}}\n"
        for name, more in (("m", ""), ("n", ""), ("n", ", input_cost_per_image: 1"))
    )
    found = imported(f"model_list:\n{entries}{setting}{{{names}}}}}\n")
    assert {model.name: list(model.aliases) for model in found.cards[0].models} == {
        "m": ["cheap", "dear"],
        "n/1": [],
        "n/2": [],
    }
    key = setting.replace(": {", ".").removesuffix(": ")
    assert [name for name, said in keys(found) if said == key] == ["entry 5", "cheap", "dear", "m", "gone", "two"]


@pytest.mark.parametrize(
    ("settings", "left"),
    [
        ("cost_discount_config: {openai: 0.1}", {"b"}),
        ("cost_margin_config: {global: 0.1}", set[str]()),
        ("cost_margin_config: {azure: {percentage: 0.1}}", {"a", "b"}),
        ("cost_margin_config: {}", {"a", "b"}),
    ],
)
def test_a_discount_or_a_margin_of_the_proxy_makes_another_price(settings: str, left: set[str]) -> None:
    text = (
        f"model_list:\n  - {{model_name: a, litellm_params: {{model: openai/x, {PRICED}}}}}\n"
        f"  - {{model_name: b, litellm_params: {{custom_llm_provider: groq, {PRICED}}}}}\n"
        f"litellm_settings:\n  {settings}\n"
    )
    assert set(rates(imported(text))) == left


def test_the_values_of_a_helm_chart_hold_a_configuration() -> None:
    text = f"image: {{tag: x}}\nproxy_config:\n  model_list: [{{model_name: m, litellm_params: {{{PRICED}}}}}]\n"
    assert list(rates(imported(text))) == ["m"]


def test_other_files_that_are_included_are_said() -> None:
    assert keys(imported("include: [more.yaml]\nmodel_list:\n")) == [("", "include")]


@pytest.mark.parametrize("text", ["a: 1", "model_list: {}", "model_list: x", "proxy_config: {model_list: 1}"])
def test_a_file_of_another_kind_is_refused(text: str) -> None:
    with pytest.raises(InputError) as refused:
        imported(text)
    assert [problem.code for problem in refused.value.problems] == ["wrong-format"]


SHARED = """\
x-eu: &eu {input_cost_per_token: 0.000001, api_key: sk-secret-5}
model_list:
  - model_name: large
    litellm_params: &base
      <<: *eu
      model: azure/large
      output_cost_per_token: 0.000004
  - model_name: dear
    litellm_params: {<<: *base, input_cost_per_token: 0.000002}
  - model_name: same
    litellm_params: *base
"""


def test_what_deployments_share_by_anchors_is_read_as_the_proxy_reads_it() -> None:
    found = imported(SHARED)
    # A token for 0.000001 USD is a million for 1.
    assert {model.name: model.rates[0].sheet for model in found.cards[0].models} == {
        "large": {"input": "1", "output": "4", "reasoning": "output"},
        "dear": {"input": "2", "output": "4", "reasoning": "output"},
        "same": {"input": "1", "output": "4", "reasoning": "output"},
    }
    assert "sk-secret" not in str(found)


def test_a_file_that_grows_without_end_by_anchors_is_refused() -> None:
    lines = [f"a{nth}: &a{nth} [{', '.join([f'*a{nth - 1}' if nth else 'x'] * 9)}]\n" for nth in range(9)]
    with pytest.raises(InputError) as refused:
        imported("".join(lines))
    assert [problem.code for problem in refused.value.problems] == ["too-many-values"]


def test_a_sign_with_an_invisible_part_may_stand_in_a_comment_and_nowhere_else() -> None:
    said = f"# ⚠️ mind\nmodel_list:  # ⚠️ too\n  - model_name: m\n    litellm_params: {{{PRICED}}}\n"
    assert list(rates(imported(said))) == ["m"]
    for text in ("model_list: ⚠️\n", 'model_list: "a # ⚠️"\n', "model_list:\n  - a ⚠️ b: 1\n", "a: 1 # \u202e\n"):
        with pytest.raises(InputError) as refused:
            imported(text)
        assert [problem.code for problem in refused.value.problems] == ["hidden-character"]


def test_no_text_of_a_configuration_is_in_anything_that_is_said_or_written(
    tmp_path: Path, costcalc: Callable[..., Answer]
) -> None:
    texts = ("model", "api_key", "api_base", "input_cost_per_second", "custom_llm_provider", "organization", "currency")
    params = ", ".join(f"{key}: {HUSH}" for key in texts)
    info = ", ".join(f"{key}: {HUSH}" for key in ("id", "mode", "source", "base_model", "max_tokens", "price_note"))
    whole = tmp_path / "config.yaml"
    for rest in (f"{params}, {PRICED}", f"{params.replace(f', currency: {HUSH}', '')}, {PRICED}", params):
        whole.write_text(
            f"model_list:\n  - model_name: m\n    litellm_params: {{{rest}}}\n    model_info: {{{info}}}\n"
            f"  - {{model_name: '* {HUSH}', litellm_params: {HUSH}}}\n  - {HUSH}\n"
            f"general_settings: {{master_key: {HUSH}}}\nlitellm_settings: {{cost_margin_config: {HUSH}}}\n",
            encoding="utf-8",
        )
        answer = costcalc("cards", "import", "litellm-proxy", whole)
        assert HUSH not in answer.out + answer.err
    for broken in (f"model_list: [{HUSH}\n", f"a: 1\na: {HUSH}\n", f"a: &x {HUSH}\n", f"a: {HUSH}\x00\n"):
        whole.write_text(broken, encoding="utf-8")
        answer = costcalc("cards", "import", "litellm-proxy", whole)
        assert answer.code == 2
        assert HUSH not in answer.out + answer.err
