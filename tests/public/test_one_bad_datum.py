"""Public reports F01 and F02: a file that cannot be read, or a date that is none, took everything around it along."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Answer

SMALL = 'release_date = "2026-01-01"\n[cost]\ninput = 2\noutput = 8\n'


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a checkout of two providers, each with what it says of itself."""
    for provider in ("acme", "other"):
        (tmp_path / "src/providers" / provider / "models").mkdir(parents=True)
        (tmp_path / "src/providers" / provider / "provider.toml").write_text('name = "It"\n', encoding="utf-8")
    (tmp_path / "src/providers/acme/models/small.toml").write_text(SMALL, encoding="utf-8")
    return tmp_path / "src"


def test_f01_a_link_that_leads_nowhere_is_left_out_alone(costcalc: Callable[..., Answer], checkout: Path) -> None:
    (checkout / "providers/other/models/gone.toml").symlink_to("../../acme/models/gone.toml")
    answer = costcalc("cards", "import", "models.dev", checkout, "-o", checkout.parent / "cards")
    assert answer.code == 0
    assert [file.name for file in (checkout.parent / "cards").iterdir()] == ["acme.yaml"]
    assert "input: 2\n        output: 8\n" in (checkout.parent / "cards/acme.yaml").read_text(encoding="utf-8")
    assert "cannot be read: no such file or directory, and it is left out: other/gone\n" in answer.err
    assert costcalc("cards", "import", "models.dev", checkout, "--provider", "acme").code == 0


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"[cost]\ninput = \n", "bad-toml"),
        (b"\xff\xfe", "not-utf-8"),
        (b"a = [" + b"[" * 100 + b"]" * 101, "too-deep"),
        (b"x = 1\n" * 10 + b"#" * 9_000_000, "file-too-large"),
    ],
)
def test_a_file_that_cannot_be_used_is_left_out_alone(
    costcalc: Callable[..., Answer], checkout: Path, data: bytes, code: str
) -> None:
    (checkout / "providers/other/models/bad.toml").write_bytes(data)
    answer = costcalc("cards", "import", "models.dev", checkout)
    assert answer.code == 0
    assert f"  {code}: " in answer.err
    assert "and it is left out: other/bad" in answer.err


def test_where_no_file_is_left_its_problems_are(costcalc: Callable[..., Answer], checkout: Path) -> None:
    (checkout / "providers/acme/models/small.toml").write_text("[cost\n", encoding="utf-8")
    answer = costcalc("cards", "import", "models.dev", checkout)
    assert (answer.code, answer.out) == (2, "")
    assert "src/providers/acme/models/small.toml:1:6: error[bad-toml]" in answer.err


def test_f02_a_date_that_is_none_is_left_out_and_the_price_stands(
    costcalc: Callable[..., Answer], tmp_path: Path
) -> None:
    models = {
        name: {"release_date": day, "cost": {"input": price, "output": 0.6}}
        for name, day, price in [("a", "1970-01-01", 0.15), ("b", "2025-25-11", 0.1), ("c", "2025-11-25", 0.2)]
    }
    (tmp_path / "api.json").write_text(json.dumps({"acme": {"models": models}}), encoding="utf-8")
    answer = costcalc("cards", "import", "models.dev", tmp_path / "api.json")
    assert answer.code == 0
    assert [line for line in answer.out.splitlines() if "released" in line] == ["    released: 2025-11-25"]
    assert [line.strip() for line in answer.out.splitlines() if "input:" in line] == [
        "input: 0.15",
        "input: 0.1",
        "input: 0.2",
    ]
    assert "release_date: no model is of that year, and the date is left out: acme/a\n" in answer.err
    assert "release_date: this is no date, and is left out: acme/b\n" in answer.err
