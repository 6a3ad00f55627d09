"""An import into a folder that has the cards already appends to them, and rewrites nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costcalc import load_cards, price
from costcalc.importers.draft import ImportQuery
from costcalc.importers.memory import into
from costcalc.importers.memory.into import cards_into
from costcalc.importers.run import import_cards
from costcalc.problem import InputError, Place, Problem
from tests.importers.nightly import words_of
from tests.inputs import scenario_yaml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Answer

PER_MILLION = 1_000_000


class Nights:
    """A folder into which a map of litellm is imported, night after night."""

    def __init__(self, folder: Path) -> None:
        self.source = folder / "map.json"
        self.cards = folder / "pricing"
        self.cards.mkdir()

    def night(self, day: str, prices: dict[str, str | None], model: str | None = None, **keys: Any) -> str:
        """Import a map with a price of input for each model, per 1M tokens; return what was said."""
        entries = {
            name: {"litellm_provider": "acme", "mode": "embedding", "input_cost_per_token": f"{each}e-6", **keys}
            for name, each in prices.items()
        }
        # What else is in a list is there every night.
        entries["rest"] = {"litellm_provider": "rest", "mode": "embedding", "input_cost_per_token": "1e-6"}
        self.source.write_text(json.dumps(entries), encoding="utf-8")
        wanted = ImportQuery(day, "acme", model)
        done = import_cards("litellm", str(self.source), wanted, day=day)
        kept = cards_into(self.cards, done.cards, day, wanted.takes_model)
        for card, text in kept.texts.items():
            (self.cards / f"{card}.yaml").write_text(text, encoding="utf-8")
        return "\n".join([*kept.account(), *(f"{note.model}: {note.key}: {note.why}" for note in kept.notes)])

    @property
    def text(self) -> str:
        return (self.cards / "acme.yaml").read_text(encoding="utf-8")

    def of(self, model: str, day: str) -> str | None:
        """Return the price of 1M tokens of input on a day; None where there is none."""
        try:
            return str(price(load_cards(self.cards), f"acme/{model}", {"input": PER_MILLION}, as_of=day).total)
        except InputError as error:
            known = {"not-in-force", "unknown-model"}
            return None if error.problems[0].code in known else error.problems[0].code


@pytest.fixture
def nights(tmp_path: Path) -> Nights:
    return Nights(tmp_path)


def test_a_price_that_changed_holds_from_that_day_and_the_old_one_until_then(nights: Nights) -> None:
    assert nights.night("2026-03-01", {"m": "5"}) == "new: acme"
    assert nights.night("2026-03-15", {"m": "4"}) == "acme: models with new prices 1 (m)"
    assert [nights.of("m", day) for day in ("2026-02-28", "2026-03-01", "2026-03-14T23:59Z", "2026-03-15")] == [
        *(None, "5", "5", "4")
    ]


@pytest.mark.parametrize("day", ["2026-03-01", "2026-03-02"])
def test_a_night_without_a_change_changes_no_byte(nights: Nights, day: str) -> None:
    nights.night("2026-03-01", {"m": "5", "other": "1"})
    before = nights.text
    assert nights.night(day, {"m": "5.0", "other": "1"}) == "acme: models as before 2"
    assert nights.text == before


def test_a_model_that_is_gone_ends_and_one_that_is_new_begins(nights: Nights) -> None:
    nights.night("2026-03-01", {"m": "5", "n": "6"})
    assert nights.night("2026-03-02", {"n": "6", "new": "1"}) == "acme: models new 1 (new); ended 1 (m); as before 1"
    assert [nights.of(model, "2026-03-01") for model in ("m", "n", "new")] == ["5", "6", None]
    assert [nights.of(model, "2026-03-02") for model in ("m", "n", "new")] == [None, "6", "1"]
    assert nights.night("2026-03-03", {"n": "6", "new": "1"}) == "acme: models as before 3"


def test_a_model_that_comes_back_has_a_price_again(nights: Nights) -> None:
    for day, prices in (("01", {"m": "5", "n": "1"}), ("02", {"n": "1"}), ("03", {"m": "5", "n": "1"})):
        nights.night(f"2026-03-{day}", prices)
    assert [nights.of("m", f"2026-03-0{day}") for day in (1, 2, 3)] == ["5", None, "5"]


def test_a_price_that_can_no_longer_be_read_ends(nights: Nights) -> None:
    nights.night("2026-03-01", {"m": "5", "n": "1"})
    nights.night("2026-03-02", {"m": "none", "n": "1"})
    assert [nights.of("m", f"2026-03-0{day}") for day in (1, 2)] == ["5", None]


def test_of_models_that_were_not_asked_for_nothing_is_said(nights: Nights) -> None:
    nights.night("2026-03-01", {"m": "5", "n": "6"})
    before = nights.text
    assert nights.night("2026-03-02", {"n": "7"}, model="n*") == "acme: models with new prices 1 (n)"
    assert [nights.of(model, "2026-03-02") for model in ("m", "n")] == ["5", "7"]
    # The card as a whole was last seen on the day before.
    assert "\n  date: 2026-03-01\n" in nights.text
    assert "\n  date: 2026-03-01\n" in before


def test_what_somebody_wrote_into_the_card_stays_letter_by_letter(nights: Nights) -> None:
    nights.night("2026-03-01", {"m": "5", "n": "6"})
    seen = "        verified: 2026-03-01  # seen with my own eyes\n        input: 5.00\n"
    own = nights.text.replace("        input: 5\n", seen)
    own = own.replace("  n:\n", "  # The other one.\n  n:\n")
    (nights.cards / "acme.yaml").write_text(own, encoding="utf-8")
    nights.night("2026-03-02", {"m": "4", "n": "6"})
    lines = nights.text.splitlines()
    gone = [line.partition(":")[0] for line in own.splitlines() if line not in lines]
    assert gone[1:] == ["version", "  date", "  sha256", "  m"]  # the last is the sum of what the list says of m
    assert nights.of("m", "2026-03-02") == "4"
    assert lines.index("  # The other one.") == lines.index("  n:") - 1


def test_a_list_that_changes_within_a_day_corrects_what_it_said(nights: Nights) -> None:
    nights.night("2026-03-01", {"m": "5"})
    nights.night("2026-03-01", {"m": "4"})
    assert nights.of("m", "2026-03-01") == "4"
    assert '        corrects: "the list said something else earlier on this day"\n' in nights.text
    assert "\nversion: 2026-03-01.2\n" in nights.text
    nights.night("2026-03-01", {"m": "3"})
    assert (nights.of("m", "2026-03-01"), "\nversion: 2026-03-01.3\n" in nights.text) == ("3", True)


def test_an_older_list_changes_no_price_of_the_past(nights: Nights) -> None:
    nights.night("2026-03-01", {"m": "5"})
    nights.night("2026-03-15", {"m": "4"})
    said = nights.night("2026-03-10", {"m": "9"})
    assert "m: effective: the list has another price for a time that the card has a price for already" in said
    assert [nights.of("m", f"2026-03-{day}") for day in ("01", "10", "15")] == ["5", "5", "4"]


def test_a_new_limit_holds_from_its_day_on(nights: Nights) -> None:
    nights.night("2026-03-01", {"m": "5"}, max_input_tokens=1000)
    nights.night("2026-03-02", {"m": "5"}, max_input_tokens=2000)
    model = load_cards(nights.cards).file("acme").card.models["m"]  # type: ignore[index]  # an id is a text
    windows = [model.limits(span.rate).context_window for span in model.history]
    assert [window and str(window.value) for window in windows] == ["1000", "2000"]


def test_a_shutdown_that_is_known_now_is_said(nights: Nights) -> None:
    nights.night("2026-03-01", {"m": "5"})
    nights.night("2026-03-02", {"m": "5"}, deprecation_date="2026-06-01")
    assert "  m:\n    retired: 2026-06-01\n    rates:\n" in nights.text.replace(
        '    note: "litellm\'s mode is embedding"\n', ""
    )
    said = nights.night("2026-03-03", {"m": "5"}, deprecation_date="2026-07-01")
    assert "m: retired: the list has another day for it, and the card keeps that which it has" in said


def test_a_shutdown_before_the_release_is_not_written(nights: Nights) -> None:
    nights.night("2026-03-01", {"m": "5"})
    (nights.cards / "acme.yaml").write_text(nights.text.replace("  m:\n", "  m:\n    released: 2026-03-01\n"))
    said = nights.night("2026-03-02", {"m": "4"}, deprecation_date="2026-02-01")
    assert "m: retired: the list has another day for it" in said
    assert (nights.of("m", "2026-03-02"), "    retired:" in nights.text) == ("4", False)


def test_what_does_not_fit_into_a_card_is_noted_and_keeps_nothing_back(
    nights: Nights, monkeypatch: pytest.MonkeyPatch
) -> None:
    nights.night("2026-03-01", {"m": "5"})
    before = nights.text
    fault = Problem(Place.start_of("acme.yaml"), "rates-out-of-order", "this rate starts before the one above it")
    monkeypatch.setattr(into, "_fault", lambda *_: fault)
    assert ": rates-out-of-order: what the list says now does not fit" in nights.night("2026-03-02", {"m": "4"})
    assert nights.text == before


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("imported:", "facts_source: a\nnobody:", None),
        ("format: litellm", "format: models.dev", "was imported from another list"),
        ("currency: USD", "currency: EUR", "is in another currency or unit"),
    ],
)
def test_a_card_of_another_kind_is_left_as_it_is(nights: Nights, old: str, new: str, why: str | None) -> None:
    nights.night("2026-03-01", {"m": "5"})
    if why is None:  # a card that somebody keeps by hand
        lines = nights.text.splitlines()
        start = lines.index("imported:")
        text = "\n".join([*lines[:start], *lines[start + 5 :], ""])
        why = "was not imported"
    else:
        text = nights.text.replace(old, new)
    (nights.cards / "acme.yaml").write_text(text, encoding="utf-8")
    assert why in nights.night("2026-03-02", {"m": "4"})
    assert nights.text == text


def test_rates_in_one_line_are_left_with_a_word(nights: Nights) -> None:
    nights.night("2026-03-01", {"m": "5", "n": "1"})
    lines = nights.text.splitlines()
    start = lines.index("  m:") + 1
    end = lines.index("  n:")
    flow = "    rates: [{effective: 2026-03-01, source: a list, input: 5}]"
    text = "\n".join([*lines[:start], flow, *lines[end:], ""])
    (nights.cards / "acme.yaml").write_text(text, encoding="utf-8")
    assert "m: rates: its rates stand in one line" in nights.night("2026-03-02", {"m": "4", "n": "1"})
    assert "m: rates: its rates stand in one line" in nights.night("2026-03-03", {"n": "1"})
    assert nights.of("m", "2026-03-03") == "5"


def test_a_list_with_its_own_dates_appends_what_came_since(tmp_path: Path) -> None:
    def text(*prices: tuple[str | None, int]) -> str:
        history = [{"constraint": {"start_date": day}, "prices": {"input_mtok": each}} for day, each in prices if day]
        first = [{"prices": {"input_mtok": each}} for day, each in prices if not day]
        return json.dumps([{"id": "acme", "models": [{"id": "m", "prices": [*first, *history]}]}])

    file, cards = tmp_path / "data.json", tmp_path / "cards"
    cards.mkdir()
    wanted = ImportQuery("2026-01-01")
    nights = [((None, 5),), ((None, 5), ("2026-02-01", 4)), ((None, 5), ("2026-02-01", 4), ("2026-03-01", 5))]
    for nth, prices in enumerate(nights):
        file.write_text(text(*prices), encoding="utf-8")
        done = import_cards("genai-prices", str(file), wanted, day=f"2026-0{nth + 1}-02")
        for card, each in cards_into(cards, done.cards, wanted.effective, wanted.takes_model).texts.items():
            (cards / f"{card}.yaml").write_text(each, encoding="utf-8")
    # Nobody said so on the first of a month: what is dated before the import holds from there on.
    days = ("2026-01-01", "2026-02-01", "2026-02-02", "2026-03-01", "2026-03-02")
    found = [price(load_cards(cards), "acme/m", {"input": PER_MILLION}, as_of=day).total for day in days]
    assert [str(total) for total in found] == ["5", "5", "4", "4", "5"]


NIGHTS = st.lists(
    st.dictionaries(st.sampled_from(["a", "b", "c"]), st.sampled_from(["1", "2", "3"]), min_size=1), max_size=5
)


@pytest.mark.slow
@settings(max_examples=25)
@given(NIGHTS)
def test_what_a_night_said_of_its_day_every_later_night_says(
    tmp_path_factory: pytest.TempPathFactory, lists: list[dict[str, str]]
) -> None:
    nights = Nights(tmp_path_factory.mktemp("nights"))
    for nth, prices in enumerate(lists, 1):
        nights.night(f"2026-03-0{nth}", dict(prices))
        for earlier, was in enumerate(lists[:nth], 1):
            assert {name: nights.of(name, f"2026-03-0{earlier}") for name in "abc"} == {
                name: was.get(name) for name in "abc"
            }


# The command.


MAP = {"m": {"litellm_provider": "acme", "mode": "chat", "input_cost_per_token": 5e-6, "output_cost_per_token": 3e-5}}


def test_another_list_under_its_name_is_refused(costcalc: Callable[..., Answer], tmp_path: Path) -> None:
    words = words_of("provider=V,model=M,input=In", tmp_path / "cards")
    for name in ("eastus", "swedencentral"):
        (tmp_path / f"{name}.csv").write_text(f"V,M,In\nacme,{name},1\n", encoding="utf-8")
    first = costcalc("cards", "import", "csv", tmp_path / "eastus.csv", *words)
    assert (first.code, first.err.endswith("cards: 1 of its files changed.\n")) == (0, True)
    again = costcalc("cards", "import", "csv", tmp_path / "eastus.csv", *words)
    assert (again.code, again.err.endswith("cards: nothing is new, and no file changes.\n")) == (0, True)
    other = costcalc("cards", "import", "csv", tmp_path / "swedencentral.csv", *words)
    assert (other.code, "`--same-list` if it is the same list" in other.err) == (2, True)
    same = costcalc("cards", "import", "csv", tmp_path / "swedencentral.csv", *words, "--same-list", "--dry-run")
    assert (same.code, same.err.endswith("cards: 1 of its files would change.\n")) == (0, True)


@pytest.mark.parametrize("option", ["--same-list", "--seen"])
def test_what_is_about_cards_that_are_there_needs_a_folder(costcalc: Callable[..., Answer], option: str) -> None:
    answer = costcalc("cards", "import", "litellm", "installed", option)
    assert (answer.code, f"{option} is about cards that are there" in answer.err) == (2, True)


def test_a_dry_run_shows_the_difference_and_writes_nothing(costcalc: Callable[..., Answer], tmp_path: Path) -> None:
    source, cards = tmp_path / "map.json", tmp_path / "pricing"
    source.write_text(json.dumps(MAP), encoding="utf-8")
    nightly = ("cards", "import", "litellm", source, "--into", cards)
    assert costcalc(*nightly, "--dry-run").code == 0
    assert not cards.exists()
    assert costcalc(*nightly, "--effective", "2026-03-01").code == 0
    source.write_text(json.dumps({"m": MAP["m"] | {"input_cost_per_token": 4e-6}}), encoding="utf-8")
    before = (cards / "acme.yaml").read_bytes()
    answer = costcalc(*nightly, "--effective", "2026-03-15", "--dry-run")
    assert "\n  input  5.00  4.00   −20 %\n" in answer.out
    assert "acme: models with new prices 1 (m)\n" in answer.err
    assert (cards / "acme.yaml").read_bytes() == before
    assert costcalc(*nightly, "--effective", "2026-03-15").code == 0
    assert (cards / "acme.yaml").read_bytes() != before


def test_a_price_before_one_that_is_announced_is_no_other_past(costcalc: Callable[..., Answer], tmp_path: Path) -> None:
    words = words_of("model=M,input=In,effective=From", tmp_path / "c")
    table = tmp_path / "t.csv"
    table.write_text("M,In,From\nm,1,2026-01-01\nm,3,2099-01-01\n", encoding="utf-8")
    costcalc("cards", "import", "csv", table, *words)
    table.write_text("M,In,From\nm,2,2026-01-01\nm,3,2099-01-01\n", encoding="utf-8")
    answer = costcalc("cards", "import", "csv", table, *words, "--dry-run")
    assert "new, before one that is announced" in answer.out
    assert "PAST" not in answer.out


@pytest.mark.parametrize("more", [["-o", "x"], ["--force"]])
def test_appending_and_writing_anew_exclude_each_other(costcalc: Callable[..., Answer], more: list[str]) -> None:
    answer = costcalc("cards", "import", "litellm", "installed", "--into", "pricing", *more)
    assert (answer.code, "error[bad-setting]: --into appends" in answer.err) == (2, True)


def test_a_dry_run_needs_a_folder(costcalc: Callable[..., Answer]) -> None:
    answer = costcalc("cards", "import", "litellm", "installed", "--dry-run")
    assert (answer.code, "name their folder: --into DIR" in answer.err) == (2, True)


def test_a_card_that_cannot_be_read_is_left_and_its_place_is_told(
    costcalc: Callable[..., Answer], tmp_path: Path
) -> None:
    source = tmp_path / "map.json"
    source.write_text(json.dumps(MAP), encoding="utf-8")
    (tmp_path / "acme.yaml").write_text("schema: costcalc/rate-card/v1\nid: [\n", encoding="utf-8")
    answer = costcalc("cards", "import", "litellm", source, "--into", tmp_path)
    assert answer.code == 2
    assert "acme.yaml:2:5: error[bad-yaml]" in answer.err


def test_a_nightly_import_passes_the_gate(
    costcalc: Callable[..., Answer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for side in ("base", "head"):
        (tmp_path / side / "scenarios").mkdir(parents=True)
        (tmp_path / side / "costcalc.yaml").write_text("schema: costcalc/policy/v1\n", encoding="utf-8")
        body = "as_of: 2026-03-01\nworkload: [{call: ask, requests: 1M, input: 10}]\noptions: {one: {model: acme/m}}\n"
        (tmp_path / side / "scenarios" / "s.yaml").write_text(scenario_yaml(body), encoding="utf-8")
        source = tmp_path / f"{side}.json"
        both = {"m": MAP["m"], "gone": MAP["m"]} if side == "base" else {"m": MAP["m"] | {"input_cost_per_token": 4e-6}}
        source.write_text(json.dumps(both), encoding="utf-8")
    nightly = ("cards", "import", "litellm")
    old, new = tmp_path / "base" / "pricing", tmp_path / "head" / "pricing"
    assert costcalc(*nightly, tmp_path / "base.json", "--effective", "2026-03-01", "--into", old).code == 0
    new.mkdir()
    (new / "acme.yaml").write_bytes((old / "acme.yaml").read_bytes())
    assert costcalc(*nightly, tmp_path / "head.json", "--effective", "2026-03-15", "--into", new).code == 0
    monkeypatch.chdir(tmp_path / "head")
    answer = costcalc("check", "--base", "../base", "--as-of", "2026-03-15")
    assert answer.code == 0, answer.out
    assert "history-edited" not in answer.out
