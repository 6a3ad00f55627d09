"""Claims: what somebody printed, and the formula that it is a figure of."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from costcalc.expr import Node
from costcalc.problem import Place
from costcalc.scenario.expectations import RELATIONS, TAGS
from costcalc.scenario.option import ReplacedValue
from costcalc.scenario.printed import printed_number
from costcalc.shown import cut
from costcalc.source import FieldKind, FileRecord, OneName, Sequence, Text, place_of, rejected
from costcalc.source.fields import read_at, read_formula, read_results, read_text
from costcalc.source.patterns import NUMBERS_SCHEMA, RESULTS_SCHEMA
from costcalc.spelling import did_you_mean

MAX_OF = 100


def _formulas(value: Any) -> tuple[Node, ...]:
    if not isinstance(value, Sequence):
        return (read_results(value),)
    if not value:
        raise rejected("empty-list", "name at least one formula")
    if len(value) > MAX_OF:
        raise rejected("too-many", f"a claim is of at most {MAX_OF} formulas", "make several claims of it")
    return tuple(read_at(item.place, read_results, item) for item in value)


EXPECTED = (*RELATIONS, *TAGS)
EXPECTED_SCHEMA = {"enum": [*EXPECTED]}


def _word(value: Any) -> str:
    word = read_text(value)
    if word not in EXPECTED:
        known = f"there are the relations {', '.join(RELATIONS)} and the tags {', '.join(TAGS)}"
        raise rejected(
            "unknown-word", f"`{cut(word)}` is nothing that a claim can be", did_you_mean(word, EXPECTED, known)
        )
    return word


def _words(value: Any) -> tuple[str, ...]:
    items = value if isinstance(value, Sequence) else [value]
    words = tuple(read_at(item.place, _word, item) for item in items)
    relations = dict.fromkeys(word for word in words if word in RELATIONS)
    if len(relations) > 1:
        raise rejected(
            "too-many", f"a claim has one relation, and not {len(relations)}: {', '.join(relations)}", "keep one"
        )
    return words


PrintedNumber = Annotated[Node, FieldKind(read_formula, **NUMBERS_SCHEMA)]


class Claim(FileRecord):
    """What somebody printed, which `audit` judges. Without `printed` it is a figure, which is shown and not judged."""

    claim: OneName = Field(description="a name for it: formulas call the number it prints printed.NAME")
    printed: Text | None = Field(None, description='as it stands in the text: "~$154/month"')
    value: PrintedNumber | None = Field(None, description="the number it is, where the text alone does not say it")
    of: Annotated[
        tuple[Node, ...],
        FieldKind(_formulas, anyOf=[RESULTS_SCHEMA, {"type": "array", "minItems": 1, "items": RESULTS_SCHEMA}]),
    ] = Field((), description="the formula that it is a figure of; each of several, where there are several")
    to: PrintedNumber | None = Field(None, description="how coarse it is, where its last digits are no digits: 1K")
    with_: dict[OneName, ReplacedValue] = Field(
        default_factory=dict, alias="with", description="the values of assumptions that it is meant at"
    )
    expect: Annotated[
        tuple[str, ...],
        FieldKind(_words, anyOf=[EXPECTED_SCHEMA, {"type": "array", "items": EXPECTED_SCHEMA}]),
    ] = Field((), description="what is known about it: differs, wrong-price")
    why: Text | None = Field(None, description="what to know about it")

    @property
    def place(self) -> Place:
        """Where it is named."""
        return place_of(self.claim)

    def number(self) -> Node | None:
        """Return the number it prints, as a formula; None where neither `value` nor the text says one."""
        if self.value is not None:
            return self.value
        return printed_number(self.printed) if self.printed is not None else None
