"""What many documents tell of answers: streams, the same one again, sums of others, requests that failed.

The model costs 1 for a million tokens of the prompt and 4 for one of the answer, 2 and 6 above 200,000 (conftest.py).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Answer

    Run = Callable[..., Answer]

Document = dict[str, Any]


def chat(prompt: int, answer: int, **more: Any) -> Document:
    return {"usage": {"prompt_tokens": prompt, "completion_tokens": answer}, **more}


def chunk(*counts: int, name: str = "c1", **more: Any) -> Document:
    return {"id": name, "object": "chat.completion.chunk", "choices": [], **more, **(chat(*counts) if counts else {})}


def responses(*counts: int, name: str = "resp_1", **more: Any) -> Document:
    usage = {"input_tokens": counts[0], "output_tokens": counts[1], "input_tokens_details": {}} if counts else None
    return {"type": "response.x", "response": {"object": "response", "id": name, "usage": usage, **more}}


def message(prompt: int, answer: int, name: str = "msg_1", **more: Any) -> Document:
    usage = {"input_tokens": prompt, "cache_read_input_tokens": 0, "output_tokens": answer}
    return {"type": "assistant", "message": {"id": name, "role": "assistant", "model": "m", "usage": usage}, **more}


def started(prompt: int, name: str = "msg_1") -> Document:
    return message(prompt, 1, name) | {"type": "message_start"}


def delta(answer: int) -> Document:
    return {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {"output_tokens": answer}}


STOP = {"type": "message_stop"}


def google(prompt: int, answer: int, ended: str | None = None, tools: int = 0, **more: Any) -> Document:
    counts = {"promptTokenCount": prompt, "candidatesTokenCount": answer, "toolUsePromptTokenCount": tools}
    counts["totalTokenCount"] = prompt + answer + tools
    return {"candidates": [{"finishReason": ended} if ended else {}], "usageMetadata": counts, **more}


def step(prompt: int, answer: int) -> Document:
    return {"usage": {"inputTokens": prompt, "outputTokens": answer, "reasoningTokens": 0}}


def result(prompt: int, answer: int, turns: int) -> Document:
    usage = message(prompt, answer)["message"]["usage"]
    return {"type": "result", "num_turns": turns, "usage": usage}


def codex(prompt: int, together: int) -> Document:
    return {
        "total_token_usage": {"input_tokens": together, "output_tokens": together // 10},
        "last_token_usage": {"input_tokens": prompt, "cached_input_tokens": 0, "output_tokens": prompt // 10},
    }


def cached(model: str) -> Document:
    return {"usage": {"inputTokens": 9, "outputTokens": 1, "cachedInputTokens": 3}, "response": {"modelId": model}}


def searched(prompt: int, answer: int, searches: int) -> Document:
    usage = {"input_tokens": prompt, "output_tokens": answer, "cache_read_input_tokens": 0}
    return {"usage": {**usage, "server_tool_use": {"web_search_requests": searches}}}


def counted(prompt: int, answer: int) -> Document:
    return {"input_tokens": prompt, "output_tokens": answer}


def alibaba(answer: int, ended: str) -> Document:
    output = {"choices": [{"finish_reason": ended, "message": {"role": "assistant"}}]}
    counts = {"input_tokens": 1000, "output_tokens": answer, "total_tokens": 1000 + answer}
    return {"output": output, "usage": counts, "request_id": "r1"}


METRICS = {"inputTokenCount": 1000, "outputTokenCount": 100, "invocationLatency": 9}
LANGCHAIN = {
    "usage_metadata": {"input_tokens": 1000, "output_tokens": 100, "total_tokens": 1100, "input_token_details": {}},
    "response_metadata": {"token_usage": chat(1000, 100)["usage"], "model_name": "m"},
}
ANTHROPIC = {"input_tokens": 1000, "output_tokens": 100}
ONE, TWO = "0.0014", "0.0028"
"""1,000 × 1 + 100 × 4 = 1,400, / 1M, once and twice."""

TOLD = {
    "a stream that counts at its end": ([chunk(), chunk(), chunk(1000, 100)], ONE, 1, 0),
    "a stream that counts in every part": ([chunk(1000, 1), chunk(1000, 60), chunk(1000, 100)], ONE, 1, 0),
    "two streams that are mixed": (
        [chunk(1000, 1), chunk(1000, 1, name="c2"), chunk(1000, 100), chunk(1000, 100, name="c2")],
        TWO,
        2,
        0,
    ),
    "a stream of Responses": ([responses(), {"type": "response.output_text.delta"}, responses(1000, 100)], ONE, 1, 0),
    "a stream of Anthropic's": ([started(1000), {"type": "ping"}, delta(50), delta(100), STOP], ONE, 1, 0),
    "two streams of Anthropic's": ([started(1000), delta(100), STOP, started(1000, "msg_2"), delta(100)], TWO, 2, 0),
    "the same by Bedrock": (
        [started(1000), delta(100), STOP | {"amazon-bedrock-invocationMetrics": METRICS}],
        ONE,
        1,
        0,
    ),
    "a stream of Bedrock's": (
        [
            {"messageStart": {"role": "assistant"}},
            {"messageStop": {"stopReason": "end_turn"}},
            {"metadata": {"usage": {"inputTokens": 1000, "outputTokens": 100, "cacheDetails": []}}},
        ],
        ONE,
        1,
        0,
    ),
    "a stream of Google's without a name": (
        [google(1000, 1), google(1000, 100, "STOP"), google(1000, 100, "STOP")],
        TWO,
        2,
        0,
    ),
    "a stream of Google's": ([google(1000, 1, responseId="a"), google(1000, 100, responseId="a")], ONE, 1, 0),
    "a log of an agent, a line for each block": (
        [{"type": "user"}, message(1000, 9), message(1000, 9), message(1000, 100), {"type": "summary"}],
        ONE,
        1,
        0,
    ),
    "what another agent answered to it": (
        [message(1000, 100), {"type": "user", "toolUseResult": chat(7, 7)}],
        ONE,
        1,
        0,
    ),
    "a sum behind its answers": ([message(1000, 100), message(1000, 100, "msg_2"), result(2000, 200, 2)], TWO, 2, 0),
    "a run of one request": ([result(1000, 100, 1)], ONE, 1, 0),
    "the same answer twice": ([chat(1000, 100, id="a"), chat(1000, 100, id="a")], ONE, 1, 0),
    "two without a name": ([chat(1000, 100), chat(1000, 100)], TWO, 2, 0),
    "two of a server that counts from 1 again": (
        [chat(1000, 100, id="1", created=5), chat(1000, 100, id="1", created=9)],
        TWO,
        2,
        0,
    ),
    "steps with their sum": (
        [{"totalUsage": step(2000, 200)["usage"], **step(1000, 100), "steps": [step(1000, 100), step(1000, 100)]}],
        TWO,
        2,
        0,
    ),
    "one answer in two words": ([LANGCHAIN], ONE, 1, 0),
    "a conversation": (
        [{"messages": [{"role": "user"}, chat(1000, 100), {"role": "user"}, chat(1000, 100)]}],
        TWO,
        2,
        0,
    ),
    "a log that keeps whole responses": (
        [{"request": {"messages": []}, "response": {"body": chat(1000, 100)}}],
        ONE,
        1,
        0,
    ),
    "google's library for Python": (
        [{"usage_metadata": {"prompt_token_count": 1000, "candidates_token_count": 100, "total_token_count": 1100}}],
        ONE,
        1,
        0,
    ),
    "a run of one request behind its answer": ([message(1000, 100), result(1000, 100, 1)], ONE, 1, 0),
    "a stream that Claude Code hands on": (
        [{"type": "stream_event", "event": one} for one in (started(1000), delta(100), STOP)],
        ONE,
        1,
        0,
    ),
    "a stream of Azure's, with parts about what its filters found": (
        [
            {"choices": [], "id": "", "object": "", "prompt_filter_results": []},
            chunk(),
            chunk(1000, 100),
            {"choices": [{"content_filter_results": {}}], "id": "", "object": ""},
        ],
        ONE,
        1,
        0,
    ),
    "a stream that counts in its choices": (
        [chunk(choices=[{"delta": {}}]), chunk(choices=[chat(1000, 100)]), chunk(1000, 100)],
        ONE,
        1,
        0,
    ),
    "answers by name": ([{"a": chat(1000, 100, id="1"), "b": chat(1000, 100, id="2")}], TWO, 2, 0),
    "one answer kept twice": ([{"a": chat(1000, 100, id="1"), "b": chat(1000, 100, id="1")}], ONE, 1, 0),
    "the requests of a run in a list": (
        [
            {
                "usage": {
                    "requests": 2,
                    "input_tokens": 2000,
                    "output_tokens": 200,
                    "request_usage_entries": [{"input_tokens": 1000, "output_tokens": 100}] * 2,
                }
            }
        ],
        TWO,
        2,
        0,
    ),
    "answers of Google's that do not say why they ended": ([google(1000, 100), google(1001, 100)], "0.002801", 2, 0),
    "messages of Pydantic AI": ([{"kind": "request", "parts": []}, chat(1000, 100, kind="response")], ONE, 1, 0),
    "a log of Codex, which repeats itself": (
        [
            {"type": "turn_context", "payload": {"model": "m"}},
            *[{"type": "event_msg", "payload": {"info": codex(1000, 1000)}}] * 2,
            {"type": "event_msg", "payload": {"info": codex(1000, 2000)}},
        ],
        TWO,
        2,
        0,
    ),
    "a stream and its whole answer": ([chunk(1000, 100, created=5), chat(1000, 100, id="c1", created=5)], ONE, 1, 0),
    "steps of version 4 with their end": (
        [
            chat(1000, 100, id="a") | {"type": "step-finish"},
            chat(1000, 100, id="b") | {"type": "step-finish"},
            chat(2000, 200, response={"id": "b"}) | {"type": "finish"},
        ],
        TWO,
        2,
        0,
    ),
    "calls for one request to a server": (
        [chat(1000, 100, request_id="web-1"), chat(1000, 100, request_id="web-1")],
        TWO,
        2,
        0,
    ),
    "a stream of Google's that counts at its end": (
        [{"candidates": [{"content": {}}]}, google(1000, 100, "STOP"), google(1000, 100, "STOP")],
        TWO,
        2,
        0,
    ),
    "a prompt of Google's that was blocked": (
        [
            {"candidates": [], "usageMetadata": {"promptTokenCount": 1000, "totalTokenCount": 1000}},
            google(1000, 100, "STOP"),
        ],
        "0.0024",  # 1,000 × 1 more, / 1M
        2,
        0,
    ),
    "a stream of Alibaba's": ([alibaba(10, "null"), alibaba(100, "stop")], ONE, 1, 0),
    "a stream of Google's whose prompt grows by tools": (
        [google(900, 1), google(900, 100, "STOP", tools=100), google(1000, 100, "STOP")],
        TWO,
        2,
        0,
    ),
    "two sessions of Codex that count the same": (
        [
            {"type": kind, "payload": payload}
            for name in "ab"
            for kind, payload in (("session_meta", {"id": name}), ("event_msg", {"info": codex(1000, 1000)}))
        ],
        TWO,
        2,
        0,
    ),
    "histories of Pydantic AI": (
        [{"history": [chat(1000, 100, provider_response_id="a")]}] * 2,
        ONE,
        1,
        0,
    ),
    "what LangChain gives for one prompt": (
        [{"generations": [[{"message": LANGCHAIN}]], "llm_output": {"token_usage": chat(1000, 100)["usage"]}}],
        ONE,
        1,
        0,
    ),
    "a run with what each model of it used": (
        [{**result(1000, 100, 1), "modelUsage": {"m": {"inputTokens": 1000, "outputTokens": 100, "contextWindow": 9}}}],
        ONE,
        1,
        0,
    ),
    "a stream without names": ([chunk(name=""), chunk(1000, 100, name=""), chunk(1000, 100, name="")], TWO, 2, 0),
    "the end of a stream of one request": ([{"type": "text"}, chat(1000, 100) | {"type": "finish"}], ONE, 1, 0),
    "a line about another agent": (
        [chat(1000, 100), {"type": "system", "subtype": "task_notification", "usage": {"input_tokens": 9}}],
        ONE,
        1,
        0,
    ),
    "keys of another shape with nothing in them": (
        [{"usage": {**chat(1000, 100)["usage"], "input_tokens": 0, "input_tokens_details": None}}],
        ONE,
        1,
        0,
    ),
    "a stream in a list": ([{"chunks": [chunk(), chunk(1000, 100)]}], ONE, 1, 0),
    "events in a list": ([{"id": 5, "events": [started(1000), delta(100), STOP]}], ONE, 1, 0),
    "what a tool was asked": (
        [chat(1000, 100), {"type": "tool-call", "input": {"usage": {"input_tokens": 9, "output_tokens": 9}}}],
        ONE,
        1,
        0,
    ),
    "a prompt that a stream learns last": (
        [chunk(0, 0), chunk(900, 5), chunk(1000, 100), started(0), delta(100) | {"usage": counted(1000, 100)}],
        TWO,
        2,
        0,
    ),
    "two streams of a server that counts from 1 again": (
        [chunk(created=1), chunk(choices=[{"finish_reason": "stop"}], created=1), chunk(1000, 100, created=1)] * 2
        + [chunk(created=9), chunk(1000, 100, created=9)],
        TWO,
        2,
        0,
    ),
    "a stream whose parts do not agree when it began": (
        [chunk(1000, 9, created=1), chunk(1000, 50, created=2), chunk(1000, 100, created=3), chunk(created=4)],
        ONE,
        1,
        0,
    ),
    "runs of one request, one after the other": ([result(1000, 100, 1), result(1000, 100, 1)], TWO, 2, 0),
    "steps of two calls with their ends": (
        [
            chat(1000, 100) | {"type": "finish-step"},
            {"type": "finish", "totalUsage": step(1000, 100)["usage"]},
            chat(1000, 100) | {"type": "finish-step"},
            {"type": "finish", "totalUsage": step(1000, 100)["usage"]},
        ],
        TWO,
        2,
        0,
    ),
    "events beside an answer": ([{"events": [{"type": "tool_start"}], "result": chat(1000, 100)}], ONE, 1, 0),
    "numbers of a machine": (
        [chat(1000, 100), {"type": "x", "usage": {"cpu": 35}}, {"type": "y", "token": {"expires_in": 3600}}],
        ONE,
        1,
        0,
    ),
    "a tool that failed": ([chat(1000, 100), {"type": "tool_result", "output": {"error": "x"}}], ONE, 1, 0),
    "limits beside an answer": (
        [{"budget": {"input_tokens": 9}, "rate_limit": {"input_tokens": 9}, "response": chat(1000, 100)}],
        ONE,
        1,
        0,
    ),
    "a run of one request, of which its answer says less": ([message(1000, 2), result(1000, 100, 1)], ONE, 1, 0),
    "a model with the whole window": ([chat(1000, 100, model="m[1m]")], ONE, 1, 0),
    "failures of a log": (
        [
            {"schemaType": "ModelInvocationLog", "errorCode": "ThrottlingException", "input": {"inputBodyJson": {}}},
            {"status": "Bad Request", "processed_time": "x", "response": {}},
            {"response_status": 429, "response_body": {"x": 1}},
            {"status": "failure", "call_type": "acompletion", "prompt_tokens": 0, "completion_tokens": 0},
            chat(1000, 100),
        ],
        ONE,
        1,
        4,
    ),
    "failures beside an answer": (
        [
            chat(1000, 100),
            {"error": {"type": "overloaded_error"}},
            responses(status="failed"),
            {"response": {"status_code": 429, "body": {}}},
            message(0, 0) | {"message": {"model": "<synthetic>", "usage": {"input_tokens": 0}}},
        ],
        ONE,
        1,
        4,
    ),
}


@pytest.mark.parametrize(("documents", "total", "answers", "failed"), TOLD.values(), ids=TOLD)
@pytest.mark.parametrize("form", ["lines", "events", "list"])
def test_each_answer_is_counted_once(
    price: Run, form: str, documents: list[Document], total: str, answers: int, failed: int
) -> None:
    text = {
        "lines": "".join(f"{json.dumps(one)}\n" for one in documents),
        "events": "".join(f"event: x\ndata: {json.dumps(one)}\n\n" for one in documents) + "data: [DONE]\n\n",
        "list": json.dumps(documents),
    }[form]
    answer = price(text, "--format", "json")
    assert answer.code == 0, answer.err
    found = json.loads(answer.out)
    assert (found["total"], found["answers"], found["failed"]) == (total, answers, failed)
    assert found["documents"] == len(documents)


def test_it_is_said_what_was_counted_once_and_what_failed(price: Run) -> None:
    out = price(json.dumps([chunk(1000, 1), chunk(1000, 100), {"error": "x"}])).out
    assert "1 answer in 2 documents" not in out  # three documents, one of which is a request that failed
    assert "1 request failed, and counted nothing." in " ".join(out.split())
    assert "1 answer in 3 documents, counted once" in " ".join(out.split())


REFUSED = [
    ([chunk(), chunk()], "nothing here says what this answer used"),
    ([chat(1, 1), chunk(name="other")], "nothing here says what this answer used"),
    ([responses(status="in_progress")], "nothing here says what this answer used"),
    ([chunk(1000, 100), chunk(1000, 5)], "counted more `output` before: 100"),
    ([chat(1000, 5, id="a"), chat(900, 9, id="a")], "counted more `input` before: 1000"),
    ([started(1000)], "this stream breaks off"),
    ([started(1000), started(1000, "msg_2"), delta(5)], "this stream breaks off"),
    ([started(1000), STOP], "this stream breaks off"),
    ([result(2000, 200, 2)], "the sum of 2 requests, and the size of each decides"),
    ([message(1000, 100), result(2000, 200, 2)], "those that stand before it add up to 1000 and 100"),
    ([{"totalUsage": step(5, 5)["usage"]}], "the sum of several requests"),
    ([{"object": "thread.run", **chat(5, 5)}], "the sum of several requests"),
    ([{"type": "turn.completed", "usage": {"input_tokens": 5, "output_tokens": 1}}], "the sum of several requests"),
    ([{"requests": 3, "input_tokens": 5, "output_tokens": 1}], "the sum of 3 requests"),
    ([{"steps": [step(5, 5), step(6, 6)], "totalUsage": step(12, 11)["usage"]}], "counts neither"),
    ([{"usage": chat(5, 5)["usage"], "raw": chat(5, 6)}], "counts neither"),
    ([{"type": "x"}], "nothing is counted here"),
    ([chat(5, 5), {"id": 7, "text": "hello"}], "there is no `usage` object here"),
    ([{"error": "x"}], "every request here failed"),
    ([{"a": chat(5, 5), "b": chat(5, 5)}], "or another answer"),
    ([{"messages": [{"role": "assistant"}, chat(5, 5)]}], "says nothing of what it used, and others there do"),
    ([{"messages": [chat(5, 5), chat(6, 6)], **chat(9, 9)}], "counts neither"),
    ([chat(5, 5), {"type": "ai", "content": "x"}], "nothing here says what this answer used"),
    ([{"type": "conversation.item.input_audio_transcription.completed", **chat(5, 5)}], "another model wrote down"),
    ([{**result(5, 5, 1), "modelUsage": {"m": {}, "n": {}}}], "names a model that no card has"),
    (
        [{**step(5, 5), "providerMetadata": {"x": {"cacheCreationInputTokens": 9}}}],
        "9 tokens were written to a cache",
    ),
    ([chat(5, 5), delta(5)], "counts in a shape that is not known here"),
    (
        [{"type": "GENERATION", "usage": {"input": 5, "output": 1, "unit": "TOKENS"}}, chat(5, 5)],
        "in a shape that is",
    ),
    ([{"responses": [chat(5, 5), {"object": "chat.completion", "choices": []}]}], "says nothing of what it used"),
    ([{"steps": [step(5, 5), {"usage": {}}]}], "says nothing of what it used"),
    ([{"a": {"x": chat(5, 5)}, "judge": {"model": "n", **chat(5, 5)}}], "or another answer"),
    ([{"a": chat(5, 5, id="1", model="m"), "b": chat(5, 5, id="2", model="n")}], "names a model that no card has"),
    ([{"messages": [chat(5, 5), chat(6, 6)], "judge": chat(9, 9)}], "or another answer"),
    ([{"steps": [step(5, 5)] * 2, "sources": [{"sourceType": "url"}]}], "the web was searched"),
    ([chat(5, 5), {"kind": "CLIENT", "attributes": {"gen_ai.usage.input_tokens": 9}}], "counts in a shape"),
    ([chat(5, 5), {"type": "step-finish", "tokens": {"input": 9}}], "counts in a shape"),
    ([chat(5, 5), {"type": "llm_end", "metadata": {"usage_metadata": {"input_tokens": 9}}}], "counts in a shape"),
    ([{**chat(5, 5), "embedding_usage": {"prompt_tokens": 9}}], "counts neither"),
    ([{**chat(5, 5), "prompt_tokens": 9}], "counts neither"),
    ([{**chat(5, 5), "tool_usage": {"image_gen": {"input_tokens": 9, "output_tokens": 9}}}], "counts neither"),
    (
        [{"event": "x", "data": chat(5, 5)}, {"event": "x", "data": {"choices": [{}], "usage": None}}],
        "nothing here says",
    ),
    ([chat(5, 5, id="a"), chat(6, 5, id="a")], "an answer to another prompt, of 5 tokens"),
    ([{"type": "AIMessageChunk", **chat(5, 5)}], "added to the parts before it"),
    ([message(5, 5), {**result(5, 5, 1), **searched(5, 5, 3)}], "no price for `web_search`"),
    ([message(5, 5), message(5, 5, "msg_2"), {**result(10, 10, 2), **searched(10, 10, 3)}], "those that stand before"),
    ([chat(5, 5), {"event": "x", "details": {"prompt_tokens": 9}}], "counts in a shape"),
    ([message(5, 5), result(9, 9, 1)], "those that stand before it add up to 5 and 5"),
    ([{**chat(5, 5), "by_model": {"qwen-max": chat(9, 9)["usage"]}}], "counts neither"),
    ([chat(5, 5), {"id": "b", "object": "", "choices": [{}]}], "nothing here says"),
    ([chat(5, 5, id="a") | {"type": "message"}, chat(6, 5, id="a") | {"type": "message"}], "to another prompt"),
    ([{"output": [{"type": "shell_call", "environment": {"type": "container"}}], **chat(5, 5)}], "a tool was run"),
    ([{"model": "n", "chunks": [chunk(5, 5)]}], "names a model that no card has"),
    ([chat(5, 5), {"type": "llm", "tokens_in": 9}], "counts in a shape"),
    ([chat(5, 5), {"type": "llm", "usage": {"total": 9}}], "counts in a shape"),
    ([chat(5, 5), {"type": "ocr", "usage_info": {"pages_processed": 9}}], "counts in a shape"),
    ([chat(5, 5), {"type": "x", "data": {"prompt_eval_count": 9}}], "counts in a shape"),
    ([chat(5, 5), {"type": "x", "payload": {"choices": [{}], "usage": None}}], "nothing here says"),
    ([{"usage": {**chat(5, 5)["usage"], "num_server_side_tools_used": 2}}], "a tool of the vendor was run"),
    ([{**result(5, 5, 1), "modelUsage": {"m": {"inputTokens": 5, "outputTokens": 9}}}], "counts 9 tokens of answers"),
    ([cached("claude-x")], "version 5 leaves the cached tokens"),
    ([{"content": [{"type": "server_tool_call", "name": "web_search"}], **chat(5, 5)}], "a tool of the vendor was run"),
    (
        [{"parts": [{"part_kind": "builtin-tool-call", "tool_name": "web_search"}], **chat(5, 5)}],
        "the web was searched",
    ),
    (
        [{"type": "turn_context", "payload": {"model": "n"}}, {"payload": {"info": codex(1000, 1000)}, "type": "x"}],
        "names a model that no card has",
    ),
]


@pytest.mark.parametrize(("documents", "says"), REFUSED, ids=range(len(REFUSED)))
def test_what_nobody_can_tell_is_refused(price: Run, documents: list[Document], says: str) -> None:
    answer = price(json.dumps(documents))
    assert (answer.code, answer.out) == (2, "")
    assert says in answer.err


def test_a_log_is_no_batch_and_a_line_of_one_is(price: Run) -> None:
    logged: Document = {"response": {"status_code": 200, "body": chat(1000, 100)}}
    assert json.loads(price(json.dumps(logged), "--format", "json").out)["total"] == ONE
    for line in (
        logged | {"custom_id": "a"},
        {"recordId": "1", "modelInput": {}, "modelOutput": chat(1000, 100)},
        {"result": {"type": "succeeded", "message": message(1000, 100)["message"]}},
        {"key": "1", "response": google(1000, 100)},
        {"processed_time": "2026-01-01", "response": google(1000, 100)},
        {"response": {"inlinedResponses": {"inlinedResponses": [{"response": google(1000, 100)}]}}},
    ):
        # half of 0.0014, as the card says of a batch
        assert json.loads(price(json.dumps(line), "--format", "json").out)["total"] == "0.0007"


@pytest.mark.parametrize(
    "answer",
    [
        {"response_metadata": {"service_tier": "flex"}, **chat(5, 5)},
        {"providerMetadata": {"openai": {"serviceTier": "flex"}}, **step(5, 5)},
        {"service_tier": "flex", "response": chat(5, 5)},
        {"usage_metadata": LANGCHAIN["usage_metadata"], "response_metadata": {"usage": {**ANTHROPIC, "speed": "flex"}}},
        {"usage": {**step(5, 5)["usage"], "raw": {"input_tokens": 5, "output_tokens": 5, "speed": "flex"}}},
    ],
    ids=range(5),
)
def test_how_it_was_served_is_read_where_a_library_hands_it_on(price: Run, answer: Document) -> None:
    refused = price(json.dumps(answer))
    assert (refused.code, refused.out) == (2, "")
    assert "is `flex`" in refused.err


def test_a_tool_that_is_told_around_answers_as_well_ran_once(price: Run) -> None:
    call = {"type": "web_search_call", "id": "ws"}
    answers = [chat(5, 5, output=[]), chat(6, 5, output=[call])]
    for around in ({}, {"items": [call]}, {"items": [call], "output": [call]}):
        answer = price(json.dumps({"responses": answers, **around}), "--meter", "web_search=0")
        assert answer.code == 0, answer.err
    one = price(json.dumps({"responses": answers, "items": [call]}))
    assert one.err == price(json.dumps({"responses": answers})).err
    beyond = {"responses": [chat(5, 5), chat(6, 5)], "citations": ["https://example.com"]}
    assert "--meter web_search=N" in price(json.dumps(beyond)).err


def test_a_tool_that_ran_in_an_earlier_part_is_not_forgotten(price: Run) -> None:
    cited = {"choices": [{"delta": {"annotations": [{"type": "url_citation"}]}}]}
    answer = price(json.dumps([chunk(**cited), chunk(1000, 100)]))
    assert (answer.code, answer.out) == (2, "")
    assert "--meter web_search=N says how many are billed" in answer.err
    searched = [google(1000, 1, responseId="a") | {"candidates": [{"groundingMetadata": {"webSearchQueries": ["x"]}}]}]
    parts = [*searched, *searched, google(1000, 100, "STOP", responseId="a")]
    assert "no price for `web_search`" in price(json.dumps(parts)).err
    assert price(json.dumps(parts), "--meter", "web_search=0").code == 0


def test_a_stream_may_have_more_events_than_there_may_be_answers(price: Run) -> None:
    parts = [chunk() for _ in range(10_001)]
    assert json.loads(price(json.dumps([*parts, chunk(1000, 100)]), "--format", "json").out)["total"] == ONE


@pytest.mark.parametrize("key", ["requests", "num_turns", "request_count", "num_requests"])
def test_whatever_says_of_how_many_it_is_the_sum_is_obeyed(price: Run, key: str) -> None:
    assert "the sum of 3 requests" in price(json.dumps({key: 3, **chat(5, 5)})).err
    assert price(json.dumps({key: 1, **chat(5, 5)})).code == 0


@pytest.mark.parametrize("strange", [{}, [], [1], "x", None, True, -1, 1e30])
def test_whatever_stands_where_a_date_should_is_read_or_refused(price: Run, strange: Any) -> None:
    ended = {"choices": [{"finish_reason": "stop"}]}
    for made in (
        chunk(5, 5, created=strange, **ended),
        chat(5, 5, id="a", created=strange),
        {"id": strange, **chat(5, 5)},
    ):
        assert price(json.dumps([made, made, chunk(5, 5)])).code in (0, 2)


def test_one_answer_in_two_files_is_one(price: Run, tmp_path: Any) -> None:
    (tmp_path / "again.json").write_text(json.dumps(chat(1000, 100, id="a")), encoding="utf-8")
    answer = price(json.dumps(chat(1000, 100, id="a")), "--usage", str(tmp_path / "again.json"), "--format", "json")
    assert json.loads(answer.out)["total"] == ONE
