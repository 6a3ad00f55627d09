"""The forms in which a review can be reported. One file per report; a new one is a file and a line in this list.

A report is imported when it is asked for.
"""

from __future__ import annotations

from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from costcalc.formats.base import Style
    from costcalc.review import Review


class Report(StrEnum):
    """The reports, in the order of their help."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    GITHUB = "github"
    GITLAB = "gitlab"
    JUNIT = "junit"
    SARIF = "sarif"


class Reporter(Protocol):
    """A module of this folder."""

    def report(self, result: Review, look: Style) -> str:
        """Write a review."""


def reporter_named(name: str) -> Reporter:
    """Import a report."""
    return cast("Reporter", import_module(f"costcalc.formats.check.{name}"))
