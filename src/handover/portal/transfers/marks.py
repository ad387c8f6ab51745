"""Finding the files of one pupil wherever they are, by nobody's name: marks, made with a key that the database does not hold.

A mark is a code (HMAC-SHA256, 128 bits) over a UPN, or over two of surname, forename and birth date. It can be looked
up by who knows the pupil, and not turned back: a thief of the database alone has neither the key (it is derived from
the master key in the environment) nor single names or dates whose frequency would tell. Marks belong to the sealed bytes
and go when these go, so nothing about a pupil outlives the file. What is lost is tolerance: a name must be spelt as in
the file, accents, blanks and capitals apart. The log gets a code made with another key, because it lives for ever and
should not match the index.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from handover.common.folding import fold
from handover.ctf.model import Pupil
from handover.portal.masterkeys.codes import code_key, newest_form
from handover.portal.transfers.models import PupilMark, SealedFile

INDEX_KEY = "handover pupil index 1"
LOG_KEY = "handover pupil search log 1"
AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class Sought:
    """Whom a person looks for: a UPN, or at least two of surname, forename and birth date."""

    upn: str = ""
    surname: str = ""
    forename: str = ""
    born: date | None = None

    @property
    def signs(self) -> tuple[tuple[str, ...], ...]:
        """What a file must bear, each as the words of one mark; empty where too little is known."""
        if self.upn:
            return (upn_sign(self.upn),)
        pairs = pair_signs([fold(self.surname)], [fold(self.forename)], self.born)
        return tuple(sorted(pairs))

    @property
    def by(self) -> str:
        """The names of the fields that are known."""
        return ",".join(name for name in ("upn", "surname", "forename", "born") if getattr(self, name))


def upn_sign(upn: str) -> tuple[str, ...]:
    """Return the words of the mark of a UPN."""
    return ("upn", "".join(upn.split()).upper())


def pair_signs(surnames: Iterable[str], forenames: Iterable[str], born: date | None) -> set[tuple[str, ...]]:
    """Return the words of the marks of names that are folded already, and a birth date, by twos."""
    last, first = [name for name in surnames if name], [name for name in forenames if name]
    signs: set[tuple[str, ...]] = {("name", surname, forename) for surname in last for forename in first}
    if born is not None:
        signs |= {("surname", surname, born.isoformat()) for surname in last}
        signs |= {("forename", forename, born.isoformat()) for forename in first}
    return signs


def signs_of(pupil: Pupil) -> set[tuple[str, ...]]:
    """Return the words of every mark of a pupil: under each UPN and each name that the file tells."""
    basic = pupil.basic
    surnames = {fold(name or "") for name in (pupil.surname, basic.preferred_surname, basic.former_surname)}
    forenames = {fold(name or "") for name in (pupil.forename, basic.preferred_forename, basic.former_forename)}
    upns = {upn_sign(upn) for upn in (pupil.upn, *basic.former_upns) if upn}
    return upns | pair_signs(surnames, forenames, pupil.birth_date)


def make_mark(sign: tuple[str, ...], purpose: str = INDEX_KEY) -> str:
    """Return the mark of some words."""
    return hmac.new(code_key(purpose), json.dumps(sign).encode(), hashlib.sha256).hexdigest()[:32]


def remember(sealed: SealedFile, pupils: Iterable[Pupil]) -> None:
    """Store the marks of the pupils of a file. Called within the intake's transaction."""
    signs = {sign for pupil in pupils for sign in signs_of(pupil)}
    rows = [PupilMark(sealed=sealed, mark=make_mark(sign)) for sign in sorted(signs)]
    PupilMark.objects.bulk_create(rows, batch_size=AT_ONCE)


def for_the_log(sought: Sought) -> str:
    """Return codes of what was looked for, by which an auditor who knows the pupil can find the search."""
    return ",".join(newest_form(make_mark(sign, LOG_KEY)) for sign in sought.signs)
