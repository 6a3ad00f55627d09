"""The files that an export can be written as: rows as CSV in the columns of a profile, or a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Self

from costcalc.formats import Form
from costcalc.problem import InputError, Place
from costcalc.views.ledger import FocusVersion, Profile, ledger_rows

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from costcalc.export import Ledger, WrittenRows
    from costcalc.export.manifest import ExportRequest


class ExportForm(Form):
    """What the file is."""

    CSV = "csv", ".csv"
    XLSX = "xlsx", ".xlsx"


class ExportAnswer(Form):
    """What the answer of `costcalc export` is: a file of rows, or what is said of one, for people or programs."""

    CSV = "csv", ".csv"
    XLSX = "xlsx", ".xlsx"
    TEXT = "text", ".txt"
    JSON = "json", ".json"
    MARKDOWN = "markdown", ".md", ".markdown"

    @classmethod
    def rows(cls, form: ExportAnswer | None) -> ExportForm | None:
        """Return the form of a file of rows.

        Raises:
            InputError: for one that rows do not have.
        """
        if form and form.value not in [each.value for each in ExportForm]:
            message = f"{form} is a form of what is said of an export, and not of its rows"
            raise misfit("--format", message, "--format csv, or --verify or --actuals")
        return ExportForm(form) if form else None

    @classmethod
    def said(cls, form: ExportAnswer | None, out: Path | None, option: str, refused: Collection[str]) -> ExportAnswer:
        """Return the form of what is said of an export: the one that is asked for, that of the file, or text.

        Raises:
            InputError: for one that it does not have.
        """
        found = form or cls.of_file(out) or cls.TEXT
        if found in refused:
            words = ", ".join(one for one in cls if one not in refused)
            raise misfit("--format", f"{found} is no form of what {option} says", f"there are {words}")
        return found


class ExportFile(NamedTuple):
    """The bytes of an export.

    Args:
        data: Those of the file.
        table: The rows as CSV; the same, where the file is one.
    """

    data: bytes
    table: bytes


class ExportLayout(NamedTuple):
    """How the rows of an export are laid out.

    Args:
        form: What the file is.
        profile: What the columns are. Those of Excel have a byte order mark and CRLF, so that a double click shows
            every letter.
        version: Of FOCUS; None is the newest.
    """

    form: ExportForm = ExportForm.CSV
    profile: Profile = Profile.PLAIN
    version: FocusVersion | None = None

    @classmethod
    def asked(cls, form: ExportForm | None, profile: Profile, version: FocusVersion | None, out: Path | None) -> Self:
        """Return what a command line asks for.

        Args:
            form: The form, if it is named; else the name of the file says it, or it is CSV.
            profile: The profile.
            version: Of FOCUS, if it is named.
            out: The file; None for standard output.

        Raises:
            InputError: where that does not go together, where the name of the file says that it is another form, in
                which Excel would not open it, or ends in what says nothing, and no form is named.
        """
        named = ExportForm.of_file(out)
        if out and out.suffix and not (named or form):
            message = f"the name ends in {out.suffix}, which says nothing of what the file is"
            names = ", ".join(f"-o {out.stem}{ending}" for ending in ExportForm.endings())
            raise misfit("-o", message, f"there are {names}; or say it with --format")
        layout = cls(form or named or ExportForm.CSV, profile, version)
        if layout.form is not ExportForm.CSV and profile is not Profile.PLAIN:
            message = f"{profile} is a profile of CSV files, and not of {layout.form}"
            raise misfit("--profile", message, "leave one of them out")
        if version and profile is not Profile.FOCUS:
            message = f"the profile is {profile}, which is not FOCUS"
            raise misfit("--focus-version", message, "--profile focus")
        if out is None and layout.form is not ExportForm.CSV:
            raise misfit("--format", "this is no text, and needs a file", f"-o costs.{layout.form}")
        if out and named not in {None, layout.form}:
            message = f"the name ends in {out.suffix}, and the format is {layout.form}"
            raise misfit("-o", message, f"--format {named}, or another name")
        return layout

    @classmethod
    def of_manifest(cls, how: ExportRequest, path: Path) -> Self:
        """Return what a manifest says.

        Raises:
            InputError: where that is of a format or a profile that there is not.
        """
        try:
            version = FocusVersion(how.focus_version) if how.focus_version else None
            return cls(ExportForm(how.form), Profile(how.profile), version)
        except ValueError:
            message = "this manifest is of a format or a profile that there is not"
            raise InputError.of(Place.start_of(str(path)), "bad-json", message) from None

    @property
    def focus_version(self) -> str | None:
        """The version of FOCUS that the columns are of; None where they are others."""
        return (self.version or FocusVersion.V1_4).value if self.profile is Profile.FOCUS else None

    def request(self, months: int | None, pricing: Sequence[Path]) -> ExportRequest:
        """Return what a manifest says of an export that has this layout."""
        from costcalc.export.manifest import ExportRequest

        return ExportRequest(self.profile.value, self.form.value, self.focus_version, months, tuple(map(str, pricing)))

    def table(self, ledger: Ledger) -> bytes:
        """Return the rows of a ledger as CSV."""
        from costcalc.formats.csv import table

        excel = self.profile is Profile.EXCEL
        text = table(ledger_rows(ledger, self.profile, self.version), "\r\n" if excel else "\n")
        return text.encode("utf-8-sig" if excel else "utf-8")

    def written(self, ledger: Ledger) -> WrittenRows:
        """Return the rows of a ledger as CSV, with which of its columns are numbers."""
        from costcalc.export import WrittenRows

        fields = ledger_rows(ledger, self.profile, self.version).fields
        numbers = frozenset(field.name for field in fields if field.kind.is_number)
        return WrittenRows(self.table(ledger), numbers, self.focus_version)

    def file(self, ledger: Ledger) -> ExportFile:
        """Return the file of a ledger.

        Raises:
            InputError: where a form or a profile cannot hold it.
        """
        table = self.table(ledger)
        if self.form is ExportForm.CSV:
            return ExportFile(table, table)
        from costcalc.formats.xlsx import workbook

        return ExportFile(workbook(ledger), table)


def misfit(where: str, message: str, hint: str) -> InputError:
    """Return the problem of options that do not go together."""
    return InputError.of(Place.start_of(where), "bad-setting", message, hint)
