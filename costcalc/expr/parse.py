"""Read formulas: `n * (1 - hit)`, `min(2M, docs * 400)`, `sum(k=1..6, s0 + (k - 1) * add)`.

A small tokenizer and a Pratt parser. Python's own `ast` reads neither `1M` nor `94%`, and turns 0.5
into a float.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr.functions import FUNCTIONS, RESERVED, SUM, SumOver
from costcalc.expr.nodes import Name, Node, Num
from costcalc.expr.numbers import NumberError, read_number
from costcalc.expr.operators import Difference, Negative, Power, Product, Quotient, Sum
from costcalc.expr.precedence import ADD, MULTIPLY, NEGATE, POWER
from costcalc.expr.tokens import Token, span_hint, tokens_of, unexpected
from costcalc.problem import InputError
from costcalc.shown import cut
from costcalc.spelling import did_you_mean

if TYPE_CHECKING:
    from costcalc.problem import Place

MAX_LENGTH = 1_000
MAX_DEPTH = 32
MAX_PARTS = 300
"""Numbers, names and signs: a chain of so many is as deep a tree as every walk can take."""

NAME = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
"""What an assumption may be called."""

RESULT = re.compile(rf"{NAME.pattern}(\.[a-z0-9_]+)+", re.ASCII)
"""What a result is called: `flash.answer.input`."""

_TIGHTNESS = {"+": ADD, "-": ADD, "*": MULTIPLY, "/": MULTIPLY, "^": POWER}


class Equation(NamedTuple):
    """Two formulas that are to be equal."""

    left: Node
    right: Node


class LoopEnds(NamedTuple):
    """The first and the last of some whole numbers."""

    first: Node
    last: Node


def parse(text: str, place: Place, *, results: bool = False) -> Node:
    """Read a formula.

    Args:
        text: The formula, at most 1,000 characters.
        place: Where its first character stands; every leaf remembers its own place.
        results: Whether names of results may stand in it, which have dots: `flash.total`.

    Raises:
        InputError: with the place of the first sign that does not fit.
    """
    parser = _parser(text, place, results=results)
    node = parser.expression(0)
    parser.end_here()
    return node


def parse_equation(text: str, place: Place) -> Equation:
    """Read two formulas over results with `=` between them.

    Args:
        text: Both, at most 1,000 characters.
        place: Where the first character stands.

    Raises:
        InputError: with the place of the first sign that does not fit.
    """
    parser = _parser(text, place, results=True)
    left = parser.expression(0)
    parser.expect("=", "write what is to be equal: api.total = own.total")
    right = parser.expression(0)
    parser.end_here()
    return Equation(left, right)


def parse_loop_ends(text: str, place: Place) -> LoopEnds:
    """Read the first and the last of some whole numbers: `1..turns`.

    Args:
        text: Both, with `..` between them.
        place: Where the first character stands.

    Raises:
        InputError: with the place of the first sign that does not fit.
    """
    parser = _parser(text, place, results=False)
    ends = parser.loop_ends(span_hint(text))
    parser.end_here()
    return ends


def _parser(text: str, place: Place, *, results: bool) -> _Parser:
    if len(text) > MAX_LENGTH:
        raise InputError.of(place, "formula-too-long", f"a formula has at most {MAX_LENGTH:,} characters")
    tokens = tokens_of(text, place)
    if len(tokens) > MAX_PARTS:
        hint = "name a part of it as an assumption of its own"
        raise InputError.of(
            place, "formula-too-long", f"a formula has at most {MAX_PARTS} numbers, names and signs", hint
        )
    return _Parser(tokens, place.shifted(len(text)), results=results)


class _Parser:
    def __init__(self, tokens: list[Token], end: Place, *, results: bool) -> None:
        self.tokens = tokens
        self.end = end
        self.results = results
        self.position = 0
        self.depth = 0

    def peek(self) -> Token | None:
        return self.tokens[self.position] if self.position < len(self.tokens) else None

    def take(self) -> Token:
        token = self.peek()
        if not token:
            raise InputError.of(self.end, "bad-formula", "the formula ends too soon", "a number or a name is missing")
        self.position += 1
        return token

    def accept(self, sign: str) -> bool:
        token = self.peek()
        if token and token.text == sign:
            self.position += 1
            return True
        return False

    def expect(self, sign: str, hint: str | None = None) -> None:
        token = self.peek()
        if not self.accept(sign):
            place, found = (token.place, f"`{cut(token.text)}`") if token else (self.end, "the end")
            raise InputError.of(place, "bad-formula", f"`{sign}` is missing before {found}", hint)

    def end_here(self) -> None:
        if rest := self.peek():
            raise unexpected(rest, self.tokens[self.position - 1])

    def expression(self, above: int) -> Node:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise InputError.of(
                self.tokens[min(self.position, len(self.tokens) - 1)].place,
                "formula-too-deep",
                f"a formula nests at most {MAX_DEPTH} deep",
                "name a part of it as an assumption of its own",
            )
        left = self.operand()
        while (token := self.peek()) and (tightness := _TIGHTNESS.get(token.text, 0)) > above:
            self.take()
            # `2 ^ 3 ^ 2` is refused nowhere and read as people write it: from the right
            below = tightness - 1 if token.text == "^" else tightness
            left = _joined(left, token.text, self.expression(below))
        self.depth -= 1
        return left

    def operand(self) -> Node:
        token = self.take()
        if token.kind == "number":
            try:
                return Num(read_number(token.text, percent=True), token.text, token.place)
            except NumberError as error:
                raise InputError.of(token.place, "bad-number", str(error), error.hint) from None
        if token.kind == "name":
            following = self.peek()
            if following and following.text == "(":
                return self.call(token)
            return _result(token) if self.results and "." in token.text else _name(token)
        if token.text == "-":
            return Negative(self.expression(NEGATE))
        if token.text == "(":
            inner = self.expression(0)
            self.expect(")")
            return inner
        raise unexpected(token, self.tokens[self.position - 2] if self.position > 1 else None)

    def call(self, token: Token) -> Node:
        self.expect("(")
        if token.text == SUM:
            return self.sum()
        kind = FUNCTIONS.get(token.text)
        if not kind:
            raise InputError.of(
                token.place,
                "unknown-function",
                f"there is no function `{cut(token.text)}`",
                did_you_mean(token.text, RESERVED, f"there are {', '.join(sorted(RESERVED))}"),
            )
        args = [self.expression(0)]
        while self.accept(","):
            args.append(self.expression(0))
        self.expect(")")
        if len(args) not in kind.arity:
            takes = f"{kind.arity[0]} to {kind.arity[-1]} arguments" if len(kind.arity) > 1 else "1 argument"
            message = f"`{token.text}` takes {takes}, not {len(args)}"
            raise InputError.of(token.place, "bad-formula", message)
        return kind(tuple(args))

    def sum(self) -> Node:
        index = _name(self.take())
        self.expect("=")
        ends = self.loop_ends()
        self.expect(",")
        body = self.expression(0)
        self.expect(")")
        return SumOver(index.name, *ends, body)

    def loop_ends(self, hint: str | None = None) -> LoopEnds:
        first = self.expression(0)
        self.expect("..", hint)
        return LoopEnds(first, self.expression(0))


def _result(token: Token) -> Name:
    if not RESULT.fullmatch(token.text):
        hint = "results are called OPTION.total, OPTION.ENTRY.METER, OPTION.price.METER: flash.answer.input"
        raise InputError.of(token.place, "bad-name", f"`{cut(token.text)}` is no name of a result", hint)
    return Name(token.text, token.place)


def _name(token: Token) -> Name:
    if "." in token.text and token.kind == "name":
        message = f"`{cut(token.text)}` is the name of a result, and here are only assumptions"
        raise InputError.of(token.place, "bad-name", message, "formulas over results stand in `figures` and `claims`")
    if token.kind != "name" or not NAME.fullmatch(token.text) or token.text in RESERVED:
        hint = "names are written in small letters, digits and _: prompt_tokens"
        raise InputError.of(token.place, "bad-name", f"`{cut(token.text)}` is not a name", hint)
    return Name(token.text, token.place)


def _joined(left: Node, sign: str, right: Node) -> Node:
    if sign == "+":
        return Sum((*(left.children if isinstance(left, Sum) else (left,)), right))
    if sign == "*":
        return Product((*(left.children if isinstance(left, Product) else (left,)), right))
    if sign == "^":
        return Power(left, right)
    return Difference(left, right) if sign == "-" else Quotient(left, right)
