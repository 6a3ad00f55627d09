"""What holds of every list: no entry vanishes, one bad datum costs itself alone, and no text of it is quoted."""

from __future__ import annotations

import math
from functools import reduce
from operator import getitem
from typing import TYPE_CHECKING, Any

import pytest

from costcalc.importers import FORMATS
from costcalc.problem import InputError
from tests.importers.samples import SAMPLES, imported, models_of, replaced, twice, walk, without

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.importers.samples import Sample, Steps

SECRET = "sk-SECRET-0123456789"  # noqa: S105  # the one that is looked for
MOST = 8
"""Entries of a list that are spoilt value by value; those of a list are much alike."""


def test_every_format_has_a_sample() -> None:
    assert SAMPLES.keys() == FORMATS.keys()


@pytest.mark.parametrize("form", SAMPLES)
def test_no_entry_vanishes(form: str) -> None:
    """Whichever entry is taken away, something is missing: a price, or the note that says what became of it."""
    sample = SAMPLES[form]
    tree = sample.tree
    whole = imported(form, tree)
    for at in sample.places(tree):
        assert imported(form, without(tree, at)) != whole, at


@pytest.mark.parametrize("form", SAMPLES)
@pytest.mark.parametrize("nothing", [None, math.nan, [], {}, "text"])
def test_an_entry_that_is_none_costs_no_other_and_is_not_passed_over(form: str, nothing: Any) -> None:
    sample = SAMPLES[form]
    tree = sample.tree
    for at in sample.places(tree):
        found = imported(form, replaced(tree, at, nothing))
        assert found != imported(form, without(tree, at)), at
        others = beside(form, tree, at)
        assert {key: models_of(found).get(key) for key in others} == others, at


@pytest.mark.parametrize("form", SAMPLES)
def test_what_is_wrong_in_an_entry_costs_no_other(form: str) -> None:
    """A null, a NaN, a list for a mapping and the other way round, an empty mapping, a key that is there twice."""
    sample = SAMPLES[form]
    tree = sample.tree
    places = sample.places(tree)
    for at in places[:: -(-len(places) // MOST)]:
        others = beside(form, tree, at)
        for spoilt in spoilings(sample, tree, at):
            found = models_of(imported(form, spoilt))
            assert {key: found.get(key) for key in others} == others, at


@pytest.mark.parametrize("form", SAMPLES)
def test_no_text_of_a_list_is_quoted(form: str) -> None:
    """Neither in a card nor in a note nor in a problem; but what things are called, and what is written for people."""
    sample = SAMPLES[form]
    tree = sample.tree
    for at, value in walk(tree):
        key = next((step for step in reversed(at) if isinstance(step, str)), "")
        for text in (SECRET, f"{value} {SECRET}") if isinstance(value, str) and key not in sample.names else ():
            try:
                said = str(imported(form, replaced(tree, at, text)))
            except InputError as error:
                said = "".join(f"{problem.place} {problem.message} {problem.hint}" for problem in error.problems)
            assert SECRET not in said, at


def beside(form: str, tree: Any, at: Steps) -> dict[Any, Any]:
    """Return the models that an entry has no part in: they are the same without it, and not called as it is."""
    named = {value for _, value in walk(reduce(getitem, at, tree)) if isinstance(value, str)}
    less = models_of(imported(form, without(tree, at)))
    whole = models_of(imported(form, tree))
    return {key: model for key, model in whole.items() if less.get(key) == model and key[1] not in named}


def spoilings(sample: Sample, tree: Any, entry: Steps) -> Iterator[Any]:
    """Yield a list once for each thing that can be wrong with a value of an entry."""
    for at, value in walk(reduce(getitem, entry, tree), entry):
        wrong = [None, math.nan]
        wrong += [[], ["text"], {}] if isinstance(value, dict) else [{"text": 1}] if isinstance(value, list) else []
        yield from (replaced(tree, at, instead) for instead in wrong)
        if isinstance(at[-1], str) and sample.path.suffix == ".json":
            yield twice(tree, at, "other")
