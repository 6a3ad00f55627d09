"""Scenarios worked out a second time: fractions, plain recursion, nothing of the package.

A formula is a number, a name, or a tuple of a sign and its sides. Only what is never negative and never undefined is
written, so that every scenario has an answer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Formula = int | str | tuple  # type: ignore[type-arg]
Env = dict[str, Fraction]


def text(formula: Formula) -> str:
    """Return a formula as a scenario writes it, in more parentheses than it needs."""
    if isinstance(formula, (int, str)):
        return str(formula)
    sign, *sides = formula
    if sign in {"min", "max"}:
        return f"{sign}({', '.join(map(text, sides))})"
    if sign == "sum":
        index, first, last, body = sides
        return f"sum({index}={text(first)}..{text(last)}, {text(body)})"
    return f"({f' {sign} '.join(map(text, sides))})"


def value(formula: Formula, env: Mapping[str, Fraction]) -> Fraction:
    """Return what a formula comes to."""
    if isinstance(formula, int):
        return Fraction(formula)
    if isinstance(formula, str):
        return env[formula]
    sign, *sides = formula
    if sign == "sum":
        index, first, last, body = sides
        numbers = range(int(value(first, env)), int(value(last, env)) + 1)
        return sum((value(body, {**env, index: Fraction(k)}) for k in numbers), Fraction(0))
    left, right = (value(side, env) for side in sides)
    if sign == "^":
        result = Fraction(1)
        for _ in range(int(right)):
            result *= left
        return result
    known = {"+": left + right, "*": left * right, "min": min(left, right), "max": max(left, right)}
    return left / right if sign == "/" else left - right if sign == "-" else known[sign]


@dataclass
class Entry:
    """A call, or a line where it has a price of its own."""

    name: str
    requests: Formula = 1
    each: tuple[Formula, Formula] | None = None
    input: Formula = 0
    output: Formula = 0
    model: str | None = None
    unit_price: Formula | None = None
    per: int = 1
    once: bool = False

    @property
    def yaml(self) -> str:
        """As a scenario writes it."""
        once = ", once: true" if self.once else ""
        if self.unit_price is not None:
            price = f"quantity: '{text(self.requests)}', unit_price: '{text(self.unit_price)}', per: {self.per} hours"
            return f"- {{line: {self.name}, {price}{once}}}\n"
        each = f", each: {{k: '{text(self.each[0])}..{text(self.each[1])}'}}" if self.each else ""
        model = f", model: {self.model}" if self.model else ""
        size = f"requests: '{text(self.requests)}', input: '{text(self.input)}', output: '{text(self.output)}'"
        return f"- {{call: {self.name}, {size}{each}{model}{once}}}\n"


@dataclass
class Way:
    """An option."""

    name: str
    model: str
    models: dict[str, str] = field(default_factory=dict)
    use: list[str] | None = None
    replaced: dict[str, Formula] = field(default_factory=dict)

    @property
    def yaml(self) -> str:
        """As a scenario writes it."""
        models = "".join(f"{call}: {model}, " for call, model in self.models.items())
        use = f", use: [{', '.join(self.use)}]" if self.use is not None else ""
        layer = "".join(f"{name}: '{text(formula)}', " for name, formula in self.replaced.items())
        return f"  {self.name}: {{model: {self.model}, models: {{{models}}}, with: {{{layer}}}{use}}}\n"


@dataclass
class Story:
    """A scenario."""

    assumptions: dict[str, Formula]
    prices: dict[str, tuple[Formula, Formula]]
    entries: list[Entry]
    ways: list[Way]

    @property
    def yaml(self) -> str:
        """As it is written, without its figures and claims."""
        assumptions = "".join(f"  {name}: '{text(formula)}'\n" for name, formula in self.assumptions.items())
        prices = "".join(
            f"  {name}: {{input: '{text(paid)}', output: '{text(other)}'}}\n"
            for name, (paid, other) in self.prices.items()
        )
        entries = "".join(entry.yaml for entry in self.entries)
        options = "".join(way.yaml for way in self.ways)
        return f"assumptions:\n{assumptions}prices:\n{prices}workload:\n{entries}options:\n{options}"

    def env(self, *layers: Mapping[str, Formula]) -> Env:
        """Return the values of assumptions, each layer written over what lies below it.

        In a layer a name means what it comes to below, and what a layer above fixes it to.
        """
        return self._under(list(layers), {})

    def _under(self, layers: list[Mapping[str, Formula]], fixed: Mapping[str, Fraction]) -> Env:
        if not layers:
            return self._resolved(fixed)
        *lower, layer = layers
        below = self._under(lower, fixed)
        replaced = {name: value(formula, below) for name, formula in layer.items()}
        return self._under(lower, {**replaced, **fixed})

    def _resolved(self, fixed: Mapping[str, Fraction]) -> Env:
        found: Env = {}
        for name, formula in self.assumptions.items():  # each names only those before it
            found[name] = fixed[name] if name in fixed else value(formula, found)
        return found

    def results(self, way: Way, env: Env) -> Env:
        """Return the results of an option by their names."""
        found: Env = {"total": Fraction(0), "upfront": Fraction(0)}
        for entry in self.entries:
            if way.use is not None and entry.name not in way.use:
                continue
            cost = Fraction(0)
            if entry.unit_price is not None:
                cost = value(entry.requests, env) * value(entry.unit_price, env) / entry.per
            else:
                model = way.models.get(entry.name) or entry.model or way.model
                paid, other = (value(price, env) for price in self.prices[model])
                counted = {"requests": Fraction(0), "input.quantity": Fraction(0), "output.quantity": Fraction(0)}
                first, last = (int(value(end, env)) for end in entry.each) if entry.each else (0, 0)
                for k in range(first, last + 1):
                    here = {**env, "k": Fraction(k)}
                    requests = value(entry.requests, here)
                    counted["requests"] += requests
                    counted["input.quantity"] += requests * value(entry.input, here)
                    counted["output.quantity"] += requests * value(entry.output, here)
                counted["input"] = counted["input.quantity"] * paid / 1_000_000
                counted["output"] = counted["output.quantity"] * other / 1_000_000
                cost = counted["input"] + counted["output"]
                found |= {f"{entry.name}.{name}": number for name, number in counted.items()}
            found[f"{entry.name}.total"] = cost
            found["upfront" if entry.once else "total"] += cost
        return found
