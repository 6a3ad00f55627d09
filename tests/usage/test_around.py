"""What stands around a `usage`, and what its keys are called: tools, money, models, lives of a cache, times."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from costcalc.problem import InputError, Place, Problem
from costcalc.usage import ReportedUsage, reported
from costcalc.usage.words import is_money, is_time

if TYPE_CHECKING:
    from collections.abc import Collection

CHAT = {"prompt_tokens": 100, "completion_tokens": 10}
GEMINI = {"promptTokenCount": 100, "candidatesTokenCount": 10, "totalTokenCount": 110}


def read(answer: dict[str, Any], given: Collection[str] = ()) -> ReportedUsage:
    exact = json.loads(json.dumps(answer), parse_float=Decimal, parse_int=Decimal)
    return reported(exact, Place.start_of, given)


def chat(**around: Any) -> dict[str, Any]:
    return {"usage": CHAT, **around}


def grounded(**said: Any) -> dict[str, Any]:
    return {"candidates": [{"groundingMetadata": said}], "usageMetadata": GEMINI}


def guarded(units: str) -> dict[str, Any]:
    counts = {"invocationMetrics": {"usage": {units: 2, "wordPolicyUnits": 1}}}
    usage = {"inputTokens": 100, "outputTokens": 10, "cacheReadInputTokens": 0}
    return {"usage": usage, "trace": {"guardrail": {"inputAssessment": {"g1": counts}}}}


TOOLS = [
    (grounded(groundingChunks=[{"maps": {"uri": "x"}}]), "maps_search"),
    (grounded(groundingChunks=[{"web": {"uri": "x"}}]), "web_search"),
    (grounded(groundingChunks=[{"retrievedContext": {"uri": "x"}}]), "file_search"),
    (grounded(webSearchQueries=["a", "b"]), "web_search"),
    (chat(vertex_ai_grounding_metadata=[{"web_search_queries": ["a", "b"]}]), "web_search"),
    (chat(choices=[{"message": {"executed_tools": [{"type": "search"}]}}]), "tool_call"),
    (chat(choices=[{"message": {"annotations": [{"type": "url_citation"}]}}]), "web_search"),
    (chat(web_search=[{"link": "x"}]), "web_search"),
    (chat(citations=["https://example.com"]), "web_search"),
    (chat(server_side_tool_usage={"SERVER_SIDE_TOOL_X_SEARCH": 2}), "tool_call"),
    (chat(stats={"num_search_queries": 3}), "tool_call"),
    (chat(outputs=[{"type": "tool.execution", "name": "web_search"}]), "tool_call"),
    (guarded("topicPolicyUnits"), "tool_call"),
    (chat(steps=[{"toolCalls": [{"toolName": "search", "providerExecuted": True}]}]), "tool_call"),
    (chat(output=[{"type": "image_generation_call"}]), "tool_call"),
]


@pytest.mark.parametrize(("answer", "meter"), TOOLS, ids=range(len(TOOLS)))
def test_a_tool_that_ran_is_charged_or_asked_for(answer: dict[str, Any], meter: str) -> None:
    with pytest.raises(InputError) as error:
        read(answer)
    assert f"--meter {meter}=N says how many are billed" in str(error.value.problems[0].hint)
    assert read(answer, {meter}).meters == read(answer, {"tool_call"}).meters


@pytest.mark.parametrize(
    "answer",
    [
        grounded(groundingChunks=[], webSearchQueries=[]),
        guarded("sensitiveInformationPolicyFreeUnits"),
        chat(server_side_tool_usage={"SERVER_SIDE_TOOL_X_SEARCH": 0}),
        chat(tool_usage={"web_search": {"num_requests": 0}}, max_tool_calls=5),
        chat(choices=[{"message": {"tool_calls": [{"type": "function", "function": {"arguments": {"searches": 3}}}]}}]),
        chat(tools=[{"type": "web_search", "search_results": 5}], metadata={"cost": "3", "searches": 7}),
        chat(message={"citations": [{"document": 1}]}),
        chat(citations=[{"start": 1, "end": 2, "document_ids": ["doc_0"]}]),
        chat(content=[{"type": "tool_use", "name": "f", "input": {"usage": {"input_tokens": 3}}}]),
        chat(context_management={"applied_edits": [{"cleared_tool_uses": 8}]}),
    ],
    ids=range(10),
)
def test_what_only_looks_like_a_tool_is_none(answer: dict[str, Any]) -> None:
    found = read(answer)
    assert set(found.meters) <= {"input", "output", "cache_read"}
    assert found.stated is None


def test_how_an_answer_was_served_is_not_overlooked_where_it_is_no_word() -> None:
    for served in ({"is_batch": True}, {"flex": True}):
        with pytest.raises(InputError):
            read({"usage": {**CHAT, **served}})
    assert read({"usage": {**CHAT, "is_batch": False, "is_last_response": True}}).service is None


def test_what_lies_too_deep_is_not_looked_for() -> None:
    deep: dict[str, Any] = {"cost": 1}
    for _ in range(100):
        deep = {"a" * 1000: deep}
    assert read(chat(deep=deep)).stated is None


def test_what_is_too_much_to_look_through_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("costcalc.usage.around.MOST_AROUND", 50)
    assert read(chat(embedding=[1] * 100, choices=[{"index": nth} for nth in range(40)]))
    with pytest.raises(InputError) as error:
        read(chat(choices=[{"index": nth} for nth in range(60)]))
    assert error.value.problems[0].code == "too-many"


def test_one_search_of_google_is_charged_with_what_it_found() -> None:
    answer = grounded(webSearchQueries=["a"], groundingChunks=[{"web": {"uri": "x"}}])
    assert read(answer).meters["web_search"] == 1


MONEY = [
    ({"response_cost": 0.5, "_hidden_params": {"response_cost": 0.5}}, "0.5", "response_cost"),
    ({"total_cost_usd": 0.26, "modelUsage": {"m": {"costUSD": 0.004}}}, "0.26", "total_cost_usd"),
    ({"providerMetadata": {"gateway": {"cost": "0.25", "marketCost": "0.5"}}}, "0.25", "providerMetadata.gateway.cost"),
    (
        {"providerMetadata": {"openrouter": {"usage": {"cost": 0.25}}}},
        "0.25",
        "providerMetadata.openrouter.usage.cost",
    ),
    ({"usage": {**CHAT, "estimated_cost": 0.1}}, "0.1", "usage.estimated_cost"),
    ({"usage": {**CHAT, "cost": 0.1, "market_cost": 0.2}}, "0.1", "usage.cost"),
    (
        {"usage": {**CHAT, "cost": {"input_tokens_cost": 0.1, "request_cost": 0.2, "total_cost": 0.3}}},
        "0.3",
        "usage.cost.total_cost",
    ),
    (
        {"usage": {**CHAT, "cost_breakdown": {"input_cost": 0.1, "total_cost": 0.3}}},
        "0.3",
        "usage.cost_breakdown.total_cost",
    ),
    ({"budget": {"max_cost": 5}, "prices": {"input_cost_per_token": 0.1}, "spend": {"input_cost": 1}}, None, None),
    ({"cost_in_usd_ticks": 2_500_000_000}, "0.2500000000", "cost_in_usd_ticks"),
    ({"cost": "free of charge"}, None, None),
    ({"cost": -1}, None, None),
]


@pytest.mark.parametrize(("around", "amount", "key"), MONEY, ids=range(len(MONEY)))
def test_money_is_shown_wherever_it_stands(around: dict[str, Any], amount: str | None, key: str | None) -> None:
    stated = read({"usage": CHAT, **around}).stated
    assert (stated and (str(stated.amount), stated.key)) == (amount and (amount, key))


def test_money_is_of_the_currency_that_stands_with_it() -> None:
    euros = read({"usage": {**CHAT, "cost": {"total_cost": 0.3, "currency": "EUR"}}}).stated
    named = read(chat(cost_cny=3)).stated
    assert euros
    assert named
    assert (euros.currency, named.currency) == ("EUR", "CNY")


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("total_latency", "time"),
        ("time_to_first_token", "time"),
        ("completion_tokens_per_sec", "time"),
        ("processingTimeMs", "time"),
        ("estimated_cost", "money"),
        ("cost.total", "money"),
        ("audio_time", "count"),
        ("billed_time", "count"),
        ("images_created", "count"),
        ("one_time_fee", "money"),
        ("time_per_output_token", "time"),
        ("container_time", "count"),
        ("real_time_tokens", "count"),
        ("cost_details.new_tokens", "count"),
        ("seconds", "count"),
        ("units", "count"),
    ],
)
def test_a_name_says_what_is_a_time_and_what_is_money(key: str, kind: str) -> None:
    assert ("money" if is_money(key) else "time" if is_time(key.rpartition(".")[2]) else "count") == kind
    if "." not in key:
        usage = {"usage": {**CHAT, key: 3}}
        if kind == "count":
            with pytest.raises(InputError):
                read(usage)
        else:
            assert read(usage).meters == {"input": 100, "output": 10}


def test_a_model_that_took_part_is_named() -> None:
    router = {"invokedModelId": "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.small-v1:0"}
    usage = {"inputTokens": 100, "outputTokens": 10, "cacheReadInputTokens": 0}
    routed = read({"usage": usage, "modelId": "a-router", "trace": {"promptRouter": router}})
    assert [said.name for said in routed.models] == [router["invokedModelId"]]
    system = read(chat(model="system", usage_breakdown={"models": [{"model": "large"}, {"model": "small"}]}))
    assert [said.name for said in system.models] == ["system", "large", "small"]
    iterations = [{"type": "message", "model": "small", "input_tokens": 5, "output_tokens": 1}]
    apart = read({"model": "large", "usage": {"input_tokens": 5, "output_tokens": 1, "iterations": iterations}})
    assert sorted(said.name for said in apart.models) == ["large", "small"]


def logged(**body: Any) -> dict[str, Any]:
    counts = {"inputTokenCount": 3, "cacheWriteInputTokenCount": 80}
    return {
        "schemaType": "ModelInvocationLog",
        "input": counts,
        "output": {"outputTokenCount": 5, "outputBodyJson": body},
    }


def test_how_long_tokens_are_kept_is_read_where_it_stands() -> None:
    hour = {"usage": {"cache_creation": {"ephemeral_5m_input_tokens": 20, "ephemeral_1h_input_tokens": 60}}}
    found = read(logged(**hour))
    assert found.meters == {"input": 83, "cache_write_5m": 20, "cache_write_1h": 60, "output": 5}
    assert "cache_write_1h" not in found.unsaid
    details = {"usage": {"cacheDetails": [{"ttl": "1h", "inputTokens": 80}]}}
    assert read(logged(**details)).meters["cache_write_1h"] == 80
    other = {"usage": {"cache_creation": {"ephemeral_1h_input_tokens": 7}}}
    for unknown in (logged(), logged(**other)):
        assert read(unknown).meters["cache_write_5m"] == 80
        assert "cache_write_1h" in read(unknown).unsaid


@pytest.mark.parametrize("whole", [{}, {"cache_creation_input_tokens": None}, {"cache_creation_input_tokens": 15}])
def test_what_was_written_is_beside_the_prompt_whether_its_sum_is_there_or_not(whole: dict[str, Any]) -> None:
    lives = {"ephemeral_5m_input_tokens": 10, "ephemeral_1h_input_tokens": 5}
    usage = {"input_tokens": 30, "output_tokens": 3, "cache_creation": lives, **whole}
    expected = {"input": 45, "cache_write_5m": 10, "cache_write_1h": 5, "output": 3}
    assert read({"usage": usage}).meters == expected
    assert read({"usage": {**usage, "iterations": [{"type": "message", **usage}]}}).meters == expected


LEAKED = "sk-proj-AbCdEf1234567890"


def everywhere(node: Any) -> list[Any]:
    """Return a document once for each place at which a text can stand, with a secret there."""
    if isinstance(node, dict):
        inside = [{**node, key: one} for key, value in node.items() for one in everywhere(value)]
        return [*inside, {**node, "new_key": LEAKED}, *({**node, key: LEAKED} for key in node)]
    if isinstance(node, list):
        return [[*node[:nth], one, *node[nth + 1 :]] for nth, value in enumerate(node) for one in everywhere(value)]
    return []


def problems(document: dict[str, Any]) -> list[Problem]:
    try:
        read(document)
    except InputError as error:
        return list(error.problems)
    return []


ANSWERS: list[dict[str, Any]] = [
    {"model": "m", "service_tier": "flex", **CHAT, "cost": 1, "prompt_tokens_details": {"cached_tokens": 5}},
    {"model": "m", "service_tier": "flex", "usage": {**CHAT, "speed": "fast"}, "output": [{"type": "x_call"}]},
    {
        "usage": {
            "input_tokens": 5,
            "output_tokens": 1,
            "inference_geo": "us",
            "speed": "fast",
            "iterations": [{"type": "message", "model": "m", "input_tokens": 5, "output_tokens": 1}],
        }
    },
    {"modelVersion": "m", "usageMetadata": {**GEMINI, "promptTokensDetails": [{"modality": "TEXT", "tokenCount": 5}]}},
]


@pytest.mark.parametrize("answer", ANSWERS, ids=range(len(ANSWERS)))
def test_no_text_of_an_answer_is_said_in_a_problem(answer: dict[str, Any]) -> None:
    said = [problem for document in everywhere(answer) for problem in problems(document)]
    assert said
    assert not [one for one in said if LEAKED in f"{one.message} {one.hint}"]
