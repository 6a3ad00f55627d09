"""Read YAML files exactly and safely: places remembered, nothing executed, nothing guessed.

The only importer of `yaml`.
"""

from costcalc.source.amounts import Amount, Count, Factor, Share, TokenLimit
from costcalc.source.bind import FileRecord, bind, rejected, rejected_as
from costcalc.source.countries import COUNTRIES, COUNTRY, Country
from costcalc.source.fields import (
    Currency,
    FileId,
    Formula,
    Id,
    Instant,
    Label,
    Many,
    Moment,
    OneName,
    Switch,
    Text,
    Texts,
    one_of,
)
from costcalc.source.files import (
    MIB,
    Document,
    declares_itself,
    decoded,
    document_of,
    files_read,
    hidden_characters,
    kind_declared,
    kind_said,
    not_too_large,
    opened,
    read_bytes,
    read_document,
    read_stdin,
    to_be_changed,
    without_schema,
)
from costcalc.source.kind import FieldKind, One, scalar
from costcalc.source.read import read_tree
from costcalc.source.sums import Money, SumOfMoney
from costcalc.source.tree import Mapping, Scalar, Sequence, place_of

__all__ = [
    "COUNTRIES",
    "COUNTRY",
    "MIB",
    "Amount",
    "Count",
    "Country",
    "Currency",
    "Document",
    "Factor",
    "FieldKind",
    "FileId",
    "FileRecord",
    "Formula",
    "Id",
    "Instant",
    "Label",
    "Many",
    "Mapping",
    "Moment",
    "Money",
    "One",
    "OneName",
    "Scalar",
    "Sequence",
    "Share",
    "SumOfMoney",
    "Switch",
    "Text",
    "Texts",
    "TokenLimit",
    "bind",
    "declares_itself",
    "decoded",
    "document_of",
    "files_read",
    "hidden_characters",
    "kind_declared",
    "kind_said",
    "not_too_large",
    "one_of",
    "opened",
    "place_of",
    "read_bytes",
    "read_document",
    "read_stdin",
    "read_tree",
    "rejected",
    "rejected_as",
    "scalar",
    "to_be_changed",
    "without_schema",
]
