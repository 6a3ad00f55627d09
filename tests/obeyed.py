"""What build servers obey in the lines of a log, as their documentation has it: written apart from what breaks it."""

from __future__ import annotations

import re

_ANYWHERE = re.compile(
    r"##\["  # Azure's formatting, and what GitHub's runner took from it
    r"|##vso\["  # Azure's logging commands
    r"|##teamcity\[",  # TeamCity's service messages
    re.IGNORECASE,
)
_COLOR = re.compile(r"\x1b\[[0-9;]*m")
_SECTION = re.compile(r"section_(start|end):\d+:\S+\r\x1b\[0K")
"""GitLab's, which cannot be written without a carriage return and an escape."""


def obeyed(text: str) -> list[str]:
    """Return the lines that GitHub, Azure, TeamCity or GitLab would obey."""
    lines = _COLOR.sub("", text).split("\n")
    return [line for line in lines if line.lstrip().startswith("::") or _ANYWHERE.search(line) or _SECTION.search(line)]
