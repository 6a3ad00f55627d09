"""The manifest beside an export: what it was made from, and what it adds up to. No clock is read.

The types here are what is written, what is read and what the JSON Schema says.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from pydantic import AfterValidator, Field
from typing_extensions import TypedDict  # of Python itself, pydantic takes those from 3.12 on

from costcalc.comparison.question import Selection
from costcalc.export.inputs import Inputs, Sha256, inputs, strict
from costcalc.expr import decimal_text, fraction_text
from costcalc.instant import MOST_MONTHS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from costcalc.comparison import ScenarioQuestion
    from costcalc.export.entry import Total
    from costcalc.export.ledger import Ledger

MOST_NAMED = 200
"""Settings, models and options: a manifest may come from anywhere."""

ROUNDING = (
    "amount_rounded, cost_rounded: rounded down to the currency's smallest unit, and the units missing to the rounded"
    " sum of the option and the time given to the largest remainders, the earlier row first; the sum is rounded"
    " half-up; what is paid once is rounded by itself"
)


def _beside(name: str) -> str:
    """Return the name of a file that lies beside its manifest; refuse any other."""
    if not name or Path(name).name != name:
        msg = "this is no name of a file in the same folder"
        raise ValueError(msg)
    return name


Count = Annotated[int, Field(ge=0)]
Words = Annotated[list[str], Field(max_length=MOST_NAMED)]


@strict
class TotalEntry(TypedDict):
    """The sums of the rows in one currency."""

    currency: str
    rows: Count
    exact: Annotated[str, Field(description="15 significant digits where it has no last digit")]
    exact_fraction: Annotated[str | None, Field(description="its fraction where it has no last digit")]
    rounded: Annotated[str, Field(description="what the column of rounded amounts adds up to")]


@strict
class Manifest(TypedDict):
    """What stands beside a file that `costcalc export` wrote, in FILE.manifest.json."""

    schema: Literal["costcalc/export-manifest/v1"]
    costcalc: Annotated[str, Field(description="the version that wrote it")]
    file: Annotated[str, AfterValidator(_beside), Field(description="its name, without the folder")]
    sha256: Sha256
    bytes: Annotated[Count, Field(description="how long it is")]
    rows: Annotated[Count, Field(description="how many charges it has")]
    rows_sha256: Annotated[Sha256, Field(description="of the rows as CSV; of a workbook, in the plain columns")]
    profile: Annotated[str, Field(description="plain, excel or focus")]
    format: Annotated[str, Field(description="csv or xlsx")]
    focus_version: Annotated[str | None, Field(description="null where it is not FOCUS")]
    months: Annotated[
        int | None, Field(ge=1, le=MOST_MONTHS, description="as asked; null for each scenario's own period")
    ]
    pricing: Annotated[list[str], Field(description="the folders of rate cards given")]
    settings: Annotated[
        list[str], Field(max_length=MOST_NAMED, description="what was set in place of assumptions: NAME=VALUE")
    ]
    models: Annotated[
        list[str], Field(max_length=MOST_NAMED, description="what was added to options: CARD/MODEL, or a pattern")
    ]
    like: Annotated[str | None, Field(description="the option that these are like; null for the baseline")]
    options: Annotated[
        list[str],
        Field(max_length=MOST_NAMED, description="the options asked for; none for the chosen one, or for all of them"),
    ]
    all_options: Annotated[bool, Field(description="whether all options were asked for, which do not add up")]
    rounding: Annotated[str, Field(description="how amounts were rounded")]
    totals: Annotated[list[TotalEntry], Field(description="by currency of the prices: of the column `amount`")]
    cost_totals: Annotated[
        list[TotalEntry], Field(description="by currency of the scenarios: of the column `cost`; empty: not said")
    ]
    inputs: Inputs


EVERYTHING = Selection()


def selection_of(then: Manifest) -> Selection:
    """Return what of scenarios a manifest says was exported, and under which assumptions."""
    return Selection(tuple(then["settings"]), tuple(then["models"]), then["like"], tuple(then["options"]))


def completed(written: object) -> object:
    """Return a manifest with the keys that it did not have when it was written: it is of everything then."""
    if not isinstance(written, dict):
        return written
    of = EVERYTHING
    known = {"settings": [*of.settings], "models": [*of.models], "like": of.like, "options": [*of.only]} | written
    return {"all_options": not known["options"], "cost_totals": []} | known


class ExportRequest(NamedTuple):
    """The options that an export was made with.

    Args:
        profile: `plain`, `excel` or `focus`.
        form: `csv` or `xlsx`.
        focus_version: Of FOCUS; None where it is not that.
        months: As asked; None for each scenario's own period.
        pricing: The folders of rate cards given.
        selection: What of the scenarios.
        all_options: Whether all options of each were asked for, to be compared.
    """

    profile: str
    form: str
    focus_version: str | None
    months: int | None
    pricing: tuple[str, ...] = ()
    selection: Selection = EVERYTHING
    all_options: bool = False


class ExportedFile(NamedTuple):
    """A file that is exported.

    Args:
        name: Of the file, without its folder.
        data: Its bytes.
        table: The rows in it as CSV, in the columns of the profile; the same bytes, where it is a CSV.
    """

    name: str
    data: bytes
    table: bytes


def manifest(file: ExportedFile, rows: Ledger, asked: Sequence[ScenarioQuestion], how: ExportRequest) -> Manifest:
    """Return the manifest of an export.

    Args:
        file: The file.
        rows: What is in it.
        asked: What was asked of each scenario.
        how: How it was asked for.
    """
    from costcalc import __version__

    return {
        "schema": "costcalc/export-manifest/v1",
        "costcalc": __version__,
        "file": file.name,
        "sha256": sha256(file.data).hexdigest(),
        "bytes": len(file.data),
        "rows": len(rows.entries),
        "rows_sha256": sha256(file.table).hexdigest(),
        "profile": how.profile,
        "format": how.form,
        "focus_version": how.focus_version,
        "months": how.months,
        "pricing": list(how.pricing),
        "settings": list(how.selection.settings),
        "models": list(how.selection.models),
        "like": how.selection.like,
        "options": list(how.selection.only),
        "all_options": how.all_options,
        "rounding": ROUNDING,
        "totals": [_total(total) for total in rows.totals],
        "cost_totals": [_total(total) for total in rows.cost_totals],
        "inputs": inputs(rows, asked),
    }


def _total(total: Total) -> TotalEntry:
    return {
        "currency": total.currency,
        "rows": total.rows,
        "exact": decimal_text(total.exact),
        "exact_fraction": fraction_text(total.exact),
        "rounded": format(total.rounded, "f"),
    }
