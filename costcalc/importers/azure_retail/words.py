"""The words of Azure's meter names, such as `gpt 4o 0806 cached Inp glbl Tokens`, by explicit rules.

A word that is not in these tables belongs to the name of the model: nothing is dropped, and nothing guessed. What a
name says more than a card can is a model of its own, such as `gpt-4.1-ft-mdl-grdr`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from costcalc.ratecard.doubts import LARGE_ONLY, SMALL_ONLY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

INPUT, OUTPUT, WRITE, TRAINING, HOSTING = "input", "output", "write", "training", "hosting"
WHAT: Mapping[str, str] = {
    **dict.fromkeys(("inp", "inpt", "input", "in"), INPUT),
    **dict.fromkeys(("outp", "outpt", "output", "out", "opt"), OUTPUT),
    **dict.fromkeys(("wr", "write"), WRITE),
    **dict.fromkeys(("trng", "training"), TRAINING),
    **dict.fromkeys(("hstng", "hosting"), HOSTING),
}
"""What is paid for."""

CACHED = {"cached", "cchd", "cched", "cd"}
KINDS: Mapping[str, str] = {
    **dict.fromkeys(("glbl", "glb", "global", "gl"), "global"),
    **dict.fromkeys(("dzone", "dzn", "dz", "datazone"), "data-zone"),
    **dict.fromkeys(("regnl", "rgnl", "regn", "regional"), "regional"),
}
"""The kinds of a deployment."""

SERVICES: Mapping[str, str] = {
    "batch": "batch",
    "pp": "priority",
    "priority": "priority",
    "flex": "flex",
    "std": "",
}
SOUND, SCRIPT, PICTURE = {"aud", "audio"}, {"txt", "text"}, {"img"}
SPEAKS = {"rt", "rtime", "realtime", "tts", "transcribe"}
"""Where one of these is in the name, `aud` says which tokens are meant; elsewhere it is a part of the name, too."""

EMBEDS = {"embedding", "embed"}
SMALL_OR_LARGE = {"shortco": SMALL_ONLY, "longco": LARGE_ONLY, "short": SMALL_ONLY, "long": LARGE_ONLY}
"""Words of a name that say for which size of a prompt the price is."""

KNOWN = {*WHAT, *CACHED, *KINDS, *SERVICES, *SOUND, *SCRIPT, *PICTURE}
TOKENS = "tokens"
COUNTS = {"1k", "1m"}
UNITS: Mapping[str, tuple[str, str]] = {
    "pages": ("page", "pages"),
    "images": ("image", "images"),
    "characters": ("character", "characters"),
    "calls": ("tool_call", "calls"),
}
"""The last word of a name: what is counted if not tokens, and how a card calls its unit."""

METERS: Mapping[tuple[str, bool, str], str] = {
    (INPUT, False, ""): "input",
    (INPUT, True, ""): "cache_read",
    (WRITE, True, ""): "cache_write_5m",
    (OUTPUT, False, ""): "output",
    (INPUT, False, "sound"): "audio_input",
    (INPUT, True, "sound"): "audio_cache_read",
    (OUTPUT, False, "sound"): "audio_output",
    (INPUT, False, "picture"): "image_input",
    (INPUT, True, "picture"): "image_cache_read",
    (OUTPUT, False, "picture"): "image_output",
    (TRAINING, False, ""): "training",
}

_SPLIT = re.compile(r"[ _-]+|(?<=aud|txt|img)(?=\d)")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")


class MeterName(NamedTuple):
    """What a name says.

    Args:
        model: The words of the model, as they are written.
        kind: Of the deployment; "" where it is not said.
        service: "" for the usual one.
        meter: In our words.
        unit: The plural that a card has for what is counted; "" for tokens.
        per: `1m`, where the name says for how many of them the price is; "" elsewhere.
    """

    model: tuple[str, ...]
    kind: str
    service: str
    meter: str
    unit: str
    per: str


def read_name(name: str) -> MeterName | None:
    """Read the name of a meter; None for what is not understood."""
    words = _words(name)
    last = words.pop().lower() if words else ""
    if words and words[-1].lower() == "tkn":
        words.pop()
    per = words.pop().lower() if last == TOKENS and words and words[-1].lower() in COUNTS else ""
    rest, said = _said(_joined(words), of_tokens=last == TOKENS)
    kinds = {KINDS[word] for word in said if word in KINDS}
    services = {SERVICES[word] for word in said if word in SERVICES}
    if len(kinds) > 1 or len(services) > 1 or not rest:
        return None
    meter, unit = _counted(last, said, rest)
    return MeterName(tuple(rest), "".join(kinds), "".join(services), meter, unit, per) if meter else None


def with_others(name: MeterName, others: Iterable[str]) -> MeterName | None:
    """Return what a name says together with others of the same price; None where they contradict each other."""
    words = {word.lower() for other in others for word in _joined(_words(other))} if not name.unit else set()
    kinds = {name.kind, *(KINDS[word] for word in words if word in KINDS)} - {""}
    services = {name.service, *(SERVICES[word] for word in words if word in SERVICES)} - {""}
    if len(kinds) > 1 or len(services) > 1:
        return None
    return name._replace(kind="".join(kinds), service="".join(services))


def _words(name: str) -> list[str]:
    return [word for glued in _SPLIT.split(name) if glued for word in _unglued(glued)]


def _unglued(word: str) -> Sequence[str]:
    """Return `BatchOutp` as two words, and `ShortCo`, of which none is known, as one."""
    parts = _HUMP.split(word)
    return parts if any(part.lower() in KNOWN for part in parts) else [word]


def _joined(words: Sequence[str]) -> list[str]:
    """Return words with `Data Zone` as one."""
    made: list[str] = []
    for word in words:
        if made and (made[-1].lower(), word.lower()) == ("data", "zone"):
            made[-1] = "DataZone"
        else:
            made.append(word)
    return made


def _said(words: Sequence[str], *, of_tokens: bool) -> tuple[list[str], set[str]]:
    """Return the words of the model, and those that say what is priced, in small letters."""
    small = [word.lower() for word in words]
    speaks = any(word.startswith(tuple(SPEAKS)) for word in small)
    of_price = {*WHAT, *KINDS, "batch"}
    if of_tokens:
        of_price |= {*CACHED, *SERVICES, *PICTURE, *(SOUND if speaks else ())}
        of_price |= set() if EMBEDS & set(small) else SCRIPT
    said = {word for word in small if word in {*of_price, *SOUND}}
    return [word for word, lower in zip(words, small, strict=True) if lower not in of_price], said


def _counted(last: str, said: set[str], model: Sequence[str]) -> tuple[str | None, str]:
    """Return the meter and its unit."""
    what = {WHAT[word] for word in said if word in WHAT}
    if last in UNITS and not what:
        return UNITS[last]
    if last == "unit" and what == {HOSTING}:
        return "hosting_hour", "hours"
    if last != TOKENS:
        return None, ""
    if not what and not said & CACHED and any(word.lower() in EMBEDS for word in model):
        what = {INPUT}
    if WRITE in what:
        what -= {INPUT}
    picture, sound = said & PICTURE, said & SOUND and not said & SCRIPT
    medium = "picture" if picture else "sound" if sound else ""
    return METERS.get((what.pop() if len(what) == 1 else "", bool(said & CACHED), medium)), ""
