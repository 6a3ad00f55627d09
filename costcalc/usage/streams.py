"""Documents that only their order holds together: streams and logs that say once what holds for what comes after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from costcalc.problem import InputError
from costcalc.usage.envelope import opened
from costcalc.usage.events import TOGETHER, created, is_chunk, is_event

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping

    from costcalc.problem import Place

_KEPT = ("chunks", "events", "stream")
_AROUND = ("model", "service_tier")
"""What holds of all parts, where it stands around them."""
_OF_MESSAGE = ("content_block_", "message_stop")


def unfolded(document: Mapping[str, Any], where: Callable[[str], Place]) -> list[Mapping[str, Any]]:
    """Return the parts of a stream that a log keeps in a list, where nothing counts beside it; else all of it."""
    for key in _KEPT:
        parts = document.get(key)
        if isinstance(parts, list) and parts and all(isinstance(one, dict) and _is_part(one) for one in parts):
            rest = {name: value for name, value in document.items() if name != key}
            found = opened(rest, where)
            if not (found.answers or found.elements):
                around = {name: rest[name] for name in _AROUND if isinstance(rest.get(name), str)}
                return [{**around, **one} for one in parts]
    return [document]


def _is_part(one: Mapping[str, Any]) -> bool:
    return is_event(one) or is_chunk(one) or "candidates" in one


class StreamState:
    """Where a stream of OpenAI's is: some servers give the `id` of one that has ended to another.

    Args:
        name: The `id` of its parts.
    """

    def __init__(self, name: str) -> None:
        self.key: Hashable = name
        self._name = name
        self._at: Any = None
        self._has_reason = False

    def next(self, part: Mapping[str, Any], *, counted: bool) -> Hashable:
        """Return the name of the answer that a part is of; parts do not always agree on when it was `created`.

        Args:
            part: What comes next.
            counted: Whether the answer has counted already.
        """
        at = created(part)
        if counted and self._has_reason and at != self._at:
            self.key, self._has_reason = (self._name, at), False
        self._at = at
        choices = part.get("choices")
        for one in choices if isinstance(choices, list) else ():
            self._has_reason |= isinstance(one, dict) and bool(one.get("finish_reason"))
        return self.key


class CodexSession:
    """A log of a session of Codex, whose lines say one after the other who answers, what ran, and what it took.

    Args:
        name: What tells the session from others, where it does not say it.
    """

    def __init__(self, name: int) -> None:
        self._said: dict[str, Any] = {"session": name}
        self._ran: list[Any] = []

    def whole(self, document: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return a line with what the ones before it say of it: the session, the model, tools that ran."""
        kind, payload = document.get("type"), document.get("payload")
        if not isinstance(payload, dict):
            return document
        if kind == "session_meta":
            self._said = {"session": payload.get("id")}
        elif kind == "turn_context":
            self._said |= {"model": payload.get("model")}
        elif kind == "response_item":
            self._ran.append(payload)
        elif isinstance(info := payload.get("info"), dict) and TOGETHER in info:
            ran, self._ran = self._ran, []
            return {**document, "payload": {**payload, "info": {**info, **self._said, "output": ran}}}
        return document


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
