"""The manifest beside an export: what it was made from, and what it adds up to."""

from __future__ import annotations

import json
from collections import defaultdict
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import costcalc as package
from costcalc.comparison import ScenarioQuestion
from costcalc.export import manifest
from costcalc.export.allocation import minor_digits
from costcalc.export.manifest import ExportedFile, ExportRequest
from costcalc.expr import round_half_up
from costcalc.project.load import find_cards
from costcalc.shown import json_text
from tests.export.finance import card, exact, exported, manifest_of, plain_csv, project, rows_of, scenario

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Answer

# 17,000 + 142.80 + 17,000 + 168
TOTAL = {"currency": "USD", "rows": 8, "exact": "34310.8", "exact_fraction": None, "rounded": "34310.80"}
PRICES = st.decimals(min_value="0.0001", max_value="999999", places=6)
REQUESTS = st.integers(0, 10**12)


def test_it_says_what_was_exported_and_from_what(costcalc: Callable[..., Answer], tmp_path: Path) -> None:
    out = tmp_path / "chatbot.csv"
    assert costcalc("export", "--all-options", "scenarios/chatbot.yaml", "-o", out) == (0, "", "")
    said = manifest_of(out)
    digest = sha256(out.read_bytes()).hexdigest()
    cards = {name: Path(f"pricing/{name}.yaml") for name in ("article-2026-04", "deepseek", "openai")}
    assert list(said)[:2] == ["schema", "costcalc"]
    assert said == {
        "schema": "costcalc/export-manifest/v1",
        "costcalc": package.__version__,
        "file": "chatbot.csv",
        "sha256": digest,
        "bytes": out.stat().st_size,
        "rows": 8,
        "rows_sha256": digest,
        "profile": "plain",
        "format": "csv",
        "focus_version": None,
        "months": None,
        "pricing": [],
        "settings": [],
        "models": [],
        "like": None,
        "options": [],
        "all_options": True,
        "assumptions": [
            {"scenario": "chatbot", "name": "queries", "value": "1M"},
            {"scenario": "chatbot", "name": "prompt_tokens", "value": "200"},
            {"scenario": "chatbot", "name": "answer_tokens", "value": "500"},
        ],
        "rounding": said["rounding"],
        "totals": [TOTAL],
        "cost_totals": [TOTAL],
        # 30 days from noon on are no month of the calendar
        "by_month": [],
        "by_year": [],
        "inputs": {
            "scenarios": [
                {
                    "id": "chatbot",
                    "file": "scenarios/chatbot.yaml",
                    "sha256": sha256(Path("scenarios/chatbot.yaml").read_bytes()).hexdigest(),
                    "as_of": "2026-04-28T12:00:00Z",
                }
            ],
            "cards": [
                {
                    "id": name,
                    "version": said["inputs"]["cards"][nth]["version"],
                    "file": f"pricing/{name}.yaml",
                    "folder": "pricing",
                    "sha256": sha256(path.read_bytes()).hexdigest(),
                }
                for nth, (name, path) in enumerate(cards.items())
            ],
            "calendars": [],
            "fx": None,
        },
    }
    assert "largest remainder" in said["rounding"]
    assert all(f"version: {one['version']}" in cards[one["id"]].read_text() for one in said["inputs"]["cards"])


def test_it_is_plain_ascii_without_floats(tmp_path: Path) -> None:
    project(tmp_path, scenario("week"), card(output="9"))
    rows = exported(tmp_path, months=1)
    cards = find_cards([tmp_path / "pricing"])
    asked = [ScenarioQuestion(entry.result.scenario, cards, entry.result.as_of) for entry in rows.entries[:1]]
    how = ExportRequest("plain", "csv", None, 1, ("pricing",))
    text = json_text(manifest(ExportedFile("naïve.csv", b"x", b"y"), rows, asked, how))
    assert text.isascii()
    assert text.endswith("}\n")

    def refused(number: str) -> None:
        raise AssertionError(number)

    (total,) = json.loads(text, parse_float=refused)["totals"]
    # 2,000 + 900 a week, and 31/7 weeks in May: 12,842.857142857142857…
    assert (total["exact_fraction"], total["exact"], total["rounded"]) == ("89900/7", "12842.8571428571", "12842.86")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose files every example writes anew."""
    return tmp_path_factory.mktemp("manifest")


@settings(max_examples=40)
@given(
    prices=st.tuples(PRICES, PRICES),
    requests=REQUESTS,
    period=st.sampled_from(["day", "week", "month", "year", "once"]),
    months=st.none() | st.integers(1, 4),
    currency=st.sampled_from(["USD", "JPY", "KWD"]),
)
def test_its_totals_are_those_of_the_file_and_every_option_and_time_foots(
    folder: Path, prices: tuple[object, object], requests: int, period: str, months: int | None, currency: str
) -> None:
    text = scenario(period, str(requests)).replace("small: {", "first: {model: acme/small}, second: {")
    rows = exported(project(folder, text, card(currency, *map(str, prices))), months)
    read = rows_of(plain_csv(rows))
    digits = minor_digits(currency)
    groups: dict[tuple[str, ...], list[dict[str, str]]] = defaultdict(list)
    for row in read:
        assert row["currency"] == currency
        groups[row["scenario"], row["option"], row["period_start"]].append(row)
    assert len(groups) == 2 * (months or 1 if period != "once" else 1)
    for own in groups.values():
        total = sum((exact(row) for row in own), Fraction(0))
        assert sum(Fraction(row["amount_rounded"]) for row in own) == Fraction(round_half_up(total, digits))
    (said,) = rows.totals
    assert said.rows == len(read)
    assert Fraction(said.exact) == sum(map(exact, read))
    assert Fraction(said.rounded) == sum(Fraction(row["amount_rounded"]) for row in read)


@pytest.mark.parametrize("zone", ["UTC", "Asia/Shanghai"])
def test_no_clock_is_in_it(
    costcalc: Callable[..., Answer], tmp_path: Path, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", zone)
    out = tmp_path / "a.csv"
    assert costcalc("export", "--all-options", "scenarios/chatbot.yaml", "-o", out).code == 0
    instants = {"2026-04-28T12:00:00Z"}
    text = out.with_name("a.csv.manifest.json").read_text()
    assert {word.strip('",') for word in text.split() if "T" in word and word.strip('",').endswith("Z")} == instants
