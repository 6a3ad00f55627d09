"""The words of a usage type of Bedrock, such as `USE1-Nova2.0Lite-input-tokens-flex`, by explicit rules.

Three forms are read: `PREFIX-MODEL-KIND-MORE`, `PREFIX-ID-mantle-KIND-MORE`, whose ID is that of the API, and
`PREFIX-MP:PREFIX_KIND_MORE-Units` of the marketplace. What has another word behind the kind is not understood.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

INPUT, OUTPUT, READ, WRITE = "input", "output", "cache-read", "cache-write"
METERS: Mapping[tuple[str, str], str] = {
    (INPUT, ""): "input",
    (READ, ""): "cache_read",
    (WRITE, ""): "cache_write_5m",
    (WRITE, "1h"): "cache_write_1h",
    (OUTPUT, ""): "output",
    (INPUT, "sound"): "audio_input",
    (READ, "sound"): "audio_cache_read",
    (OUTPUT, "sound"): "audio_output",
    (INPUT, "image"): "image_input",
    (READ, "image"): "image_cache_read",
    (OUTPUT, "image"): "image_output",
    (INPUT, "video"): "video_input",
    (OUTPUT, "video"): "video_output",
}
MEDIA: Mapping[str, str] = {
    "text": "",
    "speech": "sound",
    "audio": "sound",
    "image": "image",
    "video": "video",
}
SERVICES: Mapping[str, str] = {
    "standard": "",
    "batch": "batch",
    "flex": "flex",
    "priority": "priority",
    "latency-optimized": "latency_optimized",
}
GLOBAL = {"cross-region-global", "global"}
LONG = {"long-context", "long-ctx", "lctx"}
HOUR, HALF_HOUR = {"1h", "1-hour"}, {"30m"}
IN_REGION = {"regional"}

_PREFIX = re.compile(r"[A-Z0-9]+-(?:MP:[A-Z0-9]+_)?", re.ASCII)
_ID = re.compile(r"([a-z0-9-]+\.[a-z0-9][a-z0-9.:-]*?)-mantle-", re.ASCII)
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_MEDIUM = "|".join(MEDIA)
_KIND = re.compile(
    rf"(?:^|-)(?:(?P<before>{_MEDIUM})-)?(?P<kind>cache-?read|cache-?write|input|output)"
    rf"(?:-(?P<life>1h|30m))?(?:-input)?(?:-(?P<after>{_MEDIUM}))?-tokens?(?:-count)?(?P<more>-.*)?$",
    re.ASCII,
)
_MORE = "|".join(sorted((*SERVICES, *GLOBAL, *LONG, *HOUR, *HALF_HOUR, *IN_REGION), key=len, reverse=True))
_EACH = re.compile(rf"-({_MORE})(?=-|$)", re.ASCII)
MOST = 200
"""Characters of a usage type."""


class UsageType(NamedTuple):
    """What a usage type says.

    Args:
        meter: In our words.
        service: "" for the usual one.
        everywhere: Whether the request may be served in any region.
        long: Whether it is the price of large prompts.
        id: Of the model in the API, where it is said.
    """

    meter: str
    service: str
    everywhere: bool
    long: bool
    id: str | None


def read_usage_type(written: str) -> UsageType | None:
    """Read a usage type; None for what is not understood."""
    prefix = _PREFIX.match(written)
    if prefix is None or len(written) > MOST:
        return None
    rest = written[prefix.end() :]
    model = _ID.match(rest)
    if "MP:" in prefix[0]:
        rest = _HUMP.sub("-", rest.removesuffix("-Units")).replace("_", "-")
    match = _KIND.search(rest.lower())
    if match is None:
        return None
    more = match["more"] or ""
    words = set(_EACH.findall(more))
    if _EACH.sub("", more):
        return None
    services = {SERVICES[word] for word in words if word in SERVICES}
    media = {MEDIA[word] for word in (match["before"], match["after"]) if word}
    hour = match["life"] == "1h" or bool(words & HOUR)
    kind = re.sub("^cache-?", "cache-", match["kind"])
    meter = METERS.get((kind, "1h" if hour else "".join(sorted(media))))
    if meter is None or len(services) > 1 or len(media) > 1:
        return None
    return UsageType(meter, "".join(services), bool(words & GLOBAL), bool(words & LONG), model and model[1])
