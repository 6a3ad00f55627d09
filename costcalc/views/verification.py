"""What `costcalc export --verify` says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.export.cause import CauseKind
from costcalc.export.inputs import InputFile
from costcalc.export.sum_changes import ExportChange
from costcalc.export.verification import InputChange, MovedCause, Verification
from costcalc.records import COUNT, FLAG, PLACE, TEXT, DocumentRecord, Field, Many, Part, Record, one_of
from costcalc.shown import cut
from costcalc.views.blocks import Bullets, Paragraph
from costcalc.views.change_text import change_text
from costcalc.views.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.views.blocks import Block
    from costcalc.views.view import Detail

MOST_SHOWN = 50
"""Lines of a kind; programs are told all."""
SHORT = 12
"""Digits of a fingerprint, where they tell two files apart; programs are told all."""
LONGEST = 80
"""Characters of a name that may come from a stranger."""
NUMBERED = 3
"""Rows that are named by their numbers; of more it is said how many they are."""

_CHANGE = Record[ExportChange](
    "export_change",
    "Something that is not what the manifest says.",
    Field("what", TEXT, lambda one: one.what),
    Field("was", TEXT, lambda one: one.was, "what the manifest says"),
    Field("now", TEXT, lambda one: one.now, "what is found"),
)
_CAUSE = Record[MovedCause](
    "moved_cause",
    "Why some rows are not as they were.",
    Field("kind", one_of(*CauseKind), lambda one: one.cause.kind.value),
    Field("what", TEXT, lambda one: one.cause.what, "a name in formulas, a tag, a column, an option"),
    Field("model", TEXT, lambda one: one.cause.model or None, "whose price it is", null=True),
    Field("was", TEXT, lambda one: one.cause.was, "in the file; null where it was nothing", null=True),
    Field("now", TEXT, lambda one: one.cause.now, "today; null where it is nothing", null=True),
    Field("place", PLACE, lambda one: one.cause.place, "where that is written", null=True),
    Field("rows", Many(COUNT), lambda one: one.rows, "of the file, from 1; of today, where they are new"),
    Field("options", Many(TEXT), lambda one: one.options, "what these are of"),
)
_FILE = Record[InputFile](
    "input_file",
    "A file that an export was made from.",
    Field("file", TEXT, lambda file: file.file, "as places name it"),
    Field("version", TEXT, lambda file: file.version, "of a card", null=True),
    Field("sha256", TEXT, lambda file: file.sha256, "of its content"),
    Field("shipped", FLAG, lambda file: file.is_shipped, "whether it came with costcalc"),
)
_INPUT = Record[InputChange](
    "input_change",
    "An input that is another file than it was, or is read elsewhere.",
    Field("what", TEXT, lambda one: one.what, "`the card acme`"),
    Field("was", _FILE, lambda one: one.was, "null where it was not used", null=True),
    Field("now", _FILE, lambda one: one.now, "null where it is not used", null=True),
)
VERIFICATION = DocumentRecord[Verification](
    "verification",
    "What `costcalc export --verify MANIFEST --format json` prints.",
    Field("file", TEXT, lambda found: found.file, "the name of the file that was checked"),
    Field("as_it_was", FLAG, lambda found: found.is_as_it_was, "whether all rows are, and file and manifest agree"),
    Field("rows", COUNT, lambda found: found.rows, "how many there are today"),
    Field("moved", COUNT, lambda found: found.moved, "how many of the file are not as they were"),
    Field("contradictions", Many(_CHANGE), lambda found: found.contradictions, "between file and manifest"),
    Field("causes", Many(_CAUSE), lambda found: found.causes, "why rows moved"),
    Field("totals", Many(_CHANGE), lambda found: found.totals, "sums that moved with rows"),
    Field("budgets", Many(_CHANGE), lambda found: found.budgets, "those that moved where no row did"),
    Field(
        "inputs",
        Many(_INPUT),
        lambda found: found.inputs,
        "other files than they were, or read elsewhere",
    ),
    Field("saved_anew", FLAG, lambda found: found.is_saved_anew, "whether only the bytes of the file are others"),
    Field("only_sums", FLAG, lambda found: found.only_sums, "whether of a workbook no more than the sums is known"),
    Field("untouched", FLAG, lambda found: found.is_untouched, "whether the file has the bytes that its manifest says"),
    Field("columns_added", Many(TEXT), lambda found: found.columns_added, "that an export has since"),
    Part[Verification, tuple[str, str]](
        lambda found: found.versions,
        Field("written_by", TEXT, lambda versions: versions[0], "the version of costcalc"),
        Field("recomputed_by", TEXT, lambda versions: versions[1], "the version of costcalc"),
    ),
)


class VerificationView(NamedTuple):
    """What became of an export.

    Args:
        found: What was found.
    """

    found: Verification

    def blocks(self, detail: Detail) -> Iterator[Block]:
        """Yield what people are told: the answer, and below it each finding, the gravest first."""
        del detail
        yield Paragraph(_verdict(self.found), strong=True)
        for lines in filter(None, _findings(self.found)):
            yield Bullets(tuple(lines[:MOST_SHOWN]))
            if len(lines) > MOST_SHOWN:
                yield Paragraph(f"…and {len(lines) - MOST_SHOWN:,} more", strong=True)

    def document(self) -> dict[str, Any]:
        """Return what programs are told."""
        return VERIFICATION.encode(self.found)


def _verdict(found: Verification) -> str:
    """Return the answer in a line."""
    if found.is_as_it_was and found.only_sums:
        rows = counted(found.rows, "row")
        return f"{found.file}: the sums of {rows} are as they were, and of a workbook no more can be told"
    if found.is_as_it_was:
        return f"{found.file}: {counted(found.rows, 'row')}, all as they were"
    said = []
    if found.moved:
        rows = counted(found.moved, "row")
        said.append(f"{rows} is not as it was" if found.moved == 1 else f"{rows} are not as they were")
    elif found.totals:
        said.append("the rows are not as they were")
    elif found.budgets:
        said.append("all rows are as they were, the budgets are not")
    if found.contradictions:
        many = counted(len(found.contradictions), "contradiction")
        said.append(f"{many} between the file, its manifest and what it is made from")
    return f"{found.file}: {', and '.join(said)}"


def _findings(found: Verification) -> Iterator[Sequence[str]]:
    """Yield lines of each kind, the gravest first."""
    yield [_change(one) for one in found.contradictions]
    yield [_cause(one) for one in found.causes]
    yield [_change(one) for one in found.totals]
    yield [_change(one) for one in found.budgets]
    same = found.is_as_it_was and not found.only_sums
    yield [_input(one, same=same) for one in found.inputs]
    notes = []
    if found.is_untouched and any(one.cause.kind is CauseKind.CELL for one in found.causes):
        notes.append("the file has the bytes that its manifest says: what moved, moved in what it is made from")
    if found.is_saved_anew:
        notes.append("the file was saved anew by another program: other bytes, the same cells")
    if found.columns_added:
        notes.append(f"an export has more columns since: {', '.join(found.columns_added)}")
    if found.versions[0] != found.versions[1]:
        notes.append(f"written by costcalc {cut(found.versions[0])}, recomputed by {found.versions[1]}")
    yield notes


def _change(one: ExportChange) -> str:
    return f"{cut(one.what, LONGEST)}: {change_text(one.was, one.now)}"


def _cause(one: MovedCause) -> str:
    """Return why rows moved, in a line."""
    cause = one.cause
    rows = f"row {one.rows[0]:,}" if len(one.rows) == 1 else counted(len(one.rows), "row")
    if 1 < len(one.rows) <= NUMBERED:
        rows = f"rows {', '.join(f'{row:,}' for row in one.rows)}"
    of = f" of {counted(len(one.options), 'option')}" if len(one.options) > 1 else ""
    change = change_text(cause.was, cause.now)
    match cause.kind:
        case CauseKind.CELL:
            return f"{rows}{of}, {cause.what}: {change}"
        case CauseKind.CUT:
            return f"{rows}{of}, {cause.what}: cut to the 15 digits that a spreadsheet keeps"
        case CauseKind.GONE | CauseKind.NEW:
            return f"{rows} of {cut(cause.what, LONGEST)}: {change}"
        case CauseKind.ORDER:
            return f"{rows}{of} moved by a cent because the rows of a bill stand in another order"
    words = {CauseKind.TAG: "the tag ", CauseKind.FORMULA: "the formula of "}
    what = "the rate" if cause.kind is CauseKind.RATE else cut(words.get(cause.kind, "") + cause.what, LONGEST)
    model = f" of {cause.model}" if cause.model else ""
    place = f"{cause.place} " if cause.place else ""
    return f"{rows}{of} moved because {place}{what}{model}: {change}"


def _input(one: InputChange, *, same: bool) -> str:
    """Return which input is another file; where no row moved, that as well."""
    shipped = any(file and file.is_shipped for file in (one.was, one.now))
    if one.is_same_content:
        files = (f"{file.file}{' (shipped)' if file.is_shipped else ''}" for file in (one.was, one.now) if file)
        return f"{one.what} is read elsewhere, with the same content: {' -> '.join(files)}"
    what = f"{one.what} (shipped)" if shipped else one.what
    was, now = _files(one.was, one.now)
    if not same:
        return f"{what}: {was} -> {now}"
    return f"{what} is not the same file ({was} -> {now}), and all rows are as they were"


def _files(was: InputFile | None, now: InputFile | None) -> tuple[str, str]:
    """Return two files in words: of the second only what is another."""
    if was is None or now is None:
        return _file(was), _file(now)
    shown = SHORT if was.sha256[:SHORT] != now.sha256[:SHORT] else len(now.sha256)
    later = [text for before, text in zip(_facts(was, shown), _facts(now, shown), strict=True) if before != text]
    return ", ".join(filter(None, _facts(was, shown))), ", ".join(filter(None, later))


def _file(file: InputFile | None) -> str:
    return ", ".join(filter(None, _facts(file, SHORT))) if file else "not used"


def _facts(file: InputFile, digits: int) -> tuple[str, str, str]:
    """Return the name of a file, its version, and so many digits of its fingerprint."""
    version = f"version {file.version}" if file.version else ""
    return file.file, version, f"sha256 {cut(file.sha256, digits)}"
