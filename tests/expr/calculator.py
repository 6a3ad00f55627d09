"""A calculator for what costcalc prints, written apart from it: no line is shared with `costcalc.expr`.

It reads the language as the documents describe it (`+ - * / ^ ( )`, the functions, `1_000`, `1M`, `94%`) and computes
in fractions. A remark in brackets, `250 [prompt 300 > 200]`, changes nothing but has to be true; in
`{a [k > 3], b [otherwise]}` it says which branch counts, and in `sum(k=1..9, a where k > 3)` which terms do.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from fractions import Fraction

Formula = Callable[["Values"], Fraction]
Values = Mapping[str, Fraction | Formula]
"""What a name stands for: a number, or a formula of its own, which sees the values where it is used."""

_SCALE = {"K": Fraction(1000), "M": Fraction(10**6), "B": Fraction(10**9), "%": Fraction(1, 100)}
_TOKEN = re.compile(r"\s+|(\d[\d_]*(?:\.\d+)?(?:[eE][-+]?\d+)?[KMB%]?|[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*|\.\.|[<>=!]=|.)")
_SIGNS: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": lambda left, right: left / right,
}
_TESTS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    "==": lambda left, right: left == right,
    "!=": lambda left, right: left != right,
}


def calculate(text: str, values: Values | None = None) -> Fraction:
    """Type a text into the calculator, with what its names stand for."""
    return understood(text)(values or {})


def understood(text: str) -> Formula:
    """Read a text once, to be computed with different values."""
    calculator = _Calculator([token for token in _TOKEN.findall(text) if token])
    formula = calculator.counted()
    assert not calculator.rest, f"{calculator.rest} is left over in {text!r}"
    return formula


def rounded(value: Fraction, places: int = 0) -> Fraction:
    """Round as on an invoice: the half goes away from zero."""
    scaled = value * 10**places
    nearest = math.floor(scaled + Fraction(1, 2)) if scaled > 0 else math.ceil(scaled - Fraction(1, 2))
    return Fraction(nearest, 10**places)


_FUNCTIONS: dict[str, Callable[..., Fraction | int]] = {
    "min": lambda *given: min(given),
    "max": lambda *given: max(given),
    "ceil": math.ceil,
    "floor": math.floor,
    "round": lambda value, places=Fraction(0): rounded(value, whole(places)),
}


def whole(value: Fraction) -> int:
    """Take a value for the whole number it has to be."""
    assert value.denominator == 1, f"{value} is not whole"
    return value.numerator


class _Calculator:
    def __init__(self, tokens: list[str]) -> None:
        self.rest = tokens
        self.in_braces = False

    def next_is(self, *texts: str) -> bool:
        return bool(self.rest) and self.rest[0] in texts

    def take(self, *texts: str) -> str:
        assert self.rest, f"expected one of {texts}, not the end"
        assert not texts or self.next_is(*texts), f"expected one of {texts}, not {self.rest[:5]}"
        return self.rest.pop(0)

    def terms(self) -> Formula:
        total = self.factors()
        while self.next_is("+", "-"):
            total = _joined(self.take(), total, self.factors())
        return total

    def factors(self) -> Formula:
        product = self.signed()
        while self.next_is("*", "/"):
            product = _joined(self.take(), product, self.signed())
        return product

    def signed(self) -> Formula:
        if self.next_is("-"):
            self.take()
            below = self.signed()
            return lambda values: -below(values)
        value = self.remarked(self.value())
        if self.next_is("^"):
            self.take()
            base, exponent = value, self.remarked(self.value())
            value = self.remarked(lambda values: _power(base(values), whole(exponent(values))))
        return value

    def remarked(self, value: Formula) -> Formula:
        """Read the remarks beside a value: they change nothing, and have to be true."""
        while self.next_is("[") and not self.next_decides():
            value = _true(value, self.remark())
        return value

    def value(self) -> Formula:
        text = self.take()
        if text[0].isdecimal():
            number = _number(text)
            return lambda _: number
        if text == "{":
            return self.branches()
        if text != "(" and not self.next_is("("):
            return lambda values: _looked_up(values[text], values)
        in_braces, self.in_braces = self.in_braces, False
        formula = self.counted() if text == "(" else self.call(text)
        self.take(")")
        self.in_braces = in_braces
        return formula

    def counted(self) -> Formula:
        """Read what counts, and where it does."""
        body = self.terms()
        if not self.next_is("where"):
            return body
        self.take()
        holds = self.condition()
        return lambda values: body(values) if holds(values) else Fraction(0)

    def call(self, word: str) -> Formula:
        self.take("(")
        if word == "sum":
            return self.running_sum()
        given = [self.terms()]
        while self.next_is(","):
            self.take()
            given.append(self.terms())
        return lambda values: Fraction(_FUNCTIONS[word](*(formula(values) for formula in given)))

    def running_sum(self) -> Formula:
        index, _, first, _, last, _, body = (
            self.take(),
            self.take("="),
            self.terms(),
            self.take(".."),
            self.terms(),
            self.take(","),
            self.counted(),
        )

        def total(values: Values) -> Fraction:
            start, end = whole(first(values)), whole(last(values))
            return sum((body({**values, index: Fraction(k)}) for k in range(start, end + 1)), Fraction(0))

        return total

    def next_decides(self) -> bool:
        """Say whether the remark that comes next is the one that decides a branch: the last before its end."""
        if not self.in_braces:
            return False
        depth = 0
        for position, text in enumerate(self.rest):
            depth += (text == "[") - (text == "]")
            if not depth:
                return self.rest[position + 1 : position + 2] in ([","], ["}"], [])
        raise AssertionError(f"a bracket is open in {self.rest}")

    def branches(self) -> Formula:
        in_braces, self.in_braces = self.in_braces, True
        cases: list[tuple[Formula, Callable[[Values], bool]]] = []
        while not cases or self.take(",", "}") == ",":
            cases.append((self.terms(), self.remark()))
        self.in_braces = in_braces
        return lambda values: next(branch(values) for branch, holds in cases if holds(values))

    def remark(self) -> Callable[[Values], bool]:
        in_braces, self.in_braces = self.in_braces, False
        self.take("[")
        conditions = [] if self.next_is("otherwise") else [self.condition()]
        while self.take("and", "otherwise", "]") == "and":
            conditions.append(self.condition())
        if not conditions:
            self.take("]")
        self.in_braces = in_braces
        return lambda values: all(holds(values) for holds in conditions)

    def condition(self) -> Callable[[Values], bool]:
        word, following = self.rest[:2]
        if word[0].isalpha() and word not in {*_FUNCTIONS, "sum"} and (following[0].isdecimal() or following == "("):
            self.take()  # what the number after it is called: `prompt 300`
        left, test, right = self.terms(), self.take(*_TESTS), self.terms()
        return lambda values: _TESTS[test](left(values), right(values))


def _number(token: str) -> Fraction:
    return Fraction(token.rstrip("KMB%").replace("_", "")) * _SCALE.get(token[-1], 1)


def _power(base: Fraction, exponent: int) -> Fraction:
    result = Fraction(1)
    for _ in range(abs(exponent)):
        result *= base
    return 1 / result if exponent < 0 else result


def _looked_up(found: Fraction | Formula, values: Values) -> Fraction:
    return found(values) if callable(found) else found


def _joined(sign: str, left: Formula, right: Formula) -> Formula:
    return lambda values: _SIGNS[sign](left(values), right(values))


def _true(value: Formula, remark: Callable[[Values], bool]) -> Formula:
    def checked(values: Values) -> Fraction:
        assert remark(values), "the remark beside a number is not true"
        return value(values)

    return checked
