"""What a check finds, and how grave it is."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from costcalc.instant import short_instant

if TYPE_CHECKING:
    from costcalc.problem import Place
    from costcalc.rules import Contract


class Level(IntEnum):
    """The severity of a finding; `OFF` is for checks that nobody wants."""

    OFF = 0
    NOTICE = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """As it is written in a configuration and in reports."""
        return self.name.lower()


class Finding(NamedTuple):
    """One thing that somebody should look at.

    Args:
        check: What found it: the name of a check, of a gate, or the code of a problem.
        level: How grave it is.
        place: Where.
        message: A sentence that says what it is.
        hint: What to do about it.
        about: What tells it from another of the same check in the same file, and does not move with lines: a
            model, a scenario, an option.
        when: What the message ends with, after `, at `: the instant whose prices were taken, and its hours.
        limit: The key of the limit of a gate: increase_percent.
    """

    check: str
    level: Level
    place: Place
    message: str
    hint: str | None = None
    about: str = ""
    when: str = ""
    limit: str = ""

    def at(self, when: str) -> Finding:
        """Return it as it is at an instant.

        Args:
            when: The instant, with what else is to be said of it: `2026-11-23, in peak hours`.
        """
        return self._replace(message=f"{self.message}, at {when}", when=when)

    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order findings as a reader meets them: by file, line, column."""
        return (self.place.source.name, self.place.line, self.place.column, self.check, self.message)


def option_called(scenario: str, option: str) -> str:
    """Return what an option is called beside those of other scenarios; where it has no name, it is the scenario."""
    return f"{scenario}/{option}" if option else scenario


def terms_called(card_id: str, terms: Contract) -> str:
    """Return a name that tells negotiated terms from the others of their card: their start, models and meters."""
    narrowed = [str(name) for names in (terms.models, terms.meters) for name in names or ()]
    return " ".join([card_id, short_instant(terms.effective.at), *narrowed])
