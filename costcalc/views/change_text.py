"""What was and what is, in words: as much of it as tells the two apart."""

from __future__ import annotations

import re

from costcalc.shown import cut

DIGITS, PRINT, LONGEST = 18, 12, 120
"""Digits of a number, those of a fingerprint, and characters of any other text; programs are told all."""
CENTS = 2
_NUMBER = re.compile(r"(-?)([0-9]+)\.(0*)([0-9]*)(?: \([^)]*\))?")
_FINGERPRINT = re.compile(r"\b[0-9a-f]{64}\b")


def change_text(was: str | None, now: str | None) -> str:
    """Return `was -> now`; what is nothing is said as `none`."""
    sides = tuple(text or "none" for text in (was, now))
    shown = tuple(map(_short, sides))
    if shown[0] == shown[1] and sides[0] != sides[1]:
        shown = tuple(cut(text, LONGEST) for text in sides)
    return " -> ".join(shown)


def _short(text: str) -> str:
    """Return the beginning of a text: `DIGITS` of a number, with a sign that there are more."""
    match = _NUMBER.fullmatch(text)
    if not match or len(text) > LONGEST:
        return cut(_FINGERPRINT.sub(lambda found: cut(found[0], PRINT), text), LONGEST)
    sign, whole, zeros, digits = match.groups()
    most = DIGITS if not int(whole) else max(CENTS, DIGITS - len(whole)) - len(zeros)
    is_cut = len(digits) > most or text.endswith(")")
    return f"{sign}{whole}.{zeros}{digits[: max(0, most)]}" + ("…" if is_cut else "")
