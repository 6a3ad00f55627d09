"""One import, from what the user names to cards that can be used as they are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from costcalc.importers import FORMATS, importer_named
from costcalc.importers.draft import CardProvenance, ImportQuery, Note, is_id
from costcalc.importers.files.looks import with_hints
from costcalc.importers.files.origin import read_origin
from costcalc.importers.reading.release import RELEASED, from_release, undated
from costcalc.importers.rules.apart import nowhere
from costcalc.importers.rules.elsewhere import elsewhere
from costcalc.importers.rules.proof import not_too_many, proven
from costcalc.importers.writing.notes import summary
from costcalc.problem import InputError, Place, Problem
from costcalc.shown import cut
from costcalc.spelling import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from costcalc.importers import Importer
    from costcalc.importers.draft import ImportResult
    from costcalc.importers.files.origin import Origin
    from costcalc.importers.rules.apart import CurrencyOf

INSTALLED = "installed"


class Import(NamedTuple):
    """What an import gave.

    Args:
        origin: What was read, for people.
        cards: Card id to the text of its file.
        notes: What no card could say, and what was decided on the way. Where there is neither a card nor a note, the
            source has nothing that was asked for.
        whole: Makes the cards with all models, where only some were asked for.
        partial: Whether a file or a page was not read that may have more of the cards.
    """

    origin: str
    cards: Mapping[str, str]
    notes: Sequence[Note]
    whole: Callable[[], Mapping[str, str]] | None = None
    partial: bool = False

    def account(self) -> Iterator[str]:
        """Yield the lines that tell a person what was imported, and what was not."""
        if not self.cards and not self.notes:
            yield f"{self.origin} has nothing that was asked for."
            return
        count = "1 card" if len(self.cards) == 1 else f"{len(self.cards):,} cards"
        yield f"{count} imported from {self.origin}. Nobody has verified these prices."
        if self.notes:
            yield "Left out, or decided on the way; each card lists what concerns it:"
            yield from (f"  {line}" for line in summary(self.notes, self.cards))


class ImportTarget(NamedTuple):
    """Where the cards of an import go.

    Args:
        name: What the card is called, where it is the only one: a card is found by the name of its file.
        currency_of: Says the currency of a card that is there already.
    """

    name: str | None = None
    currency_of: CurrencyOf = nowhere


def import_cards(
    form: str, source: str, wanted: ImportQuery, *, day: str, target: ImportTarget | None = None
) -> Import:
    """Make cards of a source.

    Args:
        form: A key of `FORMATS`.
        source: A file, a folder, `-` for standard input, or `installed`.
        wanted: What is taken of it.
        day: The day of the import, which the cards say.
        target: Where the cards go; None where nothing is written.

    Raises:
        InputError: for a format that there is not, and for a source that cannot be read or is too much.
    """
    if form not in FORMATS:
        hint = did_you_mean(form, FORMATS, f"there are {', '.join(FORMATS)}")
        place = Place.start_of("FORMAT", form)
        raise InputError.of(place, "unknown-word", f"no list of prices is called `{cut(form)}`", hint)
    target = target or ImportTarget()
    importer = importer_named(form)
    if wanted.table and not getattr(importer, "TAKES_COLUMNS", False):
        message = f"`{form}` has prices with units and currencies of its own"
        hint = "--columns, --per and --currency are for `csv`"
        raise InputError.of(Place.start_of("FORMAT", form), "bad-setting", message, hint)
    origin = _origin(importer, source)
    since_release = wanted.effective == RELEASED
    if since_release:
        wanted = wanted._replace(effective=undated(day))
    try:
        imported = not_too_many(importer.read(origin, wanted), origin.place)
    except InputError as error:
        raise _spoilt(origin) or with_hints(error, importer, origin, wanted) from None
    if since_release:
        imported = from_release(imported, day)
    if target.name and len(imported.cards) == 1:
        imported = _called(imported, target.name)
    version = origin.version if origin.version and is_id(origin.version) else None
    imported = imported._replace(notes=[*imported.notes, *_lost(origin)])
    provenance = CardProvenance(form, origin.name, day, origin.sha256, version)
    partial = any(card.partial for card in imported.cards)
    done = proven(imported, provenance, elsewhere, target.currency_of)

    def whole() -> Mapping[str, str]:
        everything = importer.read(origin, wanted._replace(model=None))
        return proven(everything, provenance, elsewhere, target.currency_of).cards

    return Import(origin.name, done.cards, done.notes, None if wanted.model is None else whole, partial)


def _origin(importer: Importer, source: str) -> Origin:
    installed = getattr(importer, "installed", None)
    if source == INSTALLED and installed:
        found: Origin = installed()
        return found
    return read_origin(source, importer.FILES)


def _lost(origin: Origin) -> Iterator[Note]:
    """Yield a note for each value of a file that nobody can know, wherever in it that is."""
    for file in origin.files:
        yield from (Note("", f"{file.name}:{each.line}", each.key, each.why) for each in file.spoilt)


def _spoilt(origin: Origin) -> InputError | None:
    """Return what nobody can know in a file of which nothing can be read because of that."""
    found = [(file.place._replace(line=each.line), each) for file in origin.files for each in file.spoilt]
    return InputError(Problem(place, *each.problem) for place, each in found) if found else None


def _called(imported: ImportResult, name: str) -> ImportResult:
    (card,) = imported.cards
    notes = [note._replace(card=name) if note.card == card.id else note for note in imported.notes]
    return imported._replace(cards=[replace(card, id=name)], notes=notes)
