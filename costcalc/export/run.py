"""One export: from what the user names to the bytes of files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison.patterns import is_pattern
from costcalc.export.exported import BESIDE
from costcalc.export.ledger import Ledger, ledger_of
from costcalc.export.manifest import EVERYTHING, ExportedFile, ExportRequest, manifest
from costcalc.export.months import export_periods
from costcalc.export.options import exported_options
from costcalc.problem import InputError, Problem, collected
from costcalc.project.load import find_cards, load_fx, load_scenario
from costcalc.shown import json_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from costcalc.comparison import ScenarioQuestion, Selection
    from costcalc.expr import Setting
    from costcalc.project.load.opened import Readable
    from costcalc.scenario import Scenario, ScenarioFile

    SettingsReader = Callable[[Sequence[str], Scenario], Mapping[str, Setting]]


class ExportInputs(NamedTuple):
    """What rows are made from.

    Args:
        scenarios: Where they are read, each with the instant that counts; None for its own.
        pricing: Folders of rate cards, the first to be looked into first; the usual ones where there are none.
        fx: A file of exchange rates.
        months: How many months of the calendar; None for each scenario's own period.
        selection: What of the scenarios.
        all_options: Whether all options of each are asked for, to be compared; else the one that is really used.
        root: The folder from which the names are seen, and as which places do not call them; None for this one.
    """

    scenarios: Sequence[tuple[Path | Readable, datetime | None]]
    pricing: Sequence[Path]
    fx: Path | None
    months: int | None
    selection: Selection = EVERYTHING
    all_options: bool = False
    root: Path | None = None

    def rows(self, today: datetime, parse: SettingsReader) -> tuple[list[ScenarioQuestion], Ledger]:
        """Return what is asked of each scenario, and the rows of them all.

        Args:
            today: The instant of a scenario for which nobody names one.
            parse: Reads what is set in place of the assumptions of a scenario.

        Raises:
            InputError: for what cannot be read or has no price, and where nobody says which option is really used.
        """
        problems: list[Problem] = []
        read: list[tuple[ScenarioFile, datetime, Mapping[str, Setting]]] = []
        for path, as_of in self.scenarios:
            with collected(problems):
                file = self._scenario(path)
                settings = parse(self.selection.settings, file.scenario)
                read.append((file, file.scenario.instant(as_of, today), settings))
        if problems:
            raise InputError(problems)
        cards = find_cards(self.pricing, self.root)
        fx = load_fx(self.root / self.fx if self.root else self.fx, str(self.fx)) if self.fx else None
        asked: list[ScenarioQuestion] = []
        for file, moment, settings in read:
            question = self.selection.question(file, cards, moment, settings, fx)
            with collected(problems):
                asked.append(question._replace(only=exported_options(question, all_options=self.all_options)))
        if problems:
            raise InputError(problems)
        if any(map(is_pattern, self.selection.models)):
            asked = [question._replace(models=self._found(question)) for question in asked]
        return asked, ledger_of(asked, self.months)

    def _scenario(self, path: Path | Readable) -> ScenarioFile:
        """Return a scenario, by the name that it has from the root."""
        if self.root and isinstance(path, Path):
            return load_scenario(self.root / path, str(path))
        return load_scenario(path)

    def _found(self, question: ScenarioQuestion) -> tuple[str, ...]:
        """Return the models of patterns that have a price in the first time that is exported."""
        from costcalc.comparison.candidates import candidates

        first = next(export_periods(question.file, question.as_of, self.months))
        asked = question.in_month(first.override.period) if first.override else question
        return candidates(asked, shown=question.only or question.scenario.options).models


class Export(NamedTuple):
    """The rows of an export, written.

    Args:
        table: As CSV.
        data: As the file that was asked for; the same bytes, where that is a CSV.
        rows: The rows.
        asked: What was asked of each scenario.
        how: How it was asked for.
    """

    table: bytes
    data: bytes
    rows: Ledger
    asked: Sequence[ScenarioQuestion]
    how: ExportRequest

    def files(self, out: Path) -> dict[Path, bytes]:
        """Return the file, and the manifest beside it."""
        document = manifest(ExportedFile(out.name, self.data, self.table), self.rows, self.asked, self.how)
        return {out: self.data, out.with_name(out.name + BESIDE): json_text(document).encode("utf-8")}


def export(
    inputs: ExportInputs,
    how: ExportRequest,
    today: datetime,
    written: Callable[[Ledger], tuple[bytes, bytes]],
    parse: SettingsReader,
) -> Export:
    """Return the rows of scenarios, written.

    Args:
        inputs: What they are made from.
        how: How the export was asked for, for its manifest.
        today: The instant of a scenario for which nobody names one.
        written: Returns the bytes of the file, and those of the rows as CSV.
        parse: Reads what is set in place of the assumptions of a scenario.

    Raises:
        InputError: for what cannot be read, has no price, or cannot be written in this form.
    """
    asked, rows = inputs.rows(today, parse)
    data, table = written(rows)
    return Export(table, data, rows, asked, how)
