"""What was read of one answer so far: counts, words and money, and what is wrong with them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from costcalc.pricing.stated import StatedMoney
from costcalc.problem import MAX_SHOWN, InputError, Place, Problem
from costcalc.shown import cut
from costcalc.usage.reported import Meters, SaidWord

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from costcalc.usage.tool_signs import ToolSign

MAX_DIGITS = 17
MOST_DIGITS = 24
"""Of a time or an amount: sums of them have no more than decimals keep."""
WRITES = "cache_writes"
"""Tokens written to a cache, however long they are kept there; becomes the meters of the two lives."""
LIVES = ("cache_write_5m", "cache_write_1h")
PARTS = ("input", "cache_read", *LIVES, "output", "reasoning")
"""What is counted in every answer: of a later document of one it is never less."""
KINDS = ("audio", "image", "video")
"""What tokens can be of beside text; each has a meter of the prompt and of the answer: `image_output`."""
Lives = tuple[Decimal, Decimal]
"""How many tokens are kept for the short time, and for the long one."""
UNKNOWN = "unknown-usage"
BY_HAND = "give what is billed by --input, --output and --meter NAME=N, in place of --usage"
NOTHING = Decimal(0)


def readable(value: Any) -> Decimal | None:
    """Return a number of 0 or more; None for what is none that can be reckoned with."""
    if not isinstance(value, Decimal) or not value.is_finite() or value < 0 or value.adjusted() > MAX_DIGITS:
        return None
    _, digits, exponent = value.as_tuple()
    fits = len(digits) <= MOST_DIGITS and isinstance(exponent, int) and exponent >= -2 * MAX_DIGITS
    return Decimal(value) if fits else None


def count_of(value: Any) -> int:
    """Return a whole number of 0 or more; 0 for anything else."""
    number = readable(value)
    return int(number) if number is not None and number == number.to_integral_value() else 0


class AnswerCounts:
    """The counts of one answer.

    Args:
        where: Returns where a key of the `usage` object stands, by its path.

    Attributes:
        meters: What was counted.
        problems: What cannot be read.
        again: Counts that say once more what a meter counts, by path: the meter, and how many.
        total: The path and the number of all tokens, where the answer says it.
        words: The words that decide about the price: of the service, the speed, the region.
        money: What it cost, best word first.
        amounts: What is money by its name alone, by path.
        text: How many tokens of the prompt and of the answer are said to be text.
        life_unsaid: Whether nothing says for how long what was written to a cache is kept.
        requests: The requests it is made of, where the answer tells them apart.
        tools: Signs of tools of the vendor among the counts, with their paths.
    """

    def __init__(self, where: Callable[[str], Place]) -> None:
        self.where = where
        self.meters: Meters = {}
        self.places: dict[str, Place] = {}
        self.problems: list[Problem] = []
        self.again: dict[str, tuple[str, Decimal]] = {}
        self.total: tuple[str, Decimal] | None = None
        self.words: dict[str, list[SaidWord]] = {}
        self.money: list[StatedMoney] = []
        self.amounts: list[tuple[str, Any]] = []
        self.text: Meters = {}
        self.life_unsaid = False
        self.requests: list[Meters] = []
        self.tools: list[tuple[ToolSign, str]] = []

    def __getitem__(self, meter: str) -> Decimal:
        return self.meters.get(meter, NOTHING)

    @property
    def size(self) -> tuple[Decimal, Decimal]:
        """How large the prompt and the answer are."""
        return self["input"], self["output"]

    @property
    def said(self) -> int:
        """How much is said: counts, and words for how it was served."""
        return len(self.meters) + sum(map(len, self.words.values()))

    def add(self, meter: str, count: Decimal, path: str) -> None:
        """Count some more of a meter."""
        self.meters[meter] = self[meter] + count
        if count or meter not in self.places:
            self.places[meter] = self.where(path)

    def refuse(self, path: str, message: str, hint: str | None = None, code: str = UNKNOWN) -> None:
        """Remember what cannot be read, and why."""
        if len(self.problems) < MAX_SHOWN:
            self.problems.append(Problem(self.where(path), code, message, hint))

    def number(self, path: str, value: Any, what: str = "a number") -> Decimal | None:
        """Return a number of 0 or more; None where it is none, which is remembered."""
        if (found := readable(value)) is not None:
            return found
        self.refuse(path, f"`{cut(path, 60)}` is not {what}", code="bad-number")
        return None

    def count(self, path: str, value: Any) -> Decimal | None:
        """Return a whole number of 0 or more; None where it is none, which is remembered."""
        whole = isinstance(value, Decimal) and value.is_finite() and value >= 0 and value.adjusted() <= MAX_DIGITS
        if whole and value == value.to_integral_value():
            return Decimal(value)
        self.refuse(path, f"`{cut(path, 60)}` is no number of tokens", code="bad-number")
        return None

    def unknown(self, path: str, value: Any) -> None:
        """Refuse a count that nothing is known of; one of nothing changes nothing."""
        if self.count(path, value):
            message = f"`{cut(path, 60)}` counts {value:f}, and there is no meter for it yet"
            self.refuse(path, message, f"leaving it out would make the bill too small; {BY_HAND}")

    def settle(self, lives: Collection[Lives] = ()) -> None:
        """Hold what is said twice against each other, and tell the lives of what is written to a cache apart.

        Args:
            lives: What else in the answer says how long what was written is kept.
        """
        for path, (meter, count) in self.again.items():
            if meter not in self.meters:
                self.add(meter, count, path)
            elif self[meter] != count:
                self.refuse(path, f"`{cut(path, 60)}` is {count:f}, and the same is {self[meter]:f} elsewhere")
        if WRITES not in self.meters:
            return
        writes, place = self.meters.pop(WRITES), self.places.pop(WRITES)
        parts = tuple(self.meters[life] for life in LIVES if life in self.meters)
        said = {one for one in lives if sum(one) == writes}
        if len(said) == 1 and not parts:
            parts = said.pop()
            for life, count in zip(LIVES, parts, strict=True):
                self.meters[life], self.places[life] = count, place
        if not parts:  # where nothing is said of how long, it is the short time: nobody gets the long one unasked
            self.meters[LIVES[0]], self.places[LIVES[0]] = writes, place
            self.life_unsaid = bool(writes)
        elif sum(parts) != writes:
            message = f"{writes:f} tokens were written to a cache, and the parts of that add up to {sum(parts):f}"
            self.problems.append(Problem(place, UNKNOWN, message))

    def unsaid(self) -> frozenset[str]:
        """Return what nothing is said of: how many tokens of each whole are of a kind, or are kept for the long time.

        Where it is said how many are text, and these are all, there are none of a kind.
        """
        found = {LIVES[1]} if self.life_unsaid else set()
        for whole in ("input", "output"):
            kinds = {f"{kind}_{whole}" for kind in KINDS} - self.meters.keys()
            if self[whole] > self.text.get(whole, NOTHING) + (self["reasoning"] if whole == "output" else NOTHING):
                found |= kinds
        return frozenset(found)

    def hold_total(self, *others: Decimal) -> None:
        """Hold the total against what was counted: the prompt, the answer, and what stands beside them."""
        if self.total and self.total[1] != sum(others, self["input"] + self["output"]):
            message = f"`{self.total[0]}` is not input plus output: some tokens are counted nowhere else"
            self.refuse(self.total[0], message)

    def validate(self) -> None:
        """Raise what is wrong.

        Raises:
            InputError: where something is.
        """
        if self.problems:
            raise InputError(self.problems)
