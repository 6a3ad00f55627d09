"""The files of an export. The CSV for Excel is the plain one, which a double click opens with every letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.formats.export import ExportLayout
from costcalc.views.ledger import Profile
from tests.export.finance import card, exported, plain_csv, project, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Answer


def test_it_is_the_plain_one_with_a_mark_and_crlf(tmp_path: Path) -> None:
    rows = exported(project(tmp_path, card_text=card().replace("a page", '"ценник, =1"')))
    data = ExportLayout(profile=Profile.EXCEL).table(rows)
    assert data.startswith(b"\xef\xbb\xbfperiod_start,")
    assert data.count(b"\r\n") == data.count(b"\n") == 3
    assert rows_of(data) == rows_of(plain_csv(rows))


def test_it_is_written_to_the_byte(costcalc: Callable[..., Answer], tmp_path: Path) -> None:
    out = tmp_path / "a.csv"
    assert costcalc("export", "--all-options", "scenarios/chatbot.yaml", "--profile", "excel", "-o", out) == (0, "", "")
    written = out.read_bytes()
    assert written[:3] == b"\xef\xbb\xbf"
    assert written.count(b"\r\n") == 9
    assert written.decode() == costcalc("export", "--all-options", "scenarios/chatbot.yaml", "--profile", "excel").out
