"""Negotiated terms to begin with: a discount on all models of a card."""

from __future__ import annotations

from typing import NamedTuple

from costcalc.project.starter.card import NO_SOURCE
from costcalc.project.starter.written import quoted, title_of


class StarterContract(NamedTuple):
    """Negotiated terms to begin with.

    Args:
        name: The id of their card.
        card: The card that they are laid over.
        currency: What its prices are in.
        per: What one of its prices buys.
        discount: What is taken off its prices.
        source: Where the terms are written; empty where nobody says.
        day: From when on they are in force.
    """

    name: str
    card: str
    currency: str
    per: str
    discount: str
    source: str
    day: str

    def text(self) -> str:
        """Return what stands in the file."""
        return f"""\
schema: costcalc/rate-card/v1
id: {quoted(self.name)}
title: {title_of(self.name)}
basis: contracted
version: {self.day}  # changes whenever the card does
currency: {self.currency}
per: {self.per}
extends: {quoted(self.card)}  # its models are to be had as {self.name}/MODEL
contract:  # terms are ended with `until`, and new ones appended; they are never edited
  - effective: {self.day}
    source: {quoted(self.source or NO_SOURCE)}  # the paper and its clause
    discount: {self.discount}
  # - {{effective: {self.day}, source: the same, models: [MODEL], input: 2.00, output: 8.00}}
"""
