"""What is expected of the claims of these files: the relations by the rules, and mechanisms that print the figure."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from functools import cache
from typing import Any

import pytest

from tests.cases.relations import End, Range, all_relations, of_number, of_range, printed, rounded
from tests.cases.test_cases import FILES, FOLDER, exact, recomputed
from tools.read_yaml import read_yaml, yaml_texts

CLAIMS = 299
LABELLED = 29
KINDS = {
    *("follows", "parts-rounded", "rounded-first", "other-rate", "other-meter", "other-model", "other-card"),
    *("power-of-ten", "calendar", "part", "off-by-one", "percent-base", "none"),
}
MEANT: dict[str, set[str | None]] = {
    "agrees": {"agrees"},
    "agrees_rounded": {"rounded", "cut", "raised"},
    "disagrees": {"differs", "inconsistent", "impossible"},
    "inconsistent": {"inconsistent", "differs"},
    "impossible": {"impossible"},
    "wrong_price": {"differs"},
    "under_specified": {"possible", "rounded", "differs"},
    "not_checkable": set(),
}
"""The relations that the words of the first check stand for; besides none, for what is not printed."""


@cache
def expected() -> dict[str, dict[str, dict[str, Any]]]:
    """Return what is expected of each claim of each file."""
    read: dict[str, dict[str, dict[str, Any]]] = read_yaml((FOLDER / "expected.yaml").read_text(encoding="utf-8"))
    return read


@cache
def claims(file: str) -> list[dict[str, Any]]:
    """Return the claims of a file with all numbers as they are written."""
    text = (FOLDER / f"{file}.yaml").read_text(encoding="utf-8")
    read: list[dict[str, Any]] = yaml_texts(text)["claims"]
    return read


def found(file: str) -> dict[str, tuple[Range, ...]]:
    """Return what the claims come to."""
    ranges: dict[str, tuple[Range, ...]] = {}
    for name, ends in recomputed(file).items():
        low, high = (ends.get("value", ends.get(end)) for end in ("low", "high"))
        if low is not None and high is not None:  # of a figure that is not judged, one end may be enough
            ranges[name] = (Range(low, high),)
    return ranges


def labelled() -> list[tuple[str, str]]:
    return [(file, claim) for file, each in expected().items() for claim, said in each.items() if "mechanism" in said]


@pytest.mark.parametrize("file", FILES)
def test_the_relations_of_a_file_are_those_of_the_rules(file: str) -> None:
    with_formula = [claim["claim"] for claim in claims(file) if "of" in claim]
    assert list(expected()[file]) == with_formula
    by_the_rules = dict(all_relations(claims(file), found(file)))
    said = {claim: each["relation"] for claim, each in expected()[file].items()}
    assert said == {claim: by_the_rules.get(claim) for claim in with_formula}


@pytest.mark.parametrize("file", FILES)
def test_a_relation_is_what_the_verdict_meant_or_a_dated_note_says_why_not(file: str) -> None:
    for claim, each in expected()[file].items():
        meant = each["relation"] is None or each["relation"] in MEANT[each["verdict"]]
        assert meant or each["note"].startswith("2026-"), claim


@pytest.mark.parametrize(("file", "claim"), labelled())
def test_a_mechanism_prints_the_figure_that_it_is_said_to_explain(file: str, claim: str) -> None:
    (written,) = (each for each in claims(file) if each["claim"] == claim)
    said, figure = expected()[file][claim], printed(written)
    mechanism = said["mechanism"]
    assert figure
    assert {mechanism["kind"], *mechanism.get("also", ())} <= KINDS
    assert mechanism["text"]
    assert ("value" in mechanism) == (mechanism["kind"] != "none")
    assert said["relation"] in {"differs", "inconsistent", "raised"}
    if "value" in mechanism:
        assert of_number(exact(str(mechanism["value"])), figure.low) != "differs"


def test_the_counts() -> None:
    all_claims = [each for file in expected().values() for each in file.values()]
    relations = Counter(str(each["relation"]) for each in all_claims)
    kinds = Counter(each["mechanism"]["kind"] for each in all_claims if "mechanism" in each)
    print(relations, kinds)  # noqa: T201  # `pytest -rP` shows it
    assert list(expected()) == FILES
    assert (relations.total(), kinds.total()) == (CLAIMS, LABELLED)


@pytest.mark.parametrize(
    ("number", "relation"),
    [
        ("22.5", "agrees"),
        ("22.504", "rounded"),
        ("22.495", "rounded"),  # a half, up and to even
        ("22.505", "rounded"),  # a half, to even alone
        ("22.509", "cut"),
        ("22.491", "raised"),
        ("22.51", "differs"),
        ("22.49", "differs"),
    ],
)
def test_the_relation_of_a_number_to_a_figure(number: str, relation: str) -> None:
    assert of_number(Fraction(number), End(Fraction("22.5"), Fraction("0.01"))) == relation


def test_a_quotient_just_above_a_half_is_rounded_up() -> None:
    assert rounded(Fraction(5, 10) + Fraction(1, 10**60), Fraction(1), "ROUND_HALF_EVEN") == 1
    assert rounded(Fraction(5, 10) - Fraction(1, 10**60), Fraction(1), "ROUND_HALF_UP") == 0
    assert rounded(Fraction(-5, 2), Fraction(1), "ROUND_HALF_UP") == -3


@pytest.mark.parametrize(
    ("text", "low", "high", "relation"),
    [
        ("10x to 100x", "17.4", "17.4", "agrees"),
        ("10x to 100x", "119", "119", "differs"),
        ("10-20x", "1", "7", "impossible"),
        ("$20K-$150K", "20000", "150000", "agrees"),
        ("$20K-$150K", "20100", "149000", "differs"),
        ("up to 3%", "0.01", "0.01", "agrees"),
        ("up to 3%", "0.04", "0.04", "differs"),
        ("$1,800", "1500", "6000", "possible"),
        ("80%", "0", "0.7", "impossible"),
        ("28.6 billion", "28571428571", "28571428571", "rounded"),
    ],
)
def test_the_relation_of_a_range_to_a_text(text: str, low: str, high: str, relation: str) -> None:
    figure = printed({"printed": text})
    assert figure
    assert of_range(Range(Fraction(low), Fraction(high)), figure) == relation
