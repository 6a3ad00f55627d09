"""Whatever a name or a link points at, nothing of a file that is not ours is ever shown."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.hostile.conftest import Answer

    Run = Callable[..., Answer]

pytestmark = pytest.mark.slow

SECRETS = {
    "a word": "SECRET\n",
    "a git configuration": '[remote "origin"]\n\turl = https://x:SECRET@github.com/a/b\n',
    "an environment": "PATH=/bin\0TOKEN=SECRET\0",
    "a password file": "root:SECRET:0:0:root:/root:/bin/sh\n",
    "YAML": "token: SECRET\nSECRET: [1, 2\n",
    "YAML of another schema": "schema: SECRET/v1\ntoken: SECRET\n",
    "JSON": '{"usage": "SECRET", "SECRET": {"prompt_tokens": 1}}\n',
    "a key": "-----BEGIN KEY-----\nSECRETSECRET\n-----END KEY-----\n",
    "Latin-1": "SECRET é\n",
    "a long line": "SECRET " * 2_000,
}


@pytest.fixture(params=SECRETS)
def secret(request: pytest.FixtureRequest, folder: Path) -> Path:
    """A file that no pull request may make the program print."""
    outside = folder.parent / f"{folder.name}-outside"
    outside.mkdir()
    file = outside / "hidden"
    file.write_text(SECRETS[str(request.param)], encoding="latin-1" if request.param == "Latin-1" else "utf-8")
    return file


def link(name: str, target: Path) -> None:
    path = Path(name)
    path.unlink(missing_ok=True)
    path.parent.mkdir(exist_ok=True)
    path.symlink_to(target)


@pytest.mark.parametrize("form", ["text", "json", "markdown", "csv"])
@pytest.mark.parametrize(
    ("where", "args"),
    [
        ("s.yaml", ["compare", "s.yaml", "--pricing", "cards"]),
        ("cards/acme.yaml", ["compare", "s.yaml", "--pricing", "cards"]),
        ("cards/acme.yaml", ["price", "acme/small", "--input", "1", "--pricing", "cards"]),
        ("cards/other.yaml", ["price", "unheard-of", "--input", "1", "--pricing", "cards"]),
        ("pricing/openai.yaml", ["price", "openai/gpt-4o", "--input", "1"]),
        ("usage.json", ["price", "acme/small", "--usage", "usage.json", "--pricing", "cards"]),
    ],
    ids=["scenario", "card", "card of price", "another card", "local card", "usage"],
)
def test_a_link_to_a_secret_shows_nothing_of_it(run: Run, secret: Path, where: str, args: list[str], form: str) -> None:
    link(where, secret)
    answer = run(*args, "--format", form)
    assert answer.code == 2
    assert answer.out == ""
    assert answer.err
    assert "SECRET" not in answer.err


NAMES = [
    "../../etc/passwd/x",
    "/etc/passwd/x",
    "..",
    "../cards/acme/small",
    "acme/../../../etc/passwd",
    "file:///etc/passwd",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("how", ["option", "--with", "price"])
def test_the_name_of_a_model_is_never_a_path(run: Run, folder: Path, name: str, how: str) -> None:
    scenario = Path("s.yaml").read_text(encoding="utf-8")
    if how == "option":
        Path("s.yaml").write_text(scenario.replace("acme/big-v2", name), encoding="utf-8")
    (folder.parent / f"{folder.name}.yaml").write_text("SECRET\n", encoding="utf-8")
    answer = {
        "option": lambda: run("compare", "s.yaml", "--pricing", "cards"),
        "--with": lambda: run("compare", "s.yaml", "--pricing", "cards", "--with", name),
        "price": lambda: run("price", name, "--input", "1", "--pricing", "cards"),
    }[how]()
    assert answer.code == 2
    assert answer.codes in (["unknown-card"], ["unknown-model"], ["bad-id"])
    assert "root:" not in answer.err + answer.out
    assert "SECRET" not in answer.err + answer.out


def test_a_key_called_like_a_path_reads_no_file(run: Run, folder: Path) -> None:
    card = Path("cards/acme.yaml")
    card.write_text(card.read_text(encoding="utf-8").replace("id: acme", "id: ../acme"), encoding="utf-8")
    answer = run("compare", "s.yaml", "--pricing", "cards")
    assert answer.codes == ["bad-id"]
    assert [path.name for path in folder.parent.iterdir() if path.name == "acme"] == []


@pytest.mark.parametrize(
    "name",
    [
        "\x1b[31mred.yaml",
        "a\n::error::b.yaml",
        "\u202etxt.yaml",
        "-rf.yaml",
        "[link=x]y.yaml",
        "é 日本.yaml",
        "a�.yaml",
        "x'\"`$(id).yaml",
        "a\rb.yaml",
        "a\u2028b.yaml",
        "%s{0}.yaml",
    ],
)
@pytest.mark.parametrize("good", [True, False])
@pytest.mark.parametrize("form", ["text", "json", "markdown", "csv"])
def test_the_name_of_a_file_is_shown_without_what_a_terminal_obeys(run: Run, name: str, good: bool, form: str) -> None:
    shutil.copy("s.yaml", name)
    if not good:
        Path(name).write_text("schema: costcalc/scenario/v1\n", encoding="utf-8")
    answer = run("compare", "--pricing", "cards", "--format", form, "--", name)
    assert answer.code == (0 if good else 2)
    said = answer.out + answer.err
    assert [char for char in said if not char.isprintable() and char not in "\r\n"] == []
    assert "\n::error" not in said


def test_no_input_is_ever_changed(run: Run) -> None:
    before = {path: path.read_bytes() for path in Path().rglob("*.yaml")}
    for form in ("text", "json", "markdown", "csv"):
        assert run("compare", "s.yaml", "--pricing", "cards", "--format", form).code == 0
    for name in ("s.yaml", "./s.yaml", "cards/../s.yaml"):
        assert run("compare", "s.yaml", "--pricing", "cards", "-o", name, "--force").codes == ["output-is-input"]
    assert {path: path.read_bytes() for path in Path().rglob("*.yaml")} == before


@pytest.mark.parametrize("name", ["cards/acme.yaml", "link.txt", "hard.txt"])
def test_a_card_that_was_read_is_not_written_over_either(run: Run, name: str) -> None:
    card = Path("cards/acme.yaml")
    Path("link.txt").symlink_to(card)
    Path("hard.txt").hardlink_to(card)
    before = card.read_bytes()
    answer = run("compare", "s.yaml", "--pricing", "cards", "-o", name, "--force")
    assert (answer.code, answer.codes) == (2, ["output-is-input"])
    assert card.read_bytes() == before
