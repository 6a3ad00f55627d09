"""A rate card to begin with: one model and its prices."""

from __future__ import annotations

from typing import NamedTuple

from costcalc.project.starter.written import quoted, title_of

NO_SOURCE = "todo"
"""What stands where a source is to be named; `costcalc check` warns of it."""


class StarterCard(NamedTuple):
    """A rate card to begin with.

    Args:
        name: Its id.
        model: What the vendor calls the model.
        prompt: The price of 1M tokens of the prompt; empty where nobody says.
        answer: The price of 1M tokens of the answer; empty where nobody says. Of neither, both are examples.
        currency: What both are in.
        source: Where they were read; empty where nobody says. Then they are claimed, and never the cheapest, as
            examples are.
        day: From when on they are in force.
    """

    name: str
    model: str
    prompt: str
    answer: str
    currency: str
    source: str
    day: str

    def text(self) -> str:
        """Return what stands in the file."""
        basis, trust, source = "claimed", "confidence: low  # or `verified: DAY`, when you saw it there", NO_SOURCE
        prompt, answer = _price("input", self.prompt), _price("output", self.answer)
        if not (self.prompt or self.answer):
            prompt, answer = "input: 1  # an example", "output: 2  # an example"
            source += f"  # {quoted(self.source)}, where its prices are put in" if self.source else ""
        elif self.source:
            basis, trust, source = "published", f"verified: {self.day}", quoted(self.source)
        return f"""\
schema: costcalc/rate-card/v1
id: {quoted(self.name)}
title: {title_of(self.name)}
basis: {basis}  # published: the vendor sells at these prices; claimed: somebody says so, and it never is the cheapest
version: {self.day}  # changes whenever the card does
currency: {self.currency}
per: 1M tokens
models:
  {quoted(self.model)}:
    # context_window: 128K  # the most tokens of a request
    # max_output: 16K  # and of an answer
    rates:  # oldest first; a new price is a new rate, and an old one stays as it is
      - effective: {self.day}
        source: {source}
        {trust}
        {prompt}
        # cache_read: 0.1  # what is read from the vendor's cache, if that has a price of its own
        {answer}
"""


def _price(meter: str, price: str) -> str:
    """Return the line of a price; a comment where nobody says one."""
    return f"{meter}: {price}" if price else f"# {meter}: 0.1  # if it has a price"
