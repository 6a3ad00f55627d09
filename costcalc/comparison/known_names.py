"""What names of results there are, for somebody who named one that there is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.comparison.names import name_of
from costcalc.scenario import PRICE
from costcalc.spelling import did_you_mean, some_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from costcalc.comparison.results import Results
    from costcalc.scenario import Scenario


class KnownNames:
    """The names of results that formulas of a scenario can have.

    Args:
        scenario: Whose figures, prices and assumptions have names.
        results: What each option has names of, by its id.
    """

    def __init__(self, scenario: Scenario, results: Mapping[str, Results]) -> None:
        self._scenario = scenario
        self._results = results

    def hint(self, name: str, option: str | None) -> str | None:
        """Say what may be meant by a name that there is not.

        Args:
            name: What is written.
            option: Whose result it says that it is; None where it does not say that.
        """
        if option is None:
            known, otherwise = self._all(), "there are"
        else:
            known, otherwise = [name_of(option, one) for one in self._of(option)], "it has"
        if turned := _in_other_order(name, known):
            return f"did you mean `{turned}`?"
        return did_you_mean(name, known, f"{otherwise} {some_of(known)}" if known else None)

    def _all(self) -> list[str]:
        inside = [name_of(option, name) for option in self._results for name in self._of(option)]
        prices = self._scenario.prices
        listed = [f"{name}.{PRICE}.{meter}" for name, one in prices.items() for meter, _ in one.prices()]
        alone = [name for option in self._results for name in self._of(option)] if len(self._results) == 1 else []
        return [*alone, *inside, *listed, *map(str, self._scenario.figures), *map(str, self._scenario.assumptions)]

    def _of(self, option: str) -> list[str]:
        return [*self._results[option].names(), *map(str, self._scenario.figures)]


def _in_other_order(name: str, known: Sequence[str]) -> str | None:
    """Return the name that is made of words of another one, its last among them and not the last there."""
    words = name.split(".")
    made = [one for one in known if words[-1] in one.split(".")[:-1] and set(one.split(".")) <= set(words)]
    return max(made, key=len, default=None)
