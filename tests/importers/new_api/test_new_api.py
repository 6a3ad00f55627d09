"""The ratios of a gateway in all the forms in which it gives them away: a card for each group."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from costcalc.importers.draft import CardProvenance, ImportQuery, ImportResult
from costcalc.importers.files.origin import File, Origin
from costcalc.importers.new_api import read, tables
from costcalc.importers.rules.proof import proven
from costcalc.problem import InputError, Place, Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Answer

HERE = Path("tests/importers/new_api")
WANTED = ImportQuery("2026-01-01")
TOKENS = {"model_name": "m", "quota_type": 0, "model_ratio": 1, "completion_ratio": 3}


def imported(tree: Any, wanted: ImportQuery = WANTED) -> ImportResult:
    text = tree if isinstance(tree, str) else json.dumps(tree)
    file = File("pricing.json", text.encode(), Place(Source("pricing.json", quotable=False), 1, 1))
    return read(Origin("pricing.json", [file], "0" * 64), wanted)


def sheets(found: ImportResult) -> dict[str, dict[str, Any]]:
    return {f"{card.id}/{model.name}": dict(model.rates[0].sheet) for card in found.cards for model in card.models}


def listed(*entries: dict[str, Any], **beside: Any) -> ImportResult:
    return imported({"data": list(entries), **beside})


def keys(found: ImportResult) -> list[tuple[str, str]]:
    return [(note.model, note.key) for note in found.notes]


def test_a_small_answer_becomes_the_cards_that_a_person_would_write() -> None:
    found = imported((HERE / "pricing.json").read_text(encoding="utf-8"))
    done = proven(found, CardProvenance("new-api", "pricing.json", "2026-11-23", "0" * 64))
    assert done.cards == {
        name: (HERE / f"{name}.yaml").read_text(encoding="utf-8") for name in ("new-api", "new-api-vip")
    }


def test_every_entry_is_a_model_or_named_in_a_note() -> None:
    text = (HERE / "pricing.json").read_text(encoding="utf-8")
    found = imported(text)
    names = {entry["model_name"] for entry in json.loads(text)["data"]}
    named = {note.model.partition(" → ")[0] for note in found.notes}
    assert names <= {name.partition("/")[2] for name in sheets(found)} | named


def test_a_group_is_asked_for_by_its_name() -> None:
    text = (HERE / "pricing.json").read_text(encoding="utf-8")
    found = sheets(imported(text, ImportQuery("2026-01-01", "vip", "small")))
    # 0.25 × 2 USD × 0.8 is 0.4 per 1M; the answer is × 4, what is read from the cache × 0.1, what is written × 1.25
    assert found == {
        "new-api-vip/small": {
            "input": "0.4",
            "output": "1.6",
            "cache_read": "0.04",
            "cache_write_5m": "0.5",
            "reasoning": "output",
        }
    }
    assert imported(text, ImportQuery("2026-01-01", "svip")) == ImportResult([], [])


def test_pictures_and_sound_have_ratios_of_their_own() -> None:
    found = sheets(imported((HERE / "pricing.json").read_text(encoding="utf-8")))["new-api-vip/hearing"]
    # 1.25 × 2 × 0.8 = 2; × 2 = 4; × 16 = 32; × 16 × 2 = 64
    assert (found["input"], found["image_input"], found["audio_input"], found["audio_output"]) == ("2", "4", "32", "64")


TABLES: dict[str, Any] = {
    "ModelRatio": {"m": 1, "no-completion": 2, "gpt (3)": 1},
    "CompletionRatio": {"m": 3, "gpt (3)": 1},
    "CacheRatio": {"m": 0.5},
    "ModelPrice": {"picture": 0.1},
}


@pytest.mark.parametrize(
    "tree",
    [
        TABLES,
        {key: json.dumps(table) for key, table in TABLES.items()},
        {"success": True, "data": {"model_ratio": TABLES["ModelRatio"], **dict(list(TABLES.items())[1:])}},
        {"data": [{"key": key, "value": json.dumps(table)} for key, table in TABLES.items()]},
        {"data": [{"key": "SMTPToken", "value": "hush"}, *({"key": k, "value": v} for k, v in TABLES.items())]},
    ],
)
def test_tables_come_in_several_forms(tree: Any) -> None:
    found = imported(tree)
    assert sheets(found) == {
        "new-api/m": {"input": "2", "output": "6", "cache_read": "1", "reasoning": "output"},
        "new-api/no-completion": {
            "input": "4",
            "output": "unpriced",
            "cache_read": "input",
            "reasoning": "unpriced",
        },
        "new-api/picture": {"request": {"price": "0.1", "per": "1 request"}},
        "new-api/gpt-3": {"input": "2", "output": "2", "cache_read": "input", "reasoning": "output"},
    }
    assert sorted(keys(found)) == [
        ("", "completion_ratio"),
        ("gpt (3) → gpt-3", "id"),
        ("no-completion", "completion_ratio"),
        ("picture", "model_price"),
    ]
    assert "hush" not in str(found)


def test_cached_tokens_have_no_price_where_nothing_is_said_of_them() -> None:
    assert sheets(listed(TOKENS))["new-api/m"] == {"input": "2", "output": "6", "reasoning": "output"}


def test_two_ratios_of_floating_point_are_multiplied_exactly() -> None:
    # 0.0715 × 2 = 0.143; × 3.3333333333333335 = 0.4766666666666666905, which has 19 places: 476.6… for a billion
    found = sheets(listed({**TOKENS, "model_ratio": 0.0715, "completion_ratio": 3.3333333333333335}))["new-api/m"]
    assert (found["input"], found["output"]) == ("0.143", {"price": "476.6666666666666905", "per": "1B tokens"})


@pytest.mark.parametrize(
    ("entry", "key"),
    [
        ({"quota_type": 2}, "quota_type"),
        ({"quota_type": None, "model_price": 1}, "quota_type"),
        ({"discount": 0.5}, "discount"),
        ({"priceUnit": "second"}, "price_unit"),
        ({"input_price": 1}, "input_price"),
        ({"billing_mode": "tiered_expr"}, "billing_mode"),
        ({"model_ratio": "37.5"}, "model_ratio"),
        ({"model_ratio": -1}, "model_ratio"),
        ({"model_name": "…"}, "id"),
        ({"modelRatio": 2}, "model_ratio"),
        ({"enable_groups": []}, "enable_groups"),
    ],
)
def test_what_may_be_another_price_is_left_out_and_said(entry: dict[str, Any], key: str) -> None:
    found = listed({**TOKENS, **entry})
    assert found.cards == []
    assert key in [note.key for note in found.notes]


@pytest.mark.parametrize(
    "entry", [{"discount": 1}, {"discount": None}, {"tiers": []}, {"cacheCreationRatio": None}, {"quota_type": None}]
)
def test_what_changes_nothing_leaves_the_prices(entry: dict[str, Any]) -> None:
    assert sheets(listed({**TOKENS, **entry})) == {"new-api/m": {"input": "2", "output": "6", "reasoning": "output"}}


def test_a_table_that_is_not_understood_leaves_its_models_out() -> None:
    entries = ({**TOKENS, "enable_groups": ["a"]}, {**TOKENS, "model_name": "n"})
    found = listed(*entries, group_ratio={"a": 1}, group_model_ratio={"a": {"n": 0.5}}, model_discounts={})
    assert list(sheets(found)) == ["new-api-a/m"]
    assert keys(found) == [("n", "group_model_ratio")]
    assert ("", "group_model_ratio") in keys(listed(*entries, group_model_ratio={"a": {"gpt-*": 0.5}}))


def test_a_model_twice_with_other_prices_has_none() -> None:
    assert list(sheets(listed(TOKENS, TOKENS))) == ["new-api/m"]
    found = listed(TOKENS, {**TOKENS, "model_ratio": 2})
    assert (found.cards, keys(found)) == ([], [("m", "model_name")])


def test_a_group_in_another_script_needs_a_file() -> None:
    text = {"data": [TOKENS], "group_ratio": {"default": 1, "官转": 2}}
    both = imported(text)
    assert [card.id for card in both.cards] == ["new-api", ""]
    done = proven(both, CardProvenance("new-api", "x", "2026-11-23", "0" * 64))
    assert list(done.cards) == ["new-api"]
    assert "no card can be called after its provider, and it is left out" in [note.why for note in done.notes]
    assert sheets(imported(text, ImportQuery("2026-01-01", "官转")))["/m"]["input"] == "4"


def test_groups_and_models_are_bounded_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_OFFERS", 3)
    assert listed(TOKENS, group_ratio=dict.fromkeys("abc", 1)).cards
    with pytest.raises(InputError) as refused:
        listed(TOKENS, group_ratio=dict.fromkeys("abcd", 1))
    assert [problem.code for problem in refused.value.problems] == ["too-many"]


def test_a_group_whose_ratio_cannot_be_read_has_no_card() -> None:
    found = listed({**TOKENS, "enable_groups": ["default"]}, group_ratio={"default": {"ratio": 1}})
    assert (found.cards, keys(found)) == ([], [("", "group_ratio")])


@pytest.mark.parametrize(
    "tree",
    [
        {},
        [],
        [{"id": "m"}],
        {"gpt-4": 15},
        {"data": [{"id": "m", "pricing": {}}]},
        {"success": False, "data": {"ModelRatio": {"m": 1}}},
    ],
)
def test_a_file_of_another_kind_is_refused(tree: Any) -> None:
    with pytest.raises(InputError) as refused:
        imported(tree)
    assert [problem.code for problem in refused.value.problems] == ["wrong-format"]


@pytest.mark.parametrize(
    "tree",
    [
        {"ModelRatio": {"m": 1}, "QuotaPerUnit": 1000000},
        {"data": [TOKENS], "currency": "CNY"},
        {"data": [TOKENS], "workspace_discount": 0.5},
    ],
)
def test_a_file_in_another_unit_or_currency_is_refused(
    tmp_path: Path, costcalc: Callable[..., Answer], tree: Any
) -> None:
    (tmp_path / "options.json").write_text(json.dumps(tree), encoding="utf-8")
    answer = costcalc("cards", "import", "new-api", tmp_path / "options.json")
    assert answer.code == 2
    assert "error[bad-unit]" in answer.err
    assert "500,000 units of quota are a dollar, and only that is read" in answer.err


def test_quota_of_a_dollar_and_what_the_shop_takes_change_nothing() -> None:
    assert sheets(listed(TOKENS, quota_per_unit=500000, price=7.3, workspace_discount=1))
    assert sheets(imported({"ModelRatio": {"m": 1}, "QuotaPerUnit": "500000", "StripeUnitPrice": "8"}))


def test_a_table_that_is_no_json_is_refused() -> None:
    with pytest.raises(InputError) as refused:
        imported({"ModelRatio": "{broken", "StripePrice": "{broken"})
    assert [problem.code for problem in refused.value.problems] == ["bad-json"]
