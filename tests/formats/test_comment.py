"""A comment is cut between rows and items, says what it lost, and no other answer is cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.formats.cells import line_text
from costcalc.formats.comment import MOST_BYTES, fitted
from costcalc.problem import Place, Source
from costcalc.views.blocks import Bullets, Column, Comment, Heading, Paragraph, Ref, Row, Step, Table, Working

if TYPE_CHECKING:
    from costcalc.views.blocks import Block

COLUMN = (Column("a", "a"),)
LONG = tuple(Row(("x" * 100,)) for _ in range(700))
WORKING = Working((Step("a", "b" * 70_000, "c", "d"),), "long")


def size(block: Block) -> int:
    """Count the characters of a block's texts: of a table 100 for each row."""
    match block:
        case Table(_, rows):
            return sum(len(str(row.cells[0])) for row in rows)
        case Bullets(items):
            return sum(len(line_text(item)) for item in items)
        case Working(steps):
            return sum(len(step.formula) for step in steps)
    return 10


def lost(blocks: list[Block]) -> Block:
    return [*fitted([Comment("mark"), *blocks], size)][-1]


def test_what_is_no_comment_is_as_long_as_it_is() -> None:
    blocks = [Heading("h"), Table(COLUMN, LONG), WORKING]
    assert list(fitted(blocks, size)) == blocks


def test_a_table_is_cut_between_rows_and_what_is_lost_is_counted() -> None:
    _, heading, table, last = fitted([Comment("mark"), Heading("h"), Table(COLUMN, LONG)], size)
    # 65,000 less 500 for what was lost, 1,500 for paragraphs and 10 for the heading are 62,990: 629 rows of 100
    assert (heading, table) == (Heading("h"), Table(COLUMN, LONG[:629]))
    said = "A comment has no more room. Left out: 71 rows. The JSON report has all of it."
    assert last == Paragraph(said, strong=True)


def test_a_calculation_is_there_as_a_whole_or_not_at_all_and_its_heading_with_it() -> None:
    found = list(fitted([Comment("mark"), Heading("h"), WORKING, Paragraph("p")], size))
    said = "A comment has no more room. Left out: 1 calculation. The JSON report has all of it."
    # the heading stands above what comes next instead
    assert found == [Comment("mark"), Heading("h"), Paragraph(("p",)), Paragraph(said, strong=True)]


def test_lines_are_counted_as_lines() -> None:
    # there is no heading: 630 lines have room
    assert "Left out: 70 lines." in str(lost([Bullets(tuple("x" * 100 for _ in range(700)))]))


def test_a_text_that_crowds_out_the_others_ends_in_an_ellipsis() -> None:
    place = Place(Source("x" * 600), 1, 1)
    table = Table(COLUMN, (Row(("y" * 501,)), Row(("z" * 500,)), Row((Ref((place,)),), best=True)))
    _, found = fitted([Comment("mark"), table], size)
    assert found == Table(COLUMN, (Row((f"{'y' * 500}…",)), Row(("z" * 500,)), Row((f"{'x' * 500}…",), best=True)))


def test_the_most_is_less_than_a_comment_may_have() -> None:
    assert MOST_BYTES < 65_536
