"""OpenRouter's models as one rate card: prices that are texts, and the conditions on them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from costcalc.importers.draft import CardProvenance, DraftRate, ImportQuery, ImportResult
from costcalc.importers.files.origin import File, Origin
from costcalc.importers.openrouter import read
from costcalc.importers.rules.proof import proven
from costcalc.problem import InputError, Place, Source

HERE = Path("tests/importers/openrouter")
WANTED = ImportQuery("2026-01-01")
DAY = {"prompt": "0.000002", "completion": "0.000004"}
NIGHT = {"prompt": "0.000001", "completion": "0.000002"}
WEEKEND = ["saturday", "sunday"]


def imported(text: str, wanted: ImportQuery = WANTED) -> ImportResult:
    file = File("models.json", text.encode(), Place(Source("models.json"), 1, 1))
    return read(Origin("models.json", [file], "0" * 64), wanted)


def one(pricing: dict[str, Any]) -> tuple[DraftRate, list[str]]:
    found = imported(json.dumps({"data": [{"id": "a/m", "pricing": pricing}]}))
    return found.cards[0].models[0].rates[0], [note.key for note in found.notes]


def test_a_small_list_becomes_the_card_that_a_person_would_write() -> None:
    found = imported((HERE / "models.json").read_text(encoding="utf-8"))
    done = proven(found, CardProvenance("openrouter", "models.json", "2026-11-23", "0" * 64))
    assert done.cards == {"openrouter": (HERE / "openrouter.yaml").read_text(encoding="utf-8")}


@pytest.mark.parametrize(
    ("key", "meter"),
    [
        ("internal_reasoning", "reasoning"),
        ("audio", "audio_input"),
        ("audio_output", "audio_output"),
        ("input_audio_cache", "audio_cache_read"),
        ("image_token", "image_input"),
    ],
)
def test_a_key_is_the_price_of_a_meter(key: str, meter: str) -> None:
    rate, notes = one({**DAY, key: "0.00000123456789"})
    assert rate.sheet[meter] == "1.23456789"
    assert not notes


def test_sizes_that_overlap_are_laid_over_each_other_in_their_order() -> None:
    entries = [
        {"min_prompt_tokens": 500000, "prompt": "0.000009"},
        {"min_prompt_tokens": 200000, "prompt": "0.000006", "completion": "0.000012"},
    ]
    # Both hold above 500,000 tokens, and there the later entry wins for each price that it has.
    assert one({**DAY, "overrides": entries})[0].context_tiers == [
        {"when": "input > 200K", "mode": "whole_request", "input": "6", "output": "12"},
        {"when": "input > 500K", "mode": "whole_request", "input": "6", "output": "12"},
    ]
    assert one({**DAY, "overrides": entries[::-1]})[0].context_tiers == [
        {"when": "input > 200K", "mode": "whole_request", "input": "6", "output": "12"},
        {"when": "input > 500K", "mode": "whole_request", "input": "9", "output": "12"},
    ]


def test_cheaper_hours_are_off_peak() -> None:
    rate, notes = one({**DAY, "overrides": [{"utc_start": 1630, "utc_end": 30, **NIGHT}]})
    assert rate.off_peak == {"hours": ["00:00-00:30", "16:30-24:00"], "tz": "UTC", "input": "1", "output": "2"}
    assert (rate.sheet["input"], rate.peak, notes) == ("2", None, [])


def test_dearer_hours_on_weekdays_are_the_peak() -> None:
    weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday"]
    entries = [
        {"utc_days": WEEKEND, **NIGHT},
        {"utc_days": weekdays, "utc_start": 100, "utc_end": 400, **DAY},
        {"utc_days": weekdays, "utc_start": 600, "utc_end": 1000, **DAY},
    ]
    rate, notes = one({**NIGHT, "overrides": entries})
    assert rate.peak == {
        "hours": ["01:00-04:00", "06:00-10:00"],
        "days": "mon-fri",
        "tz": "UTC",
        "input": "2",
        "output": "4",
    }
    assert (rate.sheet["input"], rate.off_peak, notes) == ("1", None, [])


def test_where_windows_cover_the_day_the_longer_one_is_the_usual_price() -> None:
    entries = [{"utc_start": 0, "utc_end": 1600, **DAY}, {"utc_start": 1600, "utc_end": 0, **NIGHT}]
    rate, _ = one({"prompt": "0.000005", "completion": "0.00001", "overrides": entries})
    assert (rate.sheet["input"], rate.sheet["output"]) == ("2", "4")
    assert rate.off_peak == {"hours": ["16:00-24:00"], "tz": "UTC", "input": "1", "output": "2"}


def test_windows_that_change_nothing_are_no_window() -> None:
    rate, notes = one({**DAY, "overrides": [{"utc_start": 0, "utc_end": 0, **DAY}]})
    assert (rate.peak, rate.off_peak, notes) == (None, None, [])


@pytest.mark.parametrize(
    "entries",
    [
        [{"min_prompt_tokens": 200000, "utc_start": 0, "utc_end": 100, **NIGHT}],
        [{"utc_start": 0, "utc_end": 100, **NIGHT}, {"utc_start": 200, "utc_end": 300, "prompt": "0.000005"}],
        [{"utc_start": 0, "utc_end": 100, **NIGHT}, {"utc_start": 0, "utc_end": 200, "utc_days": WEEKEND, **NIGHT}],
        [{"utc_start": 2560, "utc_end": 100, **NIGHT}],
        [{"utc_start": 100, **NIGHT}],
        [{"utc_days": ["someday"], **NIGHT}],
        [{"min_prompt_tokens": 200000, **DAY}, {"utc_start": 0, "utc_end": 100, **NIGHT}],
        [NIGHT],
    ],
)
def test_what_goes_by_conditions_that_a_card_cannot_say_has_no_price(entries: Any) -> None:
    found = imported(json.dumps({"data": [{"id": "a/m", "pricing": {**DAY, "overrides": entries}}]}))
    assert found.cards == []
    assert [note.key for note in found.notes] == ["overrides", "pricing"]


@pytest.mark.parametrize(
    "more", [{"max_prompt_tokens": 500000}, {"region": "eu"}, {"service_tier": "batch"}, {"discount": 0.5}]
)
@pytest.mark.parametrize("known", [{"min_prompt_tokens": 200000}, {"utc_start": 0, "utc_end": 100}])
def test_what_goes_by_a_condition_that_is_not_understood_has_no_price(
    known: dict[str, Any], more: dict[str, Any]
) -> None:
    cached = {**DAY, "input_cache_read": "0.0000002", "web_search": "0.01"}
    rate, notes = one({**cached, "overrides": [{**known, **more, "prompt": "0.000004", "web_search": "0.02"}]})
    assert rate.sheet == {
        "input": "unpriced",
        "cache_read": "unpriced",
        "output": "4",
        "reasoning": "output",
        "web_search": "unpriced",
    }
    assert (list(rate.context_tiers), rate.peak, rate.off_peak) == ([], None, None)
    assert notes == [f"overrides.{next(iter(more))}", "overrides.web_search", "overrides"]


@pytest.mark.parametrize("entries", ["cheap at night", [{"min_prompt_tokens": "many", **NIGHT}]])
def test_where_nobody_knows_for_which_requests_a_price_is_there_is_none(entries: Any) -> None:
    found = imported(json.dumps({"data": [{"id": "a/m", "pricing": {**DAY, "overrides": entries}}]}))
    assert found.cards == []
    assert [note.key for note in found.notes] == ["overrides", "pricing"]


def test_what_an_entry_of_an_unknown_size_does_not_price_keeps_its_price() -> None:
    rate, notes = one({**DAY, "overrides": [{"min_prompt_tokens": "x", "prompt": "0.1"}]})
    assert rate.sheet == {"input": "unpriced", "output": "4", "reasoning": "output"}
    assert (list(rate.context_tiers), notes) == ([], ["overrides"])


def test_a_price_that_varies_is_unpriced_wherever_it_stands() -> None:
    assert one({**DAY, "internal_reasoning": "-1"})[0].sheet["reasoning"] == "unpriced"
    assert one({**DAY, "web_search": "-1"})[0].sheet["web_search"] == "unpriced"
    assert one({**DAY, "completion": "-1"})[0].sheet == {"input": "2", "output": "unpriced", "reasoning": "unpriced"}
    long = {"min_prompt_tokens": 200000, "prompt": "-1", "completion": "0.000008"}
    rate, notes = one({**DAY, "overrides": [long]})
    tier = {"when": "input > 200K", "mode": "whole_request", "input": "unpriced", "output": "8"}
    assert (rate.context_tiers, notes) == ([tier], ["overrides.prompt"])
    night = {"utc_start": 100, "utc_end": 200, "prompt": "-1", "completion": "0.000002"}
    rate, notes = one({**DAY, "overrides": [night]})
    assert rate.off_peak == {"hours": ["01:00-02:00"], "tz": "UTC", "input": "unpriced", "output": "2"}
    assert notes == ["overrides.prompt"]


@pytest.mark.parametrize(
    ("key", "value"),
    [("discount", 0.1), ("image_output", "0.00003"), ("per_day", "1"), ("audio", "dear"), ("input_cache_read", "NaN")],
)
def test_what_a_card_cannot_say_is_said(key: str, value: Any) -> None:
    assert [note.removeprefix("pricing.") for note in one({**DAY, key: value})[1]] == [key]


def test_a_price_of_an_override_that_has_no_meter_is_said() -> None:
    assert one({**DAY, "overrides": [{"min_prompt_tokens": 1000, "image": "0.1"}]})[1] == ["overrides.image"]


def test_of_two_entries_of_one_name_neither_is_taken_unless_they_are_alike() -> None:
    dear = {**DAY, "prompt": "0.00002"}
    for second, names in ((dear, []), (DAY, ["a/m"])):
        entries = [{"id": "a/m", "pricing": DAY}, {"id": "a/m", "pricing": second}, {"id": "a/n", "pricing": DAY}]
        found = imported(json.dumps({"data": entries}))
        assert [model.name for model in found.cards[0].models] == [*names, "a/n"]
        assert [(note.model, note.key) for note in found.notes] == [("a/m", "id")]


def test_of_two_names_that_a_card_can_only_write_alike_neither_is_taken() -> None:
    entries = [{"id": name, "pricing": DAY} for name in ("~a/m", "@a/m", "~a/n")]
    found = imported(json.dumps({"data": entries}))
    assert [model.name for model in found.cards[0].models] == ["a/n"]
    assert [note.model for note in found.notes] == ["~a/m", "@a/m", "~a/n → a/n"]


def test_an_author_and_a_glob_of_models_can_be_asked_for() -> None:
    whole = (HERE / "models.json").read_text(encoding="utf-8")
    for wanted, names in (
        (ImportQuery("2026-01-01", "beta"), ["beta/open:free"]),
        (ImportQuery("2026-01-01", "openrouter", "acme/*"), ["acme/large-4.5", "acme/voice"]),
    ):
        assert [model.name for card in imported(whole, wanted).cards for model in card.models] == names
    assert imported(whole, ImportQuery("2026-01-01", "zeta")) == ImportResult([], [])


@pytest.mark.parametrize("text", ["[]", "{}", '{"data": {}}', '{"data": [{"id": "m"}]}', '{"data": [{"pricing": {}}]}'])
def test_a_file_of_another_kind_is_refused(text: str) -> None:
    with pytest.raises(InputError) as refused:
        imported(text)
    assert [problem.code for problem in refused.value.problems] == ["wrong-format"]


def test_a_folder_of_several_files_is_refused() -> None:
    place = Place(Source("models"), 1, 1)
    with pytest.raises(InputError) as refused:
        read(Origin("models", [File("a.json", b"{}", place), File("b.json", b"{}", place)], "0" * 64), WANTED)
    assert [problem.code for problem in refused.value.problems] == ["wrong-format"]
