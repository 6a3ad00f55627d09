"""Where files are found: cards by name in folders, a local one before the shipped, and never two of one id."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from costcalc.problem import InputError, Place, Source
from costcalc.project.load import find_cards, load_card, load_cards, load_scenario
from tests.inputs import card_yaml

HERE = Place(Source("here"), 1, 1)
SHIPPED = ["anthropic", "article-2026-04", "deepseek", "google", "mistral", "moonshot", "openai", "qwen"]
CARD = card_yaml("""\
id: {id}
version: {version}
models: {{m: {{rates: [{{effective: 2026-01-01, source: x, input: 1}}]}}}}
""")


def write_card(folder: Path, card_id: str, version: str = "1", name: str | None = None) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / (name or f"{card_id}.yaml")
    file.write_text(CARD.format(id=card_id, version=version), encoding="utf-8")
    return file


def codes(error: pytest.ExceptionInfo[InputError]) -> list[str]:
    return [problem.code for problem in error.value.problems]


def test_without_a_folder_there_are_the_shipped_cards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    cards = find_cards()
    assert cards.ids() == SHIPPED
    file = cards.file("openai")
    assert (file.file, file.folder) == ("pricing/openai.yaml", "shipped")


def test_a_local_card_wins_over_the_shipped_one_of_its_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_card(Path("pricing"), "openai", "mine")
    write_card(Path("pricing"), "acme")
    cards = find_cards()
    assert cards.ids() == ["acme", *SHIPPED]
    assert (cards.file("openai").card.version, cards.file("openai").file) == ("mine", "pricing/openai.yaml")
    assert (cards.file("openai").folder, cards.file("deepseek").folder) == ("pricing", "shipped")


@pytest.mark.parametrize(
    ("content", "listed"),
    [
        ("schema: costcalc/rate-card/v1\n", True),
        ("\ufeffschema: costcalc/rate-card/v1\n", True),
        ("# prices of the shop\nbread: 2.50\n", False),
        ("", False),
    ],
)
def test_a_local_file_is_a_card_if_it_says_that_it_is_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, listed: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("pricing").mkdir()
    Path("pricing/shop.yaml").write_text(content, encoding="utf-8")
    assert ("shop" in find_cards().ids()) is listed


def test_a_local_file_named_like_a_shipped_card_is_never_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("pricing").mkdir()
    Path("pricing/openai.yaml").write_text("models: {}\n", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        find_cards().find("openai/gpt-4o", HERE)
    assert codes(refused) == ["missing-schema"]


def test_a_given_folder_is_the_only_one_looked_into(tmp_path: Path) -> None:
    write_card(tmp_path, "acme")
    assert find_cards([tmp_path]).ids() == ["acme"]
    write_card(tmp_path / "more", "zeta")
    assert find_cards([tmp_path, tmp_path / "more"]).ids() == ["acme", "zeta"]


def test_one_id_in_two_given_folders_is_a_problem(tmp_path: Path) -> None:
    write_card(tmp_path / "a", "acme")
    write_card(tmp_path / "b", "acme")
    with pytest.raises(InputError) as refused:
        find_cards([tmp_path / "a", tmp_path / "b"])
    assert codes(refused) == ["duplicate-card"]


@pytest.mark.parametrize("name", ["none", "file.yaml", "loop", "a\0b", "x" * 5_000])
def test_a_folder_that_is_none_is_a_problem(tmp_path: Path, name: str) -> None:
    (tmp_path / "file.yaml").write_text("x", encoding="utf-8")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(InputError) as refused:
        find_cards([tmp_path / name])
    assert codes(refused) == ["no-such-folder"]


def test_a_folder_without_a_card_is_a_problem(tmp_path: Path) -> None:
    for name in ("README.md", "acme.yml"):
        write_card(tmp_path, "acme", name=name)
    with pytest.raises(InputError) as refused:
        find_cards([tmp_path])
    assert codes(refused) == ["no-cards"]


def test_what_is_no_file_among_the_cards_is_refused_when_it_is_named(tmp_path: Path) -> None:
    write_card(tmp_path, "acme")
    (tmp_path / "folder.yaml").mkdir()
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "loop.yaml").symlink_to(tmp_path / "loop.yaml")
    (tmp_path / "gone.yaml").symlink_to(tmp_path / "nowhere")
    cards = find_cards([tmp_path])
    assert cards.find("acme/m", HERE).ref == "acme/m"
    for card_id in ("folder", "pipe", "loop", "gone"):
        with pytest.raises(InputError) as refused:
            cards.find(f"{card_id}/m", HERE)
        assert codes(refused) == ["unreadable-file"]


def test_all_cards_are_read_at_once_for_the_library_and_all_their_problems_told(tmp_path: Path) -> None:
    for card_id in ("acme", "beta", "zeta"):
        write_card(tmp_path, card_id)
    assert [file.card.id for file in load_cards(tmp_path)] == ["acme", "beta", "zeta"]
    write_card(tmp_path, "beta", "two words")
    write_card(tmp_path, "other", name="zeta.yaml")
    with pytest.raises(InputError) as refused:
        load_cards(tmp_path)
    assert codes(refused) == ["bad-id", "id-mismatch"]


def test_one_card_may_be_given_by_its_file(tmp_path: Path) -> None:
    file = write_card(tmp_path, "acme")
    write_card(tmp_path, "broken", "two words")
    cards = load_cards(file)
    assert cards.ids() == ["acme"]
    assert cards.find("m", HERE).ref == "acme/m"


def test_the_shipped_cards_are_the_default_of_the_library() -> None:
    assert load_cards().ids() == SHIPPED


@pytest.mark.parametrize(
    ("wanted", "given", "message"),
    [
        ("scenario", "costcalc/rate-card/v1", "this is a `costcalc/rate-card/v1`, not a scenario"),
        ("card", "costcalc/scenario/v1", "this is a `costcalc/scenario/v1`, not a rate card"),
        ("scenario", "costcalc/budget/v1", "this is a `costcalc/budget/v1`, not a scenario"),
        ("scenario", f"costcalc/{'x' * 90}", f"this is a `costcalc/{'x' * 31}…`, not a scenario"),
    ],
)
def test_a_file_of_another_kind_says_so_in_one_sentence(tmp_path: Path, wanted: str, given: str, message: str) -> None:
    file = tmp_path / "f.yaml"
    file.write_text(f"schema: {given}\nother: 1\n", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        load_scenario(file) if wanted == "scenario" else load_card(file)
    (problem,) = refused.value.problems
    assert (problem.code, problem.message, problem.place.column) == ("wrong-schema", message, 9)


@pytest.mark.parametrize("version", ["v2", "v10", "v1.1", "V1"])
def test_a_later_version_of_a_schema_is_not_guessed_at(tmp_path: Path, version: str) -> None:
    file = write_card(tmp_path, "acme")
    file.write_text(file.read_text(encoding="utf-8").replace("/v1", f"/{version}"), encoding="utf-8")
    with pytest.raises(InputError) as refused:
        load_card(file)
    assert codes(refused) == ["unknown-word"]


def test_a_scenario_is_called_as_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy("scenarios/chatbot.yaml", tmp_path)
    monkeypatch.chdir(tmp_path)
    assert load_scenario("chatbot.yaml").file == "chatbot.yaml"
    assert load_scenario(Path("./chatbot.yaml")).file == "chatbot.yaml"
    assert load_scenario(tmp_path / "chatbot.yaml").file == f"{tmp_path}/chatbot.yaml"


def test_loading_changes_nothing_on_disk(tmp_path: Path) -> None:
    shutil.copytree("pricing", tmp_path / "pricing")
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in (tmp_path / "pricing").rglob("*.yaml")}
    load_cards(tmp_path / "pricing")
    assert {
        path: (path.read_bytes(), path.stat().st_mtime_ns) for path in (tmp_path / "pricing").rglob("*.yaml")
    } == before
