"""What programs are told, said once: a record lists its fields; JSON, schemas, CSV and workbooks follow from it."""

from costcalc.records.digits import long_number, long_text
from costcalc.records.kinds import (
    COUNT,
    FIXED,
    FLAG,
    FRACTION,
    INSTANT,
    NUMBER,
    PLACE,
    TEXT,
    Kind,
    Many,
    Mapped,
    constant,
    one_of,
)
from costcalc.records.record import DocumentRecord, Field, Part, Record, figure, number
from costcalc.records.rows import Rows

__all__ = [
    "COUNT",
    "FIXED",
    "FLAG",
    "FRACTION",
    "INSTANT",
    "NUMBER",
    "PLACE",
    "TEXT",
    "DocumentRecord",
    "Field",
    "Kind",
    "Many",
    "Mapped",
    "Part",
    "Record",
    "Rows",
    "constant",
    "figure",
    "long_number",
    "long_text",
    "number",
    "one_of",
]
