"""What `costcalc explain` says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.codes import ExplainedCode
from costcalc.records import TEXT, DocumentRecord, Field, Many, Record, Rows
from costcalc.views.blocks import Block, Bullets, Code, Heading, Line, Listing, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.views.view import Detail

INDENT = "    "
CODE = Record[ExplainedCode](
    "code",
    "A code of a problem, a flag, a finding or a claim.",
    Field("code", TEXT, lambda one: one.name),
    Field("kind", TEXT, lambda one: one.kind, "problem, flag, finding; of a claim relation, tag or explanation"),
    Field("level", TEXT, lambda one: one.level.word if one.level else None, "the usual one of a finding", null=True),
    Field("title", TEXT, lambda one: one.title, "what it means, in a sentence of Markdown"),
    Field("text", TEXT, lambda one: one.text, "what to do about it, in Markdown"),
    Field("example", TEXT, lambda one: one.example or None, "a command with what it answers", null=True),
)
CODES = DocumentRecord["CodesView"](
    "codes",
    "What `costcalc explain --format json` prints.",
    Field("codes", Many(CODE), lambda view: view.codes),
)


class CodesView(NamedTuple):
    """Codes, explained.

    Args:
        codes: The codes.
        listed: Whether people get a line of each, and not all there is to say.
    """

    codes: Sequence[ExplainedCode]
    listed: bool

    def blocks(self, detail: Detail) -> Iterator[Block]:
        """Yield what people are told."""
        del detail
        if not self.listed:
            for one in self.codes:
                yield from _explained(one)
            return
        for kind in dict.fromkeys(one.kind for one in self.codes):
            yield Heading(f"{kind.capitalize()}s")
            found = [one for one in self.codes if one.kind == kind]
            yield Bullets(tuple((Code(one.name), ": ", *_line(one.title)) for one in found))
        yield Paragraph((Code("costcalc explain CODE"), " says what to do about one."))

    def document(self) -> dict[str, Any]:
        """Return what programs are told."""
        return CODES.encode(self)

    def rows(self) -> Rows[Any]:
        """Return a row for each code."""
        return Rows([*CODE.fields()], self.codes)


def _explained(one: ExplainedCode) -> Iterator[Block]:
    """Yield all there is to say of a code."""
    yield Heading(one.name, 1)
    kind = f"{'an' if one.kind[0] in 'aeiou' else 'a'} {one.kind}"
    yield Paragraph(f"{kind}, usually of the level {one.level.word}" if one.level else kind)
    yield Paragraph(_line(one.title), strong=True)
    for paragraph in one.text.split("\n\n"):
        if paragraph.startswith(INDENT):
            yield Listing(tuple(line.removeprefix(INDENT) for line in paragraph.split("\n")))
        else:
            yield Paragraph(_line(paragraph))
    if one.example:
        yield Listing(tuple(one.example.split("\n")))


def _line(text: str) -> Line:
    """Return a paragraph of Markdown as running text, of which every other piece between backticks is code."""
    parts = " ".join(text.split()).split("`")
    return tuple(Code(part) if nth % 2 else part for nth, part in enumerate(parts) if part)
