"""A table of prices that is imported into one folder night after night."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc import load_cards, price
from costcalc.importers.draft import ImportQuery, TableQuery
from costcalc.importers.memory.into import Again, cards_into
from costcalc.importers.run import import_cards
from costcalc.problem import InputError

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = "provider=V,model=M,input=In,effective=From,until=Until,context_window=Window"
HEAD = "V,M,In,From,Until,Window"
MILLION = 1_000_000


def words_of(columns: str, folder: Path) -> tuple[str | Path, ...]:
    """Return what says on a command line that a table of dollars per 1M tokens goes into a folder."""
    return ("--columns", columns, "--per", "1M", "--currency", "USD", "--into", folder)


class Table:
    """A table of prices per 1M tokens that is imported night after night, as rows of COLUMNS after the provider."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.cards = folder / "pricing"
        self.cards.mkdir()

    def night(
        self,
        day: str,
        *rows: str,
        name: str = "list.csv",
        model: str | None = None,
        effective: str | None = None,
        **again: bool,
    ) -> str:
        source = self.folder / name
        source.write_text("\n".join([HEAD, *(f"acme,{row}{',' * (4 - row.count(','))}" for row in rows), ""]))
        start = effective or day
        wanted = ImportQuery(start, model=model, table=TableQuery([COLUMNS], ["1M"], "USD"))
        done = import_cards("csv", str(source), wanted, day=day)
        kept = cards_into(
            self.cards, done.cards, start, wanted.took_model, Again(**again, whole=done.whole and done.whole())
        )
        for card, text in kept.texts.items():
            (self.cards / f"{card}.yaml").write_bytes(text.encode())
        return "\n".join([*kept.account(), *(f"{note.model}: {note.key}: {note.why}" for note in kept.notes)])

    @property
    def text(self) -> str:
        return (self.cards / "acme.yaml").read_bytes().decode()

    @text.setter
    def text(self, text: str) -> None:
        (self.cards / "acme.yaml").write_bytes(text.encode())

    def write(self, model: str, lines: str) -> None:
        """Write lines behind the first rate of a model, as a person does."""
        before, name, after = self.text.partition(f"\n  {model}:\n")
        rate, price, rest = after.partition("        input: ")
        number, newline, rest = rest.partition("\n")
        self.text = f"{before}{name}{rate}{price}{number}{newline}{lines}{rest}"

    def of(self, model: str, *days: str) -> list[str | None]:
        """Return the price of 1M tokens on some days; None where there is none."""
        return [self._of(model, day) for day in days]

    def _of(self, model: str, day: str) -> str | None:
        try:
            return str(price(load_cards(self.cards), f"acme/{model}", {"input": MILLION}, as_of=day).total)
        except InputError as error:
            code = error.problems[0].code
            return None if code in {"not-in-force", "unknown-model"} else code
