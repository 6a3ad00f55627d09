"""models.dev as rate cards: its JSON, its folder of TOML files, and what its prices leave open."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from costcalc.importers.draft import CardProvenance, DraftModel, ImportQuery, ImportResult
from costcalc.importers.files.origin import File, Origin, read_origin
from costcalc.importers.models_dev import FILES, read
from costcalc.importers.reading.names import CALLED, NO_NAME, TAKEN
from costcalc.importers.rules.proof import proven
from costcalc.problem import InputError, Place, Source

if TYPE_CHECKING:
    from collections.abc import Mapping

HERE = Path("tests/importers/models_dev")
WANTED = ImportQuery("2026-01-01")


def imported(text: str, wanted: ImportQuery = WANTED) -> ImportResult:
    return read(
        Origin("api.json", [File("api.json", text.encode(), Place(Source("api.json"), 1, 1))], "0" * 64), wanted
    )


def model(cost: Mapping[str, Any], **keys: Any) -> DraftModel:
    ((card,), _) = imported(json.dumps({"acme": {"models": {"m": {"cost": cost, **keys}}}}))
    return card.models[0]


def reasons(cost: Mapping[str, Any], **keys: Any) -> set[str]:
    return {note.key for note in imported(json.dumps({"acme": {"models": {"m": {"cost": cost, **keys}}}})).notes}


def written(folder: Path, files: Mapping[str, str]) -> ImportResult:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return read(read_origin(str(folder), FILES), WANTED)


def test_a_small_api_json_becomes_the_card_that_a_person_would_write() -> None:
    found = imported((HERE / "api.json").read_text(encoding="utf-8"))
    done = proven(found, CardProvenance("models.dev", "api.json", "2026-11-23", "0" * 64))
    assert done.cards == {"acme": (HERE / "acme.yaml").read_text(encoding="utf-8")}


def test_numbers_keep_the_digits_that_were_written() -> None:
    text = '{"acme": {"models": {"m": {"cost": {"input": 0.10, "output": 1.2000000000000001}}}}}'
    assert imported(text).cards[0].models[0].rates[0].sheet == {"input": "0.1", "output": "1.2000000000000001"}


@pytest.mark.parametrize(
    ("written", "weights", "source"),
    [
        (True, "open", "https://models.dev"),
        (False, "closed", "https://models.dev"),
        (None, None, None),
        ("yes", None, None),
        (1, None, None),
    ],
)
def test_whether_weights_are_open_is_said_with_where_it_was_read(
    written: Any, weights: str | None, source: str | None
) -> None:
    found = model({"input": 1}, open_weights=written)
    assert (found.weights, found.facts_source) == (weights, source)


def test_a_model_of_which_nobody_says_it_has_no_weights() -> None:
    assert model({"input": 1}).weights is None


@pytest.mark.parametrize("more", [{}, {"tiers": []}])
def test_the_old_key_for_long_prompts_does_not_say_its_bound(more: dict[str, Any]) -> None:
    cost = {"input": 3, "output": 15, "context_over_200k": {"input": 6, "output": 22.5}, **more}
    (tier,) = model(cost).rates[0].context_tiers
    assert tier == {"when": "input > 200K", "mode": "whole_request", "input": "unpriced", "output": "unpriced"}
    assert reasons(cost) == {"cost.context_over_200k"}


def test_where_tiers_say_the_bound_the_old_key_is_not_used() -> None:
    tiers = [{"input": 6, "output": 22.5, "tier": {"type": "context", "size": 272000}}]
    cost = {"input": 3, "output": 15, "tiers": tiers, "context_over_200k": {"input": 6, "output": 22.5}}
    (tier,) = model(cost).rates[0].context_tiers
    assert tier == {"when": "input > 272K", "mode": "whole_request", "input": "6", "output": "22.5"}
    assert reasons(cost) == set()


def test_of_two_tiers_of_one_size_neither_counts() -> None:
    tiers = [{"input": price, "tier": {"size": 200000}} for price in (2, 3)]
    (tier,) = model({"input": 1, "tiers": tiers}).rates[0].context_tiers
    assert tier["input"] == "unpriced"


def test_several_tiers_stand_lowest_first() -> None:
    tiers = [{"input": 3, "tier": {"size": 256000}}, {"input": 2, "tier": {"size": 32000}}]
    found = model({"input": 1, "tiers": tiers}).rates[0].context_tiers
    assert [(tier["when"], tier["input"]) for tier in found] == [("input > 32K", "2"), ("input > 256K", "3")]


@pytest.mark.parametrize("tiers", ["cheap", [1], [{"input": 2}], [{"input": 2, "tier": {"type": "day", "size": 1}}]])
def test_where_the_size_of_a_tier_cannot_be_read_nothing_has_a_price(tiers: Any) -> None:
    found = imported(json.dumps({"acme": {"models": {"m": {"cost": {"input": 1, "tiers": tiers}}}}}))
    assert found.cards == []
    assert [note.key for note in found.notes] == ["cost.tiers", "cost"]


def test_prices_that_cannot_be_read_are_unpriced_and_never_those_of_another_meter_or_size() -> None:
    assert model({"input": 1, "output": 2, "reasoning": -3}, reasoning=True).rates[0].sheet["reasoning"] == "unpriced"
    assert model({"input": 1, "output": "?"}, reasoning=True).rates[0].sheet["reasoning"] == "unpriced"
    cost = {"input": 1, "output": 2, "tiers": [{"input": -1, "output": 4, "tier": {"size": 200000}}]}
    (found,) = model(cost).rates[0].context_tiers
    assert (found["when"], found["input"], found["output"]) == ("input > 200K", "unpriced", "4")
    assert reasons(cost) == {"cost.tiers.input"}


def test_a_mode_has_tiers_of_its_own_and_a_name_that_a_service_can_have() -> None:
    cost = {"input": 2, "output": 8, "tiers": [{"input": 4, "tier": {"size": 200000}}]}
    modes = {"ultra-Fast": {"cost": cost}, "2nd": {"cost": cost}, "plain": {"provider": {}}}
    found = model({"input": 1}, experimental={"modes": modes})
    assert found.rates[0].services == {
        "ultra_fast": {
            "input": "2",
            "output": "8",
            "reasoning": "output",
            "context_tiers": [{"when": "input > 200K", "mode": "whole_request", "input": "4", "output": "unpriced"}],
        }
    }
    assert reasons({"input": 1}, experimental={"modes": modes}) == {"experimental.modes.2nd"}


def test_a_checkout_lays_a_model_over_what_it_shares_with_others(tmp_path: Path) -> None:
    found = written(
        tmp_path,
        {
            "models/lab/m.toml": 'name = "M"\nrelease_date = "2026-03-01"\nreasoning = true\n'
            "[limit]\ncontext = 200_000\ninput = 100_000\noutput = 64_000\n",
            "providers/acme/provider.toml": 'name = "Acme"\ndoc = "https://acme.example"\n',
            "providers/acme/models/lab/m.toml": 'base_model = "lab/m"\nbase_model_omit = ["limit.context"]\n'
            "[limit]\noutput = 32_000\n[cost]\ninput = 2.50\noutput = 10\n",
            "bunfig.toml": "x = 1",
        },
    )
    ((card,), notes) = found
    assert (card.id, card.title, notes) == ("acme", "Acme", [])
    (only,) = card.models
    assert (only.name, only.title, only.released) == ("lab/m", "M", "2026-03-01")
    assert (only.context_window, only.max_output) == (None, "32000")
    assert only.rates[0].source == "https://acme.example"
    assert only.rates[0].sheet == {"input": "2.5", "output": "10", "reasoning": "output"}


def test_the_folder_of_providers_alone_is_read_and_what_is_missing_is_said(tmp_path: Path) -> None:
    found = written(
        tmp_path,
        {
            "acme/models/m.toml": 'base_model = "lab/m"\n[cost]\ninput = 1\noutput = 2\n',
            "acme/models/n.toml": "release_date = 2026-02-05\n[cost]\ninput = 0.1\noutput = 2\n",
        },
    )
    ((card,), notes) = found
    assert (card.title, [(model.name, model.released) for model in card.models]) == (
        "acme",
        [("m", None), ("n", "2026-02-05")],
    )
    assert [(note.model, note.key) for note in notes] == [("m", "base_model")]


def test_a_name_that_a_card_cannot_have_becomes_one_that_it_can() -> None:
    cost = {"cost": {"input": 1}}
    ((card,), notes) = imported(json.dumps({"acme": {"models": {"@cf/m": cost, "@m": cost, "m": cost, "…": cost}}}))
    assert [model.name for model in card.models] == ["cf/m", "m"]
    assert [(note.model, note.why) for note in notes] == [("@cf/m → cf/m", CALLED), ("@m", TAKEN), ("…", NO_NAME)]


def test_two_providers_that_one_card_would_be_called_after_share_it() -> None:
    cost = {"models": {"m": {"cost": {"input": 1}}}}
    found = imported(json.dumps({"Acme AI": cost, "acme-ai": cost, "!": cost}))
    done = proven(found, CardProvenance("models.dev", "api.json", "2026-11-23", "0" * 64))
    assert list(done.cards) == ["acme-ai"]
    assert 'title: "Acme AI"' in done.cards["acme-ai"]
    assert [(note.card, note.key) for note in done.notes] == [("", "id")]


def test_a_provider_and_a_glob_of_models_can_be_asked_for() -> None:
    whole = (HERE / "api.json").read_text(encoding="utf-8")
    ((card,), notes) = imported(whole, ImportQuery("2026-01-01", "acme", "l*e"))
    assert [model.name for model in card.models] == ["large", "live"]
    assert {note.model for note in notes} == {"live"}
    assert imported(whole, ImportQuery("2026-01-01", "zeta")) == ImportResult([], [])


@pytest.mark.parametrize("text", ["[]", "{}", '{"acme": {"models": []}}', '{"acme": {"models": {"m": 1}}}'])
def test_a_file_of_another_kind_is_refused(text: str) -> None:
    with pytest.raises(InputError) as refused:
        imported(text)
    assert [problem.code for problem in refused.value.problems] == ["wrong-format"]


def test_a_folder_without_models_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        written(tmp_path, {"Cargo.toml": "x = 1", "bunfig.toml": "x = 1"})
    assert [problem.code for problem in refused.value.problems] == ["wrong-format"]
