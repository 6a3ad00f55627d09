"""A model is found by its name, an alias written in its card, or not at all: nothing is ever near enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from costcalc.problem import InputError, Place, Source
from costcalc.project.load import find_cards
from costcalc.spelling import nearest
from tests.inputs import card_yaml, contract_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from costcalc.ratecard import Catalogue

HERE = Place(Source("here"), 1, 1)
RATES = "rates: [{effective: 2026-01-01, source: x, input: 1}]"


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    for card, models in {
        "acme": f"{{small: {{aliases: [tiny, acme-small], {RATES}}}, large: {{{RATES}}}, meta/llama: {{{RATES}}}}}",
        "zeta": f"{{large: {{aliases: [big], {RATES}}}, Large: {{{RATES}}}, acme/small: {{{RATES}}}}}",
    }.items():
        (tmp_path / f"{card}.yaml").write_text(card_yaml(f"id: {card}\nmodels: {models}\n"), encoding="utf-8")
    return find_cards([tmp_path])


@pytest.mark.parametrize(
    ("ref", "found"),
    [
        ("acme/small", "acme/small"),
        ("acme/tiny", "acme/small"),
        ("acme/acme-small", "acme/small"),
        ("tiny", "acme/small"),
        ("small", "acme/small"),
        ("big", "zeta/large"),
        ("Large", "zeta/Large"),
        ("acme/meta/llama", "acme/meta/llama"),
        ("meta/llama", "acme/meta/llama"),
        ("zeta/acme/small", "zeta/acme/small"),
    ],
)
def test_a_name_finds_its_model(catalogue: Catalogue, ref: str, found: str) -> None:
    assert catalogue.find(ref, HERE).ref == found


@pytest.mark.parametrize(
    ("ref", "code", "hint"),
    [
        ("large", "ambiguous-model", "say which: acme/large, zeta/large"),
        ("acme/smalk", "unknown-model", "did you mean `small`?"),
        ("acme/small-2026", "unknown-model", "did you mean `small`?"),
        ("acme/small-2", "unknown-model", "it has small, large, meta/llama"),  # another model, at another price
        ("small-2-latest", "unknown-model", "models are named CARD/MODEL"),
        ("small-latest", "unknown-model", "say which: acme/small, zeta/acme/small"),
        ("acme/Small", "unknown-model", "did you mean `small`?"),
        ("acme/", "unknown-model", "it has small, large, meta/llama"),
        ("acme/qwerty", "unknown-model", "it has small, large, meta/llama"),
        ("acme/big", "unknown-model", "it has small, large, meta/llama; there is zeta/big"),
        ("acm/small", "unknown-card", "did you mean `acme`?"),
        ("acm/qwerty", "unknown-card", "did you mean `acme`?"),
        ("qwerty/small", "unknown-card", "say which: acme/small, zeta/acme/small"),
        ("qwerty/qwerty", "unknown-card", "there are acme, zeta in "),
        ("router/ACME/Small", "unknown-card", "say which: zeta/acme/small, acme/small"),
        ("~acme/small", "unknown-card", "did you mean `acme`?"),
        ("@cf/tiny", "unknown-card", "did you mean `acme/tiny`?"),
        ("/", "unknown-card", "there are acme, zeta in "),
        ("LARGE", "unknown-model", "say which: acme/large, zeta/large, zeta/Large"),
        ("smalk", "unknown-model", "did you mean `acme/small`?"),
        ("qwerty", "unknown-model", "models are named CARD/MODEL, as in acme/"),
        ("", "unknown-model", "models are named CARD/MODEL, as in acme/"),
        ("ACME/small", "unknown-card", "did you mean `acme`?"),
        ("../../etc/passwd/x", "unknown-card", "there are acme, zeta in "),
        ("acme/../../etc/passwd", "unknown-model", "it has small, large, meta/llama"),
    ],
)
def test_a_name_that_is_only_near_finds_nothing_but_a_hint(
    catalogue: Catalogue, ref: str, code: str, hint: str
) -> None:
    with pytest.raises(InputError) as refused:
        catalogue.find(ref, HERE)
    (problem,) = refused.value.problems
    assert problem.code == code
    assert str(problem.hint).startswith(hint)


def test_a_card_is_read_once_and_only_when_it_is_named(catalogue: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "zeta.yaml").write_text("broken", encoding="utf-8")
    first = catalogue.find("acme/small", HERE)
    (tmp_path / "acme.yaml").unlink()
    assert catalogue.find("acme/large", HERE).file is first.file
    with pytest.raises(InputError) as refused:
        catalogue.find("zeta/large", HERE)
    assert [problem.code for problem in refused.value.problems] == ["missing-schema"]
    with pytest.raises(InputError, match="the rate card `acme` has no model `qwerty`"):
        catalogue.find("acme/qwerty", HERE)


def test_a_broken_card_is_read_once_however_often_it_is_named(catalogue: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "zeta.yaml").write_text("broken", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(InputError) as refused:
            catalogue.find("zeta/large", HERE)
        assert [problem.code for problem in refused.value.problems] == ["missing-schema"]
        (tmp_path / "zeta.yaml").unlink(missing_ok=True)


def test_where_no_card_has_a_model_a_misspelt_name_is_still_refused(tmp_path: Path) -> None:
    term = "{effective: 2026-01-01, source: a letter, discount: 10%}"
    (tmp_path / "deal.yaml").write_text(contract_yaml(f"contract: [{term}]\n"), encoding="utf-8")
    with pytest.raises(InputError) as refused:
        find_cards([tmp_path]).find("gpt-nope", HERE)
    (problem,) = refused.value.problems
    assert (problem.code, problem.hint) == ("unknown-model", "models are named CARD/MODEL")


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("GPT-4o", "gpt-4o"),  # in other letters it is that, and nothing longer that begins so
        ("gpt-4o-min", "gpt-4o-mini"),
        ("qwerty", None),
    ],
)
def test_the_nearest_of_more_names_than_can_be_compared(word: str, found: str | None) -> None:
    many = [f"other-{nth}" for nth in range(2_000)]
    assert nearest(word, [*many, "gpt-4o", "gpt-4o-mini", "gpt-4o-mini-audio"]) == found
