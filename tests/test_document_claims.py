"""What the two articles print, recomputed claim by claim. The sums are written out from the numbers of the articles."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from costcalc.comparison import Comparison, compare
from costcalc.project.load import load_scenario
from tests.cases.relations import Range, all_relations
from tools.read_yaml import yaml_texts

if TYPE_CHECKING:
    from costcalc.ratecard import Catalogue

FILE = Path("scenarios/deepseek-v4-claims.yaml")
RELATIONS = {
    *("agrees", "rounded", "cut", "raised", "differs", "possible", "impossible", "inconsistent", "not-checkable"),
}
TAGS = {"wrong-price", "infeasible", "stale-price"}
NUMBERS = 61

SUMS: dict[str, tuple[str, ...]] = {
    "s03": ("1000000", "1000000"),
    "s04": ("0.28",),
    "s05": ("30",),
    "s06": ("750/7",),  # 30 ÷ 0.28
    "s06_input": ("5000/7",),  # 10 ÷ 0.014
    "s06_input_published": ("500/7",),  # 10 ÷ 0.14
    "s09": ("142.8",),  # 200 × 0.014 + 500 × 0.28 = 2.80 + 140
    "s09_published": ("168",),  # 200 × 0.14 + 500 × 0.28 = 28 + 140
    "s10": ("17000",),  # 200 × 10 + 500 × 30
    "s11": ("12500/77",),  # 25,000 ÷ 154
    "s15_input": ("0.014",),
    "s15_input_published": ("0.14",),
    "s19": ("0.25",),
    "s20": ("5/17",),  # 1 − 60 ÷ 85
    "s20_throughput": ("5/12",),  # 85 ÷ 60 − 1
    "s24": ("750/7",),
    "s24_pro": ("1000/73",),  # 30 ÷ 2.19
    "s24_pro_published": ("1000/29",),  # 30 ÷ 0.87
    "s24_pro_list": ("250/29",),  # 30 ÷ 3.48
    # 0.20 ÷ 0.14, 1.25 ÷ 0.28, 0.10 ÷ 0.14, 0.40 ÷ 0.28, 5 ÷ 1.74, 25 ÷ 3.48
    "s26": ("10/7", "125/28", "5/7", "10/7", "250/87", "625/87"),
    "s27": ("750/7",),
    "s34": ("2",),  # 0.2 × 10
    "s35": ("0.3",),  # 0.01 × 30
    "s36": ("2.3",),
    "s36_published": ("2.3",),
    "s37": ("0.11",),  # 0.2 × 0.55
    "s37_published": ("0.087",),  # 0.2 × 0.435
    "s38": ("0.0219",),  # 0.01 × 2.19
    "s38_published": ("0.0087",),  # 0.01 × 0.87
    "s39": ("0.1319",),
    "s39_published": ("0.0957",),
    "s39_list": ("0.3828",),  # 0.2 × 1.74 + 0.01 × 3.48
    "s40": ("21681/23000",),  # 1 − 0.1319 ÷ 2.3
    "s40_published": ("22043/23000",),  # 1 − 0.0957 ÷ 2.3
    "s40_list": ("19172/23000",),  # 1 − 0.3828 ÷ 2.3
    "s42": ("7.5",),  # 0.5 × 15
    "s42_published": ("2.5",),  # 0.5 × 5
    "s43": ("112.5",),  # 1.5 × 75
    "s43_published": ("37.5",),  # 1.5 × 25
    "s44": ("120",),
    "s44_published": ("40",),
    "s45": ("0.275",),  # 0.5 × 0.55
    "s45_published": ("0.2175",),  # 0.5 × 0.435
    "s46": ("3.285",),  # 1.5 × 2.19
    "s46_published": ("1.305",),  # 1.5 × 0.87
    "s47": ("3.56",),
    "s47_published": ("1.5225",),
    "s47_list": ("6.09",),  # 0.5 × 1.74 + 1.5 × 3.48 = 0.87 + 5.22
    "s48": ("2911/3000",),  # 1 − 3.56 ÷ 120
    "s48_published": ("0.9619375",),  # 1 − 1.5225 ÷ 40
    "s48_list": ("0.84775",),  # 1 − 6.09 ÷ 40
    "s49": ("200000000",),
    "s49_output": ("500000000",),
    "s50": ("2000",),
    "s51": ("15000",),
    "s52": ("17000",),
    "s53": ("2.8",),
    "s53_published": ("28",),
    "s54": ("140",),
    "s54_published": ("140",),
    "s55": ("142.8",),
    "s55_published": ("168",),
    "s56": ("0.9916",),  # 1 − 142.8 ÷ 17,000
    "s56_published": ("2104/2125",),  # 1 − 168 ÷ 17,000
    "s57": ("2500/21",),  # 17,000 ÷ 142.8
    "s57_published": ("2125/21",),  # 17,000 ÷ 168
    "s58": ("23000/1319", "3000/89", "2500/21"),  # 2.3 ÷ 0.1319, 120 ÷ 3.56, 17,000 ÷ 142.8
    # 2.3 ÷ 0.0957, 40 ÷ 1.5225, 40 ÷ 6.09, 17,000 ÷ 168
    "s58_published": ("23000/957", "16000/609", "4000/609", "2125/21"),
}


@pytest.fixture(scope="module")
def result(cards: Catalogue) -> Comparison:
    return compare(load_scenario(FILE), cards, as_of="2026-04-28T12:00:00Z")


@pytest.mark.parametrize("claim", SUMS)
def test_a_claim_of_the_documents_comes_to(result: Comparison, claim: str) -> None:
    (found,) = (each for each in result.claims if str(each.written.claim) == claim)
    values = [figure.value for figure in found.figures]
    assert all(value is not None for value in values)
    assert [Fraction(value) for value in values if value is not None] == [Fraction(each) for each in SUMS[claim]]


def test_an_option_does_all_three_jobs(result: Comparison) -> None:
    totals = {each.id: Fraction(each.estimate.value) for each in result.outcomes if each.estimate}
    # one document, a month of the assistant, a month of the chatbot
    sums = {
        "turbo": "17052.3",  # 2.3 + (0.5 × 10 + 1.5 × 30 = 50) + 17,000
        "opus": "40623.75",  # (0.2 × 15 + 0.01 × 75 = 3.75) + 120 + (200 × 15 + 500 × 75 = 40,500)
        "v4_pro": "1208.6919",  # 0.1319 + 3.56 + (200 × 0.55 + 500 × 2.19 = 1,205)
        "v4_flash": "143.2326",  # (0.2 × 0.014 + 0.01 × 0.28 = 0.0056) + (0.5 × 0.014 + 1.5 × 0.28 = 0.427) + 142.8
    }
    assert {name: totals[name] for name in sums} == {name: Fraction(total) for name, total in sums.items()}
    assert result.cheapest == ("v4_flash_published",)


def test_what_is_open_has_a_range(result: Comparison) -> None:
    ranges = {str(each.written.claim): each.figures[0].ranged for each in result.claims if len(each.figures) == 1}
    ends = {name: (found.low, found.high) for name, found in ranges.items() if found}
    # 1 to 7; 1 − 100 % × 100 % ÷ 85 % = −3/17, and 1 − 0
    assert set(ends) == {"s12", "s30"}
    assert ends["s12"] == (1, 7)
    assert ends["s30"] == (Fraction(-3, 17), 1)


def test_every_number_of_the_documents_is_a_claim_in_its_order() -> None:
    claims = [str(each.claim) for each in load_scenario(FILE).scenario.claims]
    assert [name for name in claims if "_" not in name] == [f"s{number:02}" for number in range(1, NUMBERS + 1)]


def test_what_is_expected_of_a_claim_is_one_relation_and_tags() -> None:
    for claim in load_scenario(FILE).scenario.claims:
        relations = [word for word in claim.expect if word in RELATIONS]
        assert len(relations) == (1 if claim.printed else 0), claim.claim
        assert set(claim.expect) <= RELATIONS | TAGS
        assert bool(claim.of) != ("not-checkable" in relations)
        assert claim.of or claim.why


def test_what_no_sum_is_written_for_repeats_another_claim(result: Comparison) -> None:
    computed = {str(each.written.claim) for each in result.claims if each.figures} - set(SUMS) - {"s12", "s30"}
    # prices and limits of s03 to s06 and s15, and the bills of s10 and s52
    repeated = {
        "s04_published",
        "s05_published",
        "s06_published",
        "s10_published",
        "s13",
        "s15",
        "s23",
        "s52_published",
    }
    assert computed == repeated


REPEATED = {
    "s04_published": "s04",
    "s05_published": "s05",
    "s06_published": "s06",
    "s10_published": "s10",
    "s13": "s03",
    "s15": "s04",
    "s23": "s04",
    "s52_published": "s52",
}
RANGES = {"s12": Range(Fraction(1), Fraction(7)), "s30": Range(Fraction(-3, 17), Fraction(1))}


def test_the_relation_that_is_expected_is_the_one_of_the_rules() -> None:
    claims = yaml_texts(FILE.read_text(encoding="utf-8"))["claims"]
    numbers = {**SUMS, **{name: SUMS[same] for name, same in REPEATED.items()}}
    found = {name: [Range(Fraction(each), Fraction(each)) for each in sums] for name, sums in numbers.items()}
    found |= {name: [each] for name, each in RANGES.items()}
    words = {each["claim"]: each["expect"] for each in claims if "expect" in each}
    expected = {name: word if isinstance(word, str) else word[0] for name, word in words.items()}
    assert dict(all_relations(claims, found)) == expected
