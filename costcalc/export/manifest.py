"""The manifest beside an export: what it was made from, and what it adds up to. No clock is read.

The types here are what is written, what is read and what the JSON Schema says.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

from pydantic import AfterValidator, Field
from typing_extensions import TypedDict  # of Python itself, pydantic takes those from 3.12 on

from costcalc.comparison.question import Selection
from costcalc.export.assumed import AssumptionEntry, assumption_entries
from costcalc.export.inputs import Inputs, Sha256, inputs, strict
from costcalc.export.sums import Count, MonthEntry, TotalEntry, YearEntry, month_entry, total_entry, year_entry
from costcalc.instant import MOST_MONTHS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from costcalc.comparison import ScenarioQuestion
    from costcalc.export.ledger import Ledger

MOST_NAMED = 200
"""Settings, models and options: a manifest may come from anywhere."""

ROUNDING = (
    "amount_rounded, cost_rounded: rounded down to the currency's smallest unit, and the units missing to the rounded"
    " sum of the option and the time given to the largest remainders, the earlier row first; the sum is rounded"
    " half-up; what is paid once is rounded by itself; a charge that is spread over months or divided is rounded as a"
    " whole, and its parts to that"
)

_EARLIER_ROUNDING = (
    "amount_rounded: rounded down to the currency's smallest unit, and the units missing to the rounded sum of the"
    " option and the time given to the largest remainders, the earlier row first; the sum is rounded half-up"
)
EARLIER_ROUNDINGS = (_EARLIER_ROUNDING, f"{_EARLIER_ROUNDING}; what is paid once is rounded by itself")
"""What the same rule was called in manifests that have no `cost_totals`."""


def _beside(name: str) -> str:
    """Return the name of a file that lies beside its manifest; refuse any other."""
    if not name or Path(name).name != name:
        msg = "this is no name of a file in the same folder"
        raise ValueError(msg)
    return name


Words = Annotated[list[str], Field(max_length=MOST_NAMED)]


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
    assumptions: Annotated[
        list[AssumptionEntry], Field(description="the assumptions of each scenario, with what was set in their place")
    ]
    rounding: Annotated[str, Field(description="how amounts were rounded")]
    totals: Annotated[list[TotalEntry], Field(description="by currency of the prices: of the column `amount`")]
    cost_totals: Annotated[
        list[TotalEntry], Field(description="by currency of the scenarios: of the column `cost`; empty: not said")
    ]
    by_month: Annotated[list[MonthEntry], Field(description="what options cost in months of the calendar")]
    by_year: Annotated[list[YearEntry], Field(description="what options cost in years of the calendar")]
    inputs: Inputs


EVERYTHING = Selection()


def selection_of(then: Manifest) -> Selection:
    """Return what of scenarios a manifest says was exported, and under which assumptions."""
    return Selection(tuple(then["settings"]), tuple(then["models"]), then["like"], tuple(then["options"]))


def completed(written: Mapping[str, Any]) -> dict[str, Any]:
    """Return a manifest with the keys that it did not have when it was written: it is of everything then."""
    of = EVERYTHING
    known = {"settings": [*of.settings], "models": [*of.models], "like": of.like, "options": [*of.only]} | {**written}
    lists: dict[str, list[object]] = {"assumptions": [], "cost_totals": [], "by_month": [], "by_year": []}
    return {"all_options": not known["options"], **lists} | known


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


def request_of(then: Manifest) -> ExportRequest:
    """Return how a manifest says that its export was asked for, as it can be: `--like` is of what `--with` adds."""
    asked = selection_of(then)
    how = ExportRequest(then["profile"], then["format"], then["focus_version"], then["months"], tuple(then["pricing"]))
    like = asked.like if asked.models else None
    return how._replace(selection=asked._replace(like=like), all_options=then["all_options"] and not asked.only)


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
        "assumptions": [*assumption_entries(asked)],
        "rounding": ROUNDING,
        "totals": [total_entry(total) for total in rows.totals],
        "cost_totals": [total_entry(total) for total in rows.cost_totals],
        "by_month": [month_entry(one) for one in rows.by_month],
        "by_year": [year_entry(one) for one in rows.by_year],
        "inputs": inputs(rows, asked),
    }
