"""A small project for exports: one card, one scenario, and what reads the rows back."""

from __future__ import annotations

import csv
import io
import json
import re
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from costcalc.export.ledger import Ledger, ledger
from costcalc.export.times import DatedScenario
from costcalc.formats.export import ExportLayout
from costcalc.instant import parse_instant
from costcalc.project.load import find_cards, load_fx, load_scenario
from costcalc.records import Field
from costcalc.views.ledger import plain
from tests.inputs import card_yaml, scenario_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pytest

    from costcalc.export import LedgerEntry
    from costcalc.records import Kind
    from tests.conftest import Answer

COLUMNS = tuple(field.name for field in plain.FIELDS)
NUMBERS = frozenset(field.name for field in plain.FIELDS if field.kind.is_number)

CARD = card_yaml("""\
version: 2026-11-01
currency: {currency}
models:
  small:
    rates:
      - {{effective: 2026-01-01, source: a page, verified: 2026-11-01, input: {input}, output: {output}}}
""")
SCENARIO = scenario_yaml("""\
id: {id}
title: A bot
as_of: {as_of}
period: {period}
assumptions:
  requests: {{value: {requests}, why: ticket system}}
workload: [{{call: answer, requests: requests, input: 1000, output: 100}}]
options: {{small: {{model: acme/small}}}}
""")


def card(currency: str = "USD", input: str = "2", output: str = "8") -> str:  # noqa: A002  # the meters' own names
    """Write a card."""
    return CARD.format(currency=currency, input=input, output=output)


def scenario(
    period: str = "month", requests: str = "1M", as_of: str = "2026-05-10T12:00:00Z", *, name: str = "bot"
) -> str:
    """Write a scenario."""
    return SCENARIO.format(id=name, period=period, requests=requests, as_of=as_of)


def write(folder: Path, name: str, text: str) -> Path:
    """Write a file, and the folders it is in."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def project(folder: Path, scenario_text: str | None = None, card_text: str | None = None) -> Path:
    """Write `pricing/acme.yaml` and `bot.yaml` into a folder."""
    write(folder, "pricing/acme.yaml", card_text or card())
    write(folder, "bot.yaml", scenario_text or scenario())
    return folder


def exported(
    folder: Path, months: int | None = None, fx: str | None = None, files: Iterable[str] = ("bot.yaml",)
) -> Ledger:
    """Work out the rows of scenarios in a folder, with the cards in it."""
    asked = []
    for name in files:
        file = load_scenario(folder / name)
        asked.append(
            DatedScenario(file, file.scenario.as_of.at if file.scenario.as_of else parse_instant("2026-05-10"))
        )
    rates = load_fx(folder / fx) if fx else None
    return ledger(asked, find_cards([folder / "pricing"]), months=months, fx=rates)


def plain_csv(rows: Ledger) -> bytes:
    """Return rows as the plain CSV."""
    return ExportLayout().table(rows)


def said_instead(kind: Kind | None = None, **values: object) -> tuple[Field[LedgerEntry], ...]:
    """Return the plain fields, some of which say the same in every row.

    Args:
        kind: What these values are; None is what the fields are for.
        values: By field.
    """

    def constant(field: Field[LedgerEntry]) -> Field[LedgerEntry]:
        return Field(field.name, kind or field.kind, lambda _: values[field.name])

    return tuple(constant(field) if field.name in values else field for field in plain.FIELDS)


def rows_of(data: bytes | str) -> list[dict[str, str]]:
    """Read a CSV as anybody would."""
    text = data.decode("utf-8-sig") if isinstance(data, bytes) else data
    return list(csv.DictReader(io.StringIO(text, newline="")))


def exact(row: dict[str, str], name: str = "amount") -> Fraction:
    """Give a number of a row as it is, not as far as 18 decimals go."""
    return Fraction(row[f"{name}_exact"] or row[name])


def unfolded(text: str) -> str:
    """Return findings without the blanks before them, each in one line."""
    return re.sub(r"(?m)^  ", "", re.sub(r"\n {4}(?=\S)", " ", text))


def in_lines(costcalc: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Answer]:
    """Return the program in a wide terminal; what it says of an export has each finding in one line."""
    monkeypatch.setenv("COLUMNS", "200")

    def run(*args: object) -> Answer:
        answer = costcalc(*args)
        return answer._replace(out=unfolded(answer.out)) if "--verify" in args and "json" not in args else answer

    return run


def manifest_of(file: Path) -> dict[str, Any]:
    """Read the manifest beside a file."""
    found = json.loads(file.with_name(f"{file.name}.manifest.json").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found
