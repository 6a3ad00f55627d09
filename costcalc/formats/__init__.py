"""The forms in which answers can be had: a view in, text out. One file per form; a new one is a file and a line here.

A form is imported when it is asked for: only `text` needs rich.
"""

from __future__ import annotations

from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, Protocol, Self, cast

from costcalc.problem import InputError, Place
from costcalc.views import Detail

if TYPE_CHECKING:
    from pathlib import Path

    from costcalc.views import View


_NAMED = frozenset(
    {
        *(".csv", ".doc", ".docx", ".htm", ".html", ".json", ".markdown", ".md", ".ods"),
        *(".parquet", ".pdf", ".sarif", ".xls", ".xlsx", ".xml"),
    }
)
"""What a name ends in that says what a file is; every other ending says nothing."""


class Form(StrEnum):
    """A form of an answer: its word, and what the names of such files end in.

    Attributes:
        suffixes: The endings, the usual one first; none where no ending stands for this form.
    """

    suffixes: tuple[str, ...]

    def __new__(cls, word: str, *suffixes: str) -> Self:
        """Make one of its word and its endings."""
        form = str.__new__(cls, word)
        form._value_ = word
        form.suffixes = suffixes
        return form

    @classmethod
    def endings(cls) -> list[str]:
        """Return the usual ending of each form that has one."""
        return [form.suffixes[0] for form in cls if form.suffixes]

    @classmethod
    def of_file(cls, file: Path | None) -> Self | None:
        """Return the form that a file is named after; None where its name says nothing.

        Raises:
            InputError: where the name is that of another form, which no answer of this kind has.
        """
        suffix = file.suffix.lower() if file else ""
        found = next((form for form in cls if suffix in form.suffixes), None)
        if file and not found and suffix in _NAMED:
            message = f"the name ends in {file.suffix}, and there is no such form of this answer"
            names = ", ".join(f"-o {file.stem}{ending}" for ending in cls.endings())
            raise InputError.of(Place.start_of("-o", str(file)), "bad-setting", message, f"there are {names}")
        return found


_TEXT, _JSON, _MARKDOWN = ("text", ".txt"), ("json", ".json"), ("markdown", ".md", ".markdown")


class OutputFormat(Form):
    """The formats, in the order of their help."""

    TEXT = _TEXT
    JSON = _JSON
    MARKDOWN = _MARKDOWN
    CSV = "csv", ".csv"


class CheckForm(Form):
    """The forms of a check, in the order of their help; build servers read the last four."""

    TEXT = _TEXT
    JSON = _JSON
    MARKDOWN = _MARKDOWN
    GITHUB = "github"
    GITLAB = "gitlab"
    JUNIT = "junit", ".xml"
    SARIF = "sarif", ".sarif"


class Style(NamedTuple):
    """How an answer should look, where a form has the choice.

    Args:
        width: Columns of the terminal.
        color: Whether colours may be used.
        detail: How much people are told.
    """

    width: int = 80
    color: bool = False
    detail: Detail = Detail.USUAL


class Writer(Protocol):
    """A file of this folder, which writes answers in one form."""

    def write(self, view: View, style: Style) -> str:
        """Return an answer in this form."""


def write(view: View, form: str, style: Style) -> str:
    """Return an answer in a form.

    Args:
        view: The answer.
        form: The name of a file of this folder.
        style: How it should look.
    """
    return cast("Writer", import_module(f"costcalc.formats.{form}")).write(view, style)


__all__ = ["CheckForm", "Detail", "Form", "OutputFormat", "Style", "write"]
