"""What a document without counts is: an event of a stream, an answer that says nothing of its usage, a failure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from costcalc.problem import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from costcalc.problem import Place

_NAMES = (
    *(("id",), ("responseId",), ("response_id",), ("requestId",), ("request_id",), ("response", "id")),
    *(("ResponseMetadata", "RequestId"), ("$metadata", "requestId"), ("message", "id")),
)
_FAILED = ("errored", "canceled", "cancelled", "expired", "failed")
_SYNTHETIC = "<synthetic>"
"""What Claude Code calls the model of a message that it wrote itself, where a request failed."""
_WHOLE = ("chat.completion", "text_completion", "response")
_CHUNK = "chat.completion.chunk"
_LEAST_ERROR = 400
_KINDS = ("type", "event_type")
_CONVERSE = {"messageStart", "contentBlockStart", "contentBlockDelta", "contentBlockStop", "messageStop"}
"""What events of a stream of Bedrock's are called; the last one is `metadata`, and counts."""


def name_of(answer: Mapping[str, Any]) -> str | None:
    """Return what tells an answer from every other one; None where it has no `id`.

    A server that counts its answers from 1 again tells when it `created` one; parts of a stream do not always agree.
    """
    for path in _NAMES:
        value: Any = answer
        for key in path:
            value = value.get(key) if isinstance(value, dict) else None
        if isinstance(value, str) and value:
            created = answer.get("created") if answer.get("object") != _CHUNK else None
            return value if created is None else f"{value} {created}"
    return None


def is_event(document: Mapping[str, Any]) -> bool:
    """Whether a document is an event of a stream, or a line of a log about something else than an answer."""
    return any(isinstance(document.get(key), str) for key in _KINDS) or (
        bool(document) and document.keys() <= _CONVERSE
    )


def is_open(answer: Mapping[str, Any]) -> bool:
    """Whether an answer is the beginning of one: Google's have a reason why they end."""
    candidates = answer.get("candidates")
    ended = ("finishReason", "finish_reason")
    return isinstance(candidates, list) and not any(
        one.get(key) for one in candidates if isinstance(one, dict) for key in ended
    )


def is_answer(document: Mapping[str, Any]) -> bool:
    """Whether a document is an answer, or a part of one, that has to say sooner or later what it used."""
    return any(_answers(node) for node in _nodes(document))


def _answers(node: Mapping[str, Any]) -> bool:
    if node.get("object") in (*_WHOLE, _CHUNK) or "choices" in node or "candidates" in node:
        return True
    return node.get("role") == "assistant" and "model" in node


def failed(document: Mapping[str, Any], *, has_counts: bool = False) -> bool:
    """Whether a document is of a request that has no answer, and costs nothing.

    Args:
        document: All of it.
        has_counts: Whether it counts something: then it is one only if nobody answered.
    """
    if has_counts:
        return any(node.get("model") == _SYNTHETIC for node in _nodes(document))
    result = document.get("result")
    if isinstance(result, dict) and result.get("type") in _FAILED:
        return True
    if "custom_id" in document and "response" in document and document["response"] is None:
        return True
    return any(node.get("error") or node.get("status") in _FAILED or _refused(node) for node in _nodes(document))


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
