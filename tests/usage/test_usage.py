"""The usage objects of API responses, in our words; what cannot be priced is refused, never dropped."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from costcalc.problem import InputError
from costcalc.usage import read_usage

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Answer


def read(tmp_path: Path, document: Any) -> dict[str, int]:
    file = tmp_path / "response.json"
    file.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    return {meter: int(tokens) for meter, tokens in read_usage(str(file)).items()}


CHAT = {"prompt_tokens": 1200, "completion_tokens": 300, "total_tokens": 1500}


@pytest.mark.parametrize(
    ("usage", "meters"),
    [
        (CHAT, {"input": 1200, "output": 300}),
        (
            CHAT
            | {
                "prompt_tokens_details": {"cached_tokens": 1024, "audio_tokens": 0},
                "completion_tokens_details": {
                    "reasoning_tokens": 200,
                    "audio_tokens": 0,
                    "accepted_prediction_tokens": 10,
                    "rejected_prediction_tokens": 5,
                },
            },
            {"input": 1200, "cache_read": 1024, "output": 300, "reasoning": 200},
        ),
        # DeepSeek says the cached tokens twice
        (
            CHAT
            | {
                "prompt_tokens_details": {"cached_tokens": 1000},
                "prompt_cache_hit_tokens": 1000,
                "prompt_cache_miss_tokens": 200,
            },
            {"input": 1200, "cache_read": 1000, "output": 300},
        ),
        # audio is a part of the prompt and of the answer
        (
            CHAT | {"prompt_tokens_details": {"audio_tokens": 7}, "completion_tokens_details": {"audio_tokens": 3}},
            {"input": 1200, "audio_input": 7, "output": 300, "audio_output": 3},
        ),
        # Anthropic leaves what it reads from and writes to a cache out of `input_tokens`: 10 + 400 + 900
        (
            {
                "input_tokens": 10,
                "cache_read_input_tokens": 400,
                "cache_creation_input_tokens": 900,
                "cache_creation": {"ephemeral_5m_input_tokens": 600, "ephemeral_1h_input_tokens": 300},
                "output_tokens": 50,
                "output_tokens_details": {"thinking_tokens": 20},
                "server_tool_use": {"web_search_requests": 2},
            },
            {
                "input": 1310,
                "cache_read": 400,
                "cache_write_5m": 600,
                "cache_write_1h": 300,
                "output": 50,
                "reasoning": 20,
                "web_search": 2,
            },
        ),
        # what does not say for how long is kept for five minutes
        (
            {"input_tokens": 10, "cache_creation_input_tokens": 900, "output_tokens": 50},
            {"input": 910, "cache_write_5m": 900, "output": 50},
        ),
        # OpenAI's Responses API
        (
            {
                "input_tokens": 36,
                "input_tokens_details": {"cached_tokens": 6},
                "output_tokens": 87,
                "output_tokens_details": {"reasoning_tokens": 7},
                "total_tokens": 123,
            },
            {"input": 36, "cache_read": 6, "output": 87, "reasoning": 7},
        ),
        # Anthropic: input_tokens are what was neither read from nor written to the cache
        (
            {
                "input_tokens": 50,
                "cache_creation_input_tokens": 0,
                "cache_read_input_tokens": 2000,
                "cache_creation": {"ephemeral_5m_input_tokens": 0, "ephemeral_1h_input_tokens": 0},
                "output_tokens": 300,
                "service_tier": "standard",
                "server_tool_use": {"web_search_requests": 0},
            },
            {"input": 2050, "cache_read": 2000, "output": 300},
        ),
    ],
)
def test_a_vendors_counts_become_ours(tmp_path: Path, usage: dict[str, Any], meters: dict[str, int]) -> None:
    whole = {"id": "x", "choices": [{"message": {"content": "\ud83d\ude00 \u001b[31m"}}], "usage": usage}
    assert read(tmp_path, usage) == meters
    assert read(tmp_path, whole) == meters


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ("", "bad-json"),
        ("{", "bad-json"),
        ("[1]", "no-usage"),
        ("{}", "no-usage"),
        ('{"usage": 3}', "no-usage"),
        ('{"usage": {"tokens": 3}}', "no-usage"),
        ('{"usage": {"prompt_tokens": 1, "prompt_tokens": 2}}', "duplicate-key"),
        ('{"prompt_tokens": NaN}', "bad-json"),
        ('{"prompt_tokens": 1.5}', "bad-number"),
        ('{"prompt_tokens": -1}', "bad-number"),
        ('{"prompt_tokens": 1e999999999}', "bad-number"),
        ('{"prompt_tokens": ' + "9" * 5000 + "}", "bad-number"),
        ("[" * 100_000, "bad-json"),
        (CHAT | {"prompt_tokens_details": {"smell_tokens": 7}}, "unknown-usage"),
        (CHAT | {"new_kind_of_tokens": 1}, "unknown-usage"),
        (CHAT | {"total_tokens": 1600}, "unknown-usage"),
        (CHAT | {"service_tier": "batch"}, "unknown-usage"),
        (
            {
                "input_tokens": 1,
                "cache_creation_input_tokens": 5,
                "cache_creation": {"ephemeral_5m_input_tokens": 1, "ephemeral_1h_input_tokens": 3},
                "output_tokens": 1,
            },
            "unknown-usage",
        ),
    ],
)
def test_what_cannot_be_priced_is_refused(tmp_path: Path, document: Any, code: str) -> None:
    with pytest.raises(InputError) as error:
        read(tmp_path, document)
    assert {problem.code for problem in error.value.problems} == {code}
    assert all(problem.place.source.name.endswith("response.json") for problem in error.value.problems)


NO_COUNTS: list[Any] = [[], {}, [0], {"text": 0}, "", "7", True, False]


@pytest.mark.parametrize("nothing", NO_COUNTS, ids=repr)
@pytest.mark.parametrize(
    "path",
    ["prompt_tokens", "completion_tokens", "total_tokens", "prompt_tokens_details.cached_tokens", "input_tokens"],
)
def test_what_is_no_number_is_no_count_of_nothing(tmp_path: Path, path: str, nothing: Any) -> None:
    """Whoever writes `[]` where a number should stand has not said that there are none."""
    first, _, second = path.partition(".")
    document = {"input_tokens": 1, "output_tokens": 1} if first == "input_tokens" else {**CHAT}
    document[first] = {second: nothing} if second else nothing
    with pytest.raises(InputError) as error:
        read(tmp_path, document)
    assert "bad-number" in {problem.code for problem in error.value.problems}


@pytest.mark.parametrize("nothing", [[], "", False], ids=repr)
@pytest.mark.parametrize(
    "details",
    [lambda nothing: nothing, lambda nothing: {"foo": nothing}, lambda nothing: {"cached_tokens": nothing}],
    ids=["details", "unknown", "known"],
)
def test_where_counts_should_stand_there_is_an_object_of_them(
    tmp_path: Path, details: Callable[[Any], Any], nothing: Any
) -> None:
    for part in ("prompt_tokens_details", "completion_tokens_details"):
        with pytest.raises(InputError):
            read(tmp_path, CHAT | {part: details(nothing)})


def test_an_object_without_counts_says_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, CHAT | {"prompt_tokens_details": {}}) == {"input": 1200, "output": 300}


def test_null_is_nothing_of_a_part_but_no_count_of_the_whole(tmp_path: Path) -> None:
    assert read(tmp_path, CHAT | {"prompt_tokens_details": None, "total_tokens": None})
    for whole in ("prompt_tokens", "completion_tokens"):
        with pytest.raises(InputError) as error:
            read(tmp_path, CHAT | {whole: None, "total_tokens": None})
        assert [problem.message for problem in error.value.problems] == [f"`{whole}` is no number of tokens"]


def test_a_problem_stands_where_the_key_does(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        read(tmp_path, '{"usage": {\n  "prompt_tokens": 1,\n  "prompt_tokens_details": {"smell_tokens": 2}\n}}')
    (problem,) = error.value.problems
    assert (problem.place.line, problem.place.column) == (3, 29)


def test_a_response_can_be_piped_in(costcalc: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps({"usage": CHAT}).encode())))
    args = ("price", "deepseek/deepseek-v4-flash", "--usage", "-", "--as-of", "2026-04-28", "--format", "json")
    answer = costcalc(*args)
    # 1200 × 0.14 / 1M + 300 × 0.28 / 1M
    assert json.loads(answer.out)["total"] == "0.000252"


def test_nothing_of_a_response_is_quoted(costcalc: Callable[..., Answer], tmp_path: Path) -> None:
    file = tmp_path / "response.json"
    file.write_text('{"secret": "hunter2", "usage": {"prompt_tokens": -1}}', encoding="utf-8")
    answer = costcalc("price", "deepseek/deepseek-v4-flash", "--usage", file, "--as-of", "2026-04-28")
    assert answer.code == 2
    assert "error[bad-number]" in answer.err
    assert "hunter2" not in answer.err


def test_a_service_tier_must_be_the_one_that_is_priced(tmp_path: Path) -> None:
    file = tmp_path / "response.json"
    file.write_text(json.dumps({"service_tier": "batch", "usage": CHAT}), encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_usage(str(file))
    assert error.value.problems[0].hint == "price it with --service batch, if the card has it"
    assert read_usage(str(file), service="batch") == {"input": 1200, "output": 300}


def test_a_standard_response_is_not_priced_as_a_batch(tmp_path: Path) -> None:
    file = tmp_path / "response.json"
    file.write_text(json.dumps({"service_tier": "standard", "usage": CHAT}), encoding="utf-8")
    with pytest.raises(InputError):
        read_usage(str(file), service="batch")


def test_a_tier_beside_the_usage_is_not_hidden_by_nothing_in_it(tmp_path: Path) -> None:
    file = tmp_path / "response.json"
    document = {"service_tier": "priority", "usage": CHAT | {"service_tier": None}}
    file.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(InputError):
        read_usage(str(file))
