"""What a document without counts is: an event of a stream, an answer that says nothing of its usage, a failure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from costcalc.problem import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from costcalc.problem import Place

_NAMES = (
    *(("id",), ("responseId",), ("response_id",), ("response", "id"), ("message", "id")),
    *(("ResponseMetadata", "RequestId"), ("$metadata", "requestId")),
)
"""Where the name of an answer is. A `request_id` in a log is often of what the user's own server was asked."""
BEDROCK_LOG = "ModelInvocationLog"
_FAILED = ("errored", "canceled", "cancelled", "expired", "failed", "failure")
_ERRORS = ("error", "errorCode", "error_code")
_SYNTHETIC = "<synthetic>"
"""What Claude Code calls the model of a message that it wrote itself, where a request failed."""
_WHOLE = ("chat.completion", "text_completion", "response")
_ENDED = ("finishReason", "finish_reason")
_OF_LANGCHAIN = "ai"
_CHUNK = "chat.completion.chunk"
_LEAST_ERROR = 400
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
    for path in _NAMES:
        value: Any = answer
        for key in path:
            value = value.get(key) if isinstance(value, dict) else None
        if isinstance(value, str) and value:
            return value
    if answer.get("schemaType") == BEDROCK_LOG and isinstance(name := answer.get("requestId"), str):
        return name
    together = answer.get("total_token_usage")
    return str(sorted(map(str, together.items()))) if isinstance(together, dict) else None


def created(answer: Mapping[str, Any]) -> Any:
    """Return when a whole answer was made: a server that counts its answers from 1 again says it.

    Parts of a stream do not always agree on it.
    """
    return answer.get("created") if answer.get("object") != _CHUNK else None


def is_event(document: Mapping[str, Any]) -> bool:
    """Whether a document is an event of a stream, or a line of a log about something else than an answer."""
    if any(isinstance(document.get(key), str) for key in _KINDS) or document.get("choices") == []:
        return True
    return bool(document) and document.keys() <= _EVENTS


def is_open(answer: Mapping[str, Any]) -> bool:
    """Whether an answer is the beginning of one: Google's have a reason why they end."""
    candidates = answer.get("candidates")
    if not isinstance(candidates, list) or not candidates:
        return False
    return not any(one.get(key) for one in candidates if isinstance(one, dict) for key in _ENDED)


def is_of_another(document: Mapping[str, Any]) -> bool:
    """Whether an event counts what another model did: the one that writes down what the one in a session heard."""
    kind = document.get("type")
    return isinstance(kind, str) and "input_audio_transcription" in kind


def is_answer(document: Mapping[str, Any]) -> bool:
    """Whether a document is an answer, or a part of one, that has to say sooner or later what it used."""
    return any(_answers(node) for node in _nodes(document))


def is_turn(element: Any) -> bool:
    """Whether an element of a conversation, in which others say what they used, is an answer."""
    return isinstance(element, dict) and (element.get("role") == "assistant" or is_answer(element))


def _answers(node: Mapping[str, Any]) -> bool:
    if node.get("object") in (*_WHOLE, _CHUNK) or node.get("choices") or "candidates" in node:
        return True
    return (node.get("role") == "assistant" and "model" in node) or node.get("type") == _OF_LANGCHAIN


def failed(document: Mapping[str, Any]) -> bool:
    """Whether a document says of a request that it has no answer; it costs nothing where it counts nothing, either."""
    result = document.get("result")
    if isinstance(result, dict) and result.get("type") in _FAILED:
        return True
    if "custom_id" in document and "response" in document and document["response"] is None:
        return True
    return any(_says_error(node) or _refused(node) for node in _nodes(document))


def _says_error(node: Mapping[str, Any]) -> bool:
    return any(map(node.get, _ERRORS)) or node.get("status") in _FAILED or node.get("model") == _SYNTHETIC


def _refused(node: Mapping[str, Any]) -> bool:
    """Whether an HTTP status says that there is no answer."""
    said = next((node[key] for key in ("status_code", "statusCode") if key in node), None)
    return said is not None and not isinstance(said, (str, dict, list, bool)) and said >= _LEAST_ERROR


def _nodes(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield a document, and what an answer may be kept in."""
    yield document
    for key in ("response", "message"):
        if isinstance(inside := document.get(key), dict):
            yield inside
            if isinstance(body := inside.get("body"), dict):
                yield body


_OF_MESSAGE = ("content_block_", "message_stop")


class AnthropicStream:
    """A stream of Anthropic's, whose last event counts what its first one leaves open.

    `message_start` has the prompt and the first token of the answer, and each `message_delta` what has become of that.
    Nothing but their order says that they belong together.
    """

    def __init__(self) -> None:
        self._start: dict[str, Any] | None = None
        self._at: Place | None = None

    def whole(self, document: Mapping[str, Any], place: Place) -> Mapping[str, Any]:
        """Return an event with what the ones before it say as well; any other document as it is.

        Args:
            document: What comes next.
            place: Where it stands.

        Raises:
            InputError: where two streams are mixed, or one ended before it counted.
        """
        if isinstance(event := document.get("event"), dict):  # Claude Code hands on what it streams
            document = event
        kind, message, usage = document.get("type"), document.get("message"), document.get("usage")
        if kind == "message_start" and isinstance(message, dict) and isinstance(message.get("usage"), dict):
            self.close()
            self._start, self._at = {key: message[key] for key in ("id", "model", "usage") if key in message}, place
        elif kind == "message_delta" and isinstance(usage, dict) and self._start is not None:
            told = {key: value for key, value in usage.items() if value is not None}
            self._start, self._at = self._start | {"usage": self._start["usage"] | told}, None
            return {**document, "usage": None, "message": self._start}
        elif isinstance(kind, str) and kind.startswith(_OF_MESSAGE) and self._start is not None:
            document = {**document, "message": {"id": self._start.get("id")}}
        if kind == "message_stop":
            self.close()
        return document

    def close(self) -> None:
        """End the stream.

        Raises:
            InputError: where it never said what the answer used.
        """
        if self._at:
            message = "this stream breaks off before it says what the answer used: it has no `message_delta`"
            raise InputError.of(self._at, "no-usage", message, "what was answered until then may be billed")
        self._start = None
