"""Where in a document the `usage` is: in an answer, in an event, in a line of a batch or of a log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

BATCH = "batch"
_REMARKS = {"api_version", "warnings"}
_FAILED = ("errored", "canceled", "expired")
_HINT = "an answer of an API has a `usage` or `usageMetadata` object, with what it counted"


class NoUsageError(ValueError):
    """A document without a `usage` object; `str(error)` says what is missing, and `hint` what would do."""

    hint = _HINT


class Envelope(NamedTuple):
    """What stands around a `usage` object.

    Args:
        usage: The object with the counts.
        answer: The answer that it is in.
        path: Where the counts are in the document.
        around: Where the answer is in it.
        is_batch: Whether it is a line of a batch, which has a price of its own whatever its answer says.
    """

    usage: Mapping[str, Any]
    answer: Mapping[str, Any]
    path: str
    around: str
    is_batch: bool


def opened(document: Mapping[str, Any]) -> Envelope:
    """Return the `usage` object of a document.

    Raises:
        NoUsageError: where there is none.
    """
    answer, around, is_batch = _answer(document)
    for key in ("totalUsage", "usage", "usageMetadata"):
        if key in answer:
            if not isinstance(answer[key], dict):
                raise NoUsageError("there is no `usage` object here")
            if key == "totalUsage" and answer.get("usage") not in (None, answer[key]):  # no hashes
                raise NoUsageError("`totalUsage` is of several requests, and their sizes are not known")
            return Envelope(answer[key], answer, _below(around, key), around, is_batch)
    if isinstance(streamed := answer.get("x_groq"), dict) and isinstance(streamed.get("usage"), dict):
        return Envelope(streamed["usage"], answer, _below(around, "x_groq.usage"), around, is_batch)
    if isinstance(meta := answer.get("meta"), dict) and "billed_units" in meta:
        own = {key: value for key, value in meta.items() if key not in _REMARKS}
        return Envelope(own, answer, _below(around, "meta"), around, is_batch)
    if answer.get("schemaType") == "ModelInvocationLog":
        return Envelope(_logged(answer), answer, around, around, is_batch)
    return Envelope(answer, answer, around, around, is_batch)


def _answer(document: Mapping[str, Any]) -> tuple[Mapping[str, Any], str, bool]:
    """Return the answer in a document, where it is, and whether it is one of a batch."""
    response = document.get("response")
    if isinstance(response, dict) and "usage" not in document:
        if isinstance(body := response.get("body"), dict):
            return body, "response.body", True
        if "usageMetadata" in response:
            return response, "response", True
        if isinstance(response.get("usage"), dict):  # the last event of a stream, or of a live session
            return response, "response", False
    result = document.get("result")
    if isinstance(result, dict) and isinstance(message := result.get("message"), dict):
        return message, "result.message", True
    return document, "", False


def failed(document: Mapping[str, Any]) -> bool:
    """Whether a line of a batch is a request that has no answer, and costs nothing."""
    result, response = document.get("result"), document.get("response")
    if isinstance(result, dict) and result.get("type") in _FAILED:
        return True
    is_line = "custom_id" in document and "response" in document
    body = response.get("body") if isinstance(response, dict) else None
    return (
        is_line
        and (bool(document.get("error")) or response is None)
        and not (isinstance(body, dict) and "usage" in body)
    )


def _logged(line: Mapping[str, Any]) -> dict[str, Any]:
    sides = [side for key in ("input", "output") if isinstance(side := line.get(key), dict)]
    return {key: value for side in sides for key, value in side.items() if key.endswith("TokenCount")}


def _below(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key
