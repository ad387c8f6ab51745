"""The pupils of files, for lists: noted sealed when a file is taken in, shown by the page, found by the words of their names.

What a search looks up are keys: a code (HMAC-SHA256, 64 bits) over the mailbox and the beginning of a word of a name,
of each length from LEAST_LETTERS to MOST_LETTERS letters. A mailbox is in each key, so a key says nothing about the
lists of another, and only a mailbox finds its own. Keys hang on a pupil, so that two words are found of one child and not
of two. All of it goes with the bytes of the file.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import islice
from typing import Final

from django.db import connection
from django.db.models import Q, QuerySet

from handover.common.folding import fold
from handover.common.keyring import generation_of_record
from handover.ctf.model import Pupil
from handover.portal import transaction
from handover.portal.locking import lock_rows
from handover.portal.masterkeys.codes import number_at, valid_numbers
from handover.portal.sealed import token
from handover.portal.transfers.marks import make_mark, upn_sign
from handover.portal.transfers.models import FileSearchKey, PupilOnFile, SealedFile, Transfer
from handover.portal.transfers.pupil_names import PupilNames

PURPOSE: Final = "pupils on file"
LEAST_LETTERS: Final = 2
MOST_LETTERS: Final = 8
"""Letters of a word's beginning that are kept; whoever types more finds the names that begin with these."""
MOST_WORDS: Final = 6
"""Words of a search that are looked up."""
AT_ONCE: Final = 2000


def note_pupils(sealed: SealedFile, pupils: Iterable[Pupil], mailboxes: Iterable[str]) -> None:
    """Store who the pupils of a file are, and the keys by which these mailboxes find them. Within the intake's transaction."""
    names: dict[int, tuple[str, ...]] = {}
    rows = []
    for place, pupil in enumerate(pupils):
        row = PupilOnFile(sealed=sealed, place=place)
        row.seal(PupilNames.of(pupil).stored())
        names[place] = find_names(pupil)
        rows.append(row)
    stored = PupilOnFile.objects.bulk_create(rows, batch_size=AT_ONCE)
    write_search_keys(((row, names[row.place]) for row in stored), mailboxes)


def find_names(pupil: Pupil) -> tuple[str, ...]:
    """Return the names under which a list's search finds a pupil."""
    basic = pupil.basic
    names = (pupil.surname, pupil.forename, basic.preferred_surname, basic.preferred_forename)
    return tuple(dict.fromkeys(name for name in names if name))


def open_lists_of(transfer: Transfer) -> None:
    """Let the mailboxes of a transfer that carries on another's file find its pupils, too.

    The names are those that stand in the row: what a pupil is called besides is known only to the first two mailboxes.
    """
    known = Transfer.objects.filter(sealed=transfer.sealed_id).exclude(pk=transfer.pk)
    boxes = {box for pair in known.values_list("source", "destination") for box in pair}
    if new := {transfer.source, transfer.destination} - boxes:
        with transaction.atomic():
            # Locked, so that no change of the master key comes between a row and its keys.
            rows = lock_rows(PupilOnFile.objects.filter(sealed=transfer.sealed_id)).select_related("sealed")
            write_search_keys(((row, (row.surname, row.forename)) for row in rows), new)


def write_search_keys(pupils: Iterable[tuple[PupilOnFile, tuple[str, ...]]], mailboxes: Iterable[str]) -> None:
    """Write the keys of pupils (row, names) for some mailboxes, sorted, past the models: there are many. In a transaction.

    They have the form of the generation of the master key under which the row is sealed.
    """
    boxes = sorted(set(mailboxes))
    made: dict[tuple[int, str, str], int] = {}
    rows = []
    for row, names in pupils:
        generation = generation_of_record(bytes(row.content))
        for start in beginnings_of_words(names):
            for box in boxes:
                if (generation, box, start) not in made:
                    made[generation, box, start] = number_at(make_list_key(box, start), generation)
                rows.append((made[generation, box, start], row.pk))
    table = FileSearchKey._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} (value, pupil_id) FROM STDIN") as copy:
                for each in sorted(rows):
                    copy.write_row(each)
        else:
            cursor.executemany(f"INSERT INTO {table} (value, pupil_id) VALUES (%s, %s)", sorted(rows))  # noqa: S608 a table of ours


def make_list_key(mailbox: str, beginning: str) -> int:
    """Return the number of a key: 64 bits of a keyed code, with a sign, as every database stores them."""
    return int.from_bytes(token(PURPOSE, mailbox, beginning)[:8], "big", signed=True)


def beginnings_of_words(names: Iterable[str]) -> set[str]:
    """Return the beginnings of every word of some names, as they are compared."""
    words = {word for name in names for word in fold(name).split()}
    return {word[:end] for word in words for end in range(LEAST_LETTERS, min(len(word), MOST_LETTERS) + 1)}


def words_sought(text: str) -> tuple[str, ...]:
    """Return the words of what was typed, as they are compared; those of one letter find nobody and are left out."""
    words = dict.fromkeys(word[:MOST_LETTERS] for word in fold(text).split() if len(word) >= LEAST_LETTERS)
    return tuple(islice(words, MOST_WORDS))


def carrying_names(text: str, mailbox: str) -> Q | None:
    """Return the condition that a transfer carries a pupil with names that begin so; None where nothing was typed.

    All words must be of one pupil. What has one letter only finds nobody.
    """
    if not text.strip():
        return None
    pupils = pupils_named(text, mailbox)
    return Q(sealed__in=pupils.order_by().values("sealed"))


def pupils_named(text: str, mailbox: str) -> "QuerySet[PupilOnFile]":
    """Return the pupils on a mailbox's lists whose names have words that begin so."""
    words = words_sought(text)
    pupils = PupilOnFile.objects.all() if words else PupilOnFile.objects.none()
    for word in words:
        keys = FileSearchKey.objects.filter(value__in=valid_numbers([make_list_key(mailbox, word)]))
        pupils = pupils.filter(pk__in=keys.values("pupil"))
    return pupils


def carrying_upn(upn: str) -> Q:
    """Return the condition that a transfer carries a pupil with that UPN, former ones included."""
    return Q(sealed__marks__mark=make_mark(upn_sign(upn)))


def pupils_of(transfers: Iterable[Transfer], most: int | None = None) -> dict[int, tuple[PupilOnFile, ...]]:
    """Return the pupils of each transfer by its number, in the order of the file; of each the first `most`.

    One query for all of them. Nobody for a file whose bytes are gone, and for one that holds no pupils.
    """
    transfers = list(transfers)
    rows = PupilOnFile.objects.filter(sealed__in={each.sealed_id for each in transfers if each.sealed_id})
    if most is not None:
        rows = rows.filter(place__lt=most)
    found: dict[object, list[PupilOnFile]] = defaultdict(list)
    for row in rows.select_related("sealed").order_by("sealed", "place"):
        found[row.sealed_id].append(row)
    return {each.pk: tuple(found.get(each.sealed_id, ())) for each in transfers}
