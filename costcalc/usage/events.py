"""What a document is by its keys: an event, an answer that says nothing of its usage, a failure, a line of a batch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from costcalc.usage.answer_counts import count_of
from costcalc.usage.leaves import value_at

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

_NAMES = (
    *("id", "responseId", "response_id", "response.id", "message.id", "provider_response_id"),
    *("ResponseMetadata.RequestId", "$metadata.requestId"),
)
"""Where the name of an answer is. A `request_id` in a log is often of what the user's own server was asked."""
BEDROCK_LOG = "ModelInvocationLog"
_FAILED = ("errored", "canceled", "cancelled", "expired", "failed", "failure")
_ERRORS = ("error", "errorCode", "error_code")
_SYNTHETIC = "<synthetic>"
"""What Claude Code calls the model of a message that it wrote itself, where a request failed."""
_WHOLE = ("chat.completion", "text_completion", "response")
_OF_STREAM = ("message_start", "message_delta", "message_stop")
_ENDED = ("finishReason", "finish_reason")
_OF_LANGCHAIN = "ai"
_CHUNK = "chat.completion.chunk"
_LEAST_ERROR = 400
_SAID_IN = ("response", "response_body", "message", "body", "data", "result")
_DEEPEST = 3
_OF_TASKS = ("task_notification", "task_progress")
TOGETHER = "total_token_usage"
"""What Codex has used in a session so far."""
_KINDS = ("type", "event_type", "event", "kind")
_EVENTS = {
    *("messageStart", "contentBlockStart", "contentBlockDelta", "contentBlockStop", "messageStop"),
    *("setupComplete", "serverContent", "toolCall", "toolCallCancellation", "goAway", "sessionResumptionUpdate"),
}
"""Events without a type: of a stream of Bedrock's, the last of which is `metadata` and counts; of Google's sessions."""


def name_of(answer: Mapping[str, Any]) -> str | None:
    """Return what tells an answer from every other one; None where it has no `id`.

    Codex has none, and says after each request what all of them used together: that is another sum each time.
    """
    paths = list(_NAMES)
    if answer.get("schemaType") == BEDROCK_LOG:
        paths.append("requestId")
    if isinstance(answer.get("output"), dict):  # Alibaba's own API
        paths.append("request_id")
    for path in paths:
        if isinstance(name := value_at(answer, path), str) and name:
            return name
    together = answer.get(TOGETHER)
    return f"{answer.get('session')} {sorted(map(str, together.items()))}" if isinstance(together, dict) else None


def prompt_of(answer: Mapping[str, Any]) -> Any:
    """Return how large a prompt of Google's is: what is streamed says the same in each part, whatever else grows."""
    usage = answer.get("usageMetadata")
    return usage.get("promptTokenCount") if isinstance(usage, dict) else None


def created(answer: Mapping[str, Any]) -> Any:
    """Return when an answer was made, as it says it; None where that is no date and no number."""
    at = answer.get("created")
    return None if isinstance(at, (dict, list)) else at


def is_part(document: Mapping[str, Any]) -> bool:
    """Whether a document is a part of a stream, of which the prompt may be known later."""
    return is_chunk(document) or document.get("type") in _OF_STREAM


def is_chunk(answer: Mapping[str, Any]) -> bool:
    """Whether an answer is a part of a stream of OpenAI's."""
    return answer.get("object") == _CHUNK


def is_event(document: Mapping[str, Any]) -> bool:
    """Whether a document is an event of a stream, or a line of a log about something else than an answer."""
    is_named = any(isinstance(document.get(key), str) for key in _KINDS)
    is_empty = document.get("choices") == [] or _is_nameless(document)
    return is_named or is_empty or (bool(document) and document.keys() <= _EVENTS)


def _is_nameless(part: Mapping[str, Any]) -> bool:
    """Whether it is a part in which Azure says what its filters found."""
    return part.get("object") == "" and not part.get("id")


def is_open(answer: Mapping[str, Any]) -> bool:
    """Whether an answer is the beginning of one: Google's have a reason why they end."""
    return (is_chunk(answer) and not answer.get("usage")) or _has_no_end(answer)


def _has_no_end(answer: Mapping[str, Any]) -> bool:
    candidates = answer.get("candidates")
    if not isinstance(candidates, list) or not candidates:
        return False
    return not any(one.get(key) for one in candidates if isinstance(one, dict) for key in _ENDED)


def is_unended(answer: Mapping[str, Any]) -> bool:
    """Whether an answer was kept before it ended: the reason why it did is there, and empty."""
    return _has_no_end(answer) or answer.get("stop_reason", "") is None


def is_of_another(document: Mapping[str, Any]) -> bool:
    """Whether an event counts what another model did: the one that writes down what the one in a session heard."""
    kind = document.get("type")
    return isinstance(kind, str) and "input_audio_transcription" in kind


def is_of_another_agent(document: Mapping[str, Any]) -> bool:
    """Whether a line is about another agent, whose answers stand in a log of its own."""
    return document.get("subtype") in _OF_TASKS


def is_difference(document: Mapping[str, Any]) -> bool:
    """Whether a part of a stream counts what is added to the parts before it."""
    return document.get("type") == "AIMessageChunk"


def is_answer(document: Mapping[str, Any]) -> bool:
    """Whether a document is an answer, or a part of one, that has to say sooner or later what it used."""
    return any(_answers(node) for node in _nodes(document, (*_SAID_IN, "output", "payload")))


def is_turn(element: Any) -> bool:
    """Whether an element of a conversation, in which others say what they used, is an answer."""
    return isinstance(element, dict) and (element.get("role") == "assistant" or is_answer(element))


def _answers(node: Mapping[str, Any]) -> bool:
    if _is_nameless(node):
        return False
    if node.get("object") in (*_WHOLE, _CHUNK) or node.get("choices") or "candidates" in node:
        return True
    return (node.get("role") == "assistant" and "model" in node) or node.get("type") == _OF_LANGCHAIN


def failed(document: Mapping[str, Any]) -> bool:
    """Whether a document says of a request that it has no answer; it costs nothing where it counts nothing, either."""
    result = document.get("result")
    if isinstance(result, dict) and result.get("type") in _FAILED:
        return True
    if document.get("response", ...) in (None, {}) and ("custom_id" in document or document.get("status")):
        return True
    return any(_says_error(node) or _refused(node) for node in _nodes(document, _SAID_IN))


def _says_error(node: Mapping[str, Any]) -> bool:
    return any(map(node.get, _ERRORS)) or node.get("status") in _FAILED or node.get("model") == _SYNTHETIC


def _refused(node: Mapping[str, Any]) -> bool:
    """Whether an HTTP status says that there is no answer."""
    said = next((node[key] for key in ("status_code", "statusCode", "status", "response_status") if key in node), None)
    return count_of(said) >= _LEAST_ERROR


def _nodes(document: Mapping[str, Any], keys: Collection[str], depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """Yield a document, and what an answer may be kept in."""
    yield document
    for key in keys if depth < _DEEPEST else ():
        if isinstance(inside := document.get(key), dict):
            yield from _nodes(inside, keys, depth + 1)


def is_batch_line(document: Mapping[str, Any]) -> bool:
    """Whether a document is a line of what a batch gave: keys say so that nobody else writes."""
    response, result = document.get("response"), document.get("result")
    if "custom_id" in document or ("recordId" in document and "modelOutput" in document):
        return True
    if isinstance(result, dict) and result.get("type") == "succeeded" and "message" in result:
        return True
    is_google = isinstance(response, dict) and "usageMetadata" in response
    return is_google and ("key" in document or "processed_time" in document)
