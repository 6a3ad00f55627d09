"""A name that a list points at another model follows it from that day on, and keeps its past."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from costcalc import load_cards, price
from costcalc.importers.draft import ImportQuery
from costcalc.importers.memory.into import cards_into
from costcalc.importers.run import import_cards
from costcalc.problem import InputError

if TYPE_CHECKING:
    from pathlib import Path


class Map:
    """A map of litellm, night after night: a model's price per 1M tokens, or the model that a name stands for."""

    def __init__(self, folder: Path) -> None:
        self.source, self.cards = folder / "map.json", folder / "pricing"
        self.cards.mkdir()

    def night(self, day: str, **said: str) -> str:
        entries = {
            name: {"litellm_provider": "acme", "mode": "embedding", "input_cost_per_token": f"{each}e-6"}
            if each.isdecimal()
            else {"alias_of": each}
            for name, each in said.items()
        }
        self.source.write_text(json.dumps(entries), encoding="utf-8")
        wanted = ImportQuery(day)
        kept = cards_into(
            self.cards, import_cards("litellm", str(self.source), wanted, day=day).cards, day, wanted.takes_model
        )
        for card, text in kept.texts.items():
            (self.cards / f"{card}.yaml").write_text(text, encoding="utf-8")
        return "\n".join([*kept.account(), *(f"{note.model}: {note.key}: {note.why}" for note in kept.notes)])

    @property
    def file(self) -> Path:
        return self.cards / "acme.yaml"

    def of(self, model: str, *days: str) -> list[str | None]:
        return [self._of(model, f"2026-03-{day}") for day in days]

    def _of(self, model: str, day: str) -> str | None:
        try:
            return str(price(load_cards(self.cards), f"acme/{model}", {"input": 1_000_000}, as_of=day).total)
        except InputError as error:
            return error.problems[0].code


@pytest.fixture
def names(tmp_path: Path) -> Map:
    return Map(tmp_path)


MOVED = "latest: aliases: the list has this name for another model than the card"


def test_a_name_that_moves_to_a_new_model_follows_it(names: Map) -> None:
    names.night("2026-03-01", m1="1", g="1", latest="m1")
    said = names.night("2026-03-05", m1="1", g="7", m2="2", latest="m2")
    assert said.startswith("acme: models with new prices 2 (g, latest); new 1 (m2); as before 1\n")
    assert MOVED in said
    assert (names.of("latest", "01", "04", "05"), names.of("g", "05")) == (["1", "1", "2"], ["7"])
    before = names.file.read_bytes()
    assert names.night("2026-03-06", m1="1", g="7", m2="2", latest="m2") == "acme: models as before 4"
    assert names.file.read_bytes() == before
    # It goes on following.
    names.night("2026-03-07", m1="1", g="7", m2="4", latest="m2")
    assert names.of("latest", "06", "07") == ["2", "4"]
    names.night("2026-03-08", m1="1", g="7", m2="4", latest="m1")
    assert names.of("latest", "07", "08") == ["4", "1"]


def test_a_name_that_moves_between_known_models_follows(names: Map) -> None:
    names.night("2026-03-01", m1="1", m2="2", latest="m1", other="m1")
    assert MOVED in names.night("2026-03-05", m1="1", m2="2", latest="m2", other="m1")
    assert names.of("latest", "04", "05") == ["1", "2"]
    assert names.of("other", "05") == ["1"]


def test_a_new_name_of_a_known_model_is_written(names: Map) -> None:
    names.night("2026-03-01", m1="1")
    names.night("2026-03-05", m1="1", latest="m1")
    assert names.of("latest", "05") == ["1"]
    names.night("2026-03-06", m1="1", latest="m1", newest="m1")
    assert names.of("newest", "06") == ["1"]


def test_a_model_that_becomes_a_name_of_another_goes_on_with_its_price(names: Map) -> None:
    names.night("2026-03-01", m1="1", latest="3")
    assert "ended" not in names.night("2026-03-05", m1="1", latest="m1")
    assert names.of("latest", "04", "05") == ["3", "1"]


def test_a_name_that_becomes_a_model_has_the_price_of_the_list(names: Map) -> None:
    names.night("2026-03-01", m1="1")
    text = names.file.read_text(encoding="utf-8")
    names.file.write_text(text.replace("  m1:\n", "  m1:\n    aliases:  # by hand\n    - mine\n    - latest\n"))
    names.night("2026-03-05", m1="1", latest="4")
    assert (names.of("latest", "04", "05"), names.of("mine", "05")) == (["1", "4"], ["1"])


def test_a_name_that_is_gone_stays(names: Map) -> None:
    names.night("2026-03-01", m1="1", latest="m1")
    assert "m1: aliases: it has a name in the card that the list does not have" in names.night("2026-03-05", m1="2")
    assert names.of("latest", "05") == ["2"]


def test_a_name_moves_though_its_model_is_gone(names: Map) -> None:
    names.night("2026-03-01", m1="1", latest="m1")
    names.night("2026-03-05", m2="2", latest="m2")
    assert names.of("latest", "04", "05") == ["1", "2"]
    assert names.of("m1", "04", "05") == ["1", "not-in-force"]


def test_a_model_in_one_line_keeps_its_names(names: Map) -> None:
    names.night("2026-03-01", m1="1", m2="2")
    text = names.file.read_text(encoding="utf-8")
    flow = "  m1: {aliases: [latest], rates: [{effective: 2026-03-01, source: a list, input: 1}]}\n"
    start, end = text.index("  m1:\n"), text.index("  m2:\n")
    names.file.write_text(text[:start] + flow + text[end:], encoding="utf-8")
    said = names.night("2026-03-05", m1="3", m2="5", latest="m2")
    assert "latest: aliases: the list has this name for another model than the card, which stands in one line" in said
    assert (names.of("latest", "05"), names.of("m2", "05")) == (["1"], ["5"])
