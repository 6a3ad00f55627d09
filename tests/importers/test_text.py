"""Draft cards as YAML: read back, they say what was meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from costcalc.importers.draft import (
    CardProvenance,
    DraftCard,
    DraftModel,
    DraftRate,
    ImportResult,
    Note,
    card_id,
    is_id,
)
from costcalc.importers.rules import proof
from costcalc.importers.rules.proof import proven
from costcalc.importers.writing.notes import listed, summary
from costcalc.importers.writing.text import one_line, text
from costcalc.problem import Source
from costcalc.source import read_tree

FROM = CardProvenance("genai-prices", "data.json", "2026-11-23", "ab" * 32, "0.2.3")
RATE = DraftRate(effective="2026-01-01", source="https://acme.example", sheet={"input": "1"})


def card(*models: DraftModel) -> DraftCard:
    return DraftCard(id="acme", title="Acme", models=models)


@given(st.text(max_size=40), st.text(max_size=400))
def test_any_text_comes_back_as_one_line(title: str, note: str) -> None:
    model = DraftModel(name="m", title=title, note=note, rates=[RATE])
    done = proven(ImportResult([card(model)]), FROM)
    assert set(done.cards) == {"acme"}
    tree, problems = read_tree(done.cards["acme"], Source("acme.yaml"), 1000)
    assert not problems
    read = tree["models"]["m"]
    assert read.get("title", "") == one_line(title)
    assert read.get("note", "") == one_line(note)


@given(st.text(max_size=60))
def test_a_name_that_is_an_id_comes_back(name: str) -> None:
    names = [name, "null", "~x", "no", "1.5", "a:b", "a/b@c+d-e", "<<", "01", "0x1", "16:30"]
    good = [each for each in dict.fromkeys(names) if is_id(each)]
    models = [DraftModel(name=each, aliases=[f"{each[:90]}-x"], rates=[RATE]) for each in good]
    done = proven(ImportResult([card(*models)]), FROM)
    tree, _ = read_tree(done.cards["acme"], Source("acme.yaml"), 1000)
    assert list(tree["models"]) == good
    assert [model["aliases"] for model in tree["models"].values()] == [[f"{each[:90]}-x"] for each in good]


def test_a_long_text_is_cut_and_says_so() -> None:
    assert one_line("x" * 300) == "x" * 300
    assert one_line("x" * 301) == "x" * 299 + "…"
    assert one_line("  a\tb\r\n c\x1b[31m\u202e ") == "a b c\\x1b[31m\\u202e"
    assert one_line("gpt\u3164mini ❤\ufe0f \u2800") == "gpt\\u3164mini ❤\\ufe0f \\u2800"


def test_a_text_of_the_most_characters_is_not_made_longer_by_what_breaks_a_command() -> None:
    long = f"##[group]{'x' * 291}"
    assert len(long) == 300
    assert one_line(long) == f"## [group]{'x' * 289}…"


def test_all_that_a_rate_can_say_is_written_and_read() -> None:
    rate = DraftRate(
        effective="2026-01-01",
        until="2026-06-01T12:00:00Z",
        source=["https://acme.example/a", "https://acme.example/b"],
        note="3.5",
        sheet={"input": "1", "output": "2", "cache_read": "input", "web_search": {"price": "10", "per": "1K searches"}},
        other={"citation": "2"},
        context_tiers=[{"when": "input > 200K", "mode": "whole_request", "input": "2"}],
        services={"batch": {"multiplier": "0.5"}},
        regions={"us": {"multiplier": "1.1", "meters": ["input", "output"]}},
        off_peak={"hours": ["16:30-00:30"], "tz": "+08:00", "input": "0.5"},
        markup="5.5%",
        context_window="200K",
        max_output="8K",
    )
    meters = {"citation": {"unit": "token", "part_of": "output", "summary": "tokens: of citations"}}
    model = DraftModel(
        name="m", rates=[rate], released="2026-01-01", retired="2027-01-01", context_window="1M", max_output="64K"
    )
    draft = DraftCard(id="acme", title="Acme", models=[model], meters=meters, note="true")
    done = proven(ImportResult([draft]), FROM)
    assert not done.notes
    assert done.cards["acme"].partition("models:")[2] == (
        """
  m:
    context_window: 1M
    max_output: 64K
    released: 2026-01-01
    retired: 2027-01-01
    rates:
      - effective: 2026-01-01
        until: "2026-06-01T12:00:00Z"
        source: ["https://acme.example/a", "https://acme.example/b"]
        note: "3.5"
        input: 1
        output: 2
        cache_read: input
        web_search: {price: 10, per: 1K searches}
        other: {citation: 2}
        context_tiers:
          - {when: input > 200K, mode: whole_request, input: 2}
        services: {batch: {multiplier: 0.5}}
        regions: {us: {multiplier: 1.1, meters: [input, output]}}
        off_peak: {hours: ["16:30-00:30"], tz: "+08:00", input: 0.5, context_tiers: []}
        markup: 5.5%
        context_window: 200K
        max_output: 8K
"""
    )


def test_what_no_model_is_to_blame_for_leaves_the_card_out() -> None:
    draft = DraftCard(id="acme", title="Acme", per="many tokens", models=[DraftModel(name="m", rates=[RATE])])
    done = proven(ImportResult([draft]), FROM)
    assert not done.cards
    assert [(note.card, note.model, note.key) for note in done.notes] == [("acme", "", "bad-unit")]


@pytest.mark.slow
def test_a_card_that_would_be_too_large_is_left_out() -> None:
    models = [DraftModel(name=f"m{n}", note="x" * 300, rates=[RATE]) for n in range(10_001)]
    done = proven(ImportResult([card(*models)]), FROM)
    assert not done.cards
    assert {note.key for note in done.notes} == {"too-many-values"}


def test_a_card_of_too_many_bytes_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "CARD_BYTES", 100)
    done = proven(ImportResult([card(DraftModel(name="m", rates=[RATE]))]), FROM)
    assert not done.cards
    assert {note.key for note in done.notes} == {"file-too-large"}


def test_notes_are_grouped_by_reason() -> None:
    notes = [Note("acme", f"m{n}", "pixels", "no meter") for n in range(5)] + [Note("acme", "", "id", "odd\x1b")]
    assert listed(notes, 60) == ["pixels: no meter: m0, m1, m2, m3, m4", "id: odd\\x1b"]
    assert list(summary(notes, {"acme"})) == [
        "pixels: no meter: acme/m0, acme/m1, acme/m2 and 2 more",
        "id: odd\\x1b: acme",
    ]
    many = [Note("acme", "", f"key{n}", "no meter") for n in range(2500)]
    assert len(listed(many, 60)) == 2001
    assert listed(many, 60)[-1] == "…and 500 more reasons"


def test_notes_stand_in_the_comment_at_the_top() -> None:
    whole = text(card(DraftModel(name="m", rates=[RATE])), FROM, [Note("acme", "m", "pixels", "no\nmeter")])
    top = whole.partition("schema:")[0]
    assert all(line.startswith("#") for line in top.splitlines())
    assert "#   pixels: no" in top


def test_a_provider_gives_a_card_its_id() -> None:
    assert [card_id(name) for name in ("OpenAI", "x-ai", "Acme AI (EU)", "日本", "..")] == [
        "openai",
        "x-ai",
        "acme-ai-eu",
        "",
        "",
    ]
