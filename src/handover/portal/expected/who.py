"""Who an expected pupil is: sealed like the words of messages, each under its own key; and the marks that find files."""

import json
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from handover.common.sealing import new_key, seal_stream, unseal
from handover.portal.expected.models import ExpectedPupil
from handover.portal.expected.row import Expected
from handover.portal.sealed import unwrap_key, wrap_key
from handover.portal.transfers.marks import make_mark, pair_signs, upn_sign

BY_UPN, BY_NAME, BY_ONE_NAME = "upn", "name", "one"


@dataclass(frozen=True, slots=True)
class Who:
    """What is known of an expected pupil."""

    upn: str
    surname: str
    forename: str
    birth_date: date | None

    @property
    def name(self) -> str:
        """Forename and surname, as far as they are known."""
        return f"{self.forename} {self.surname}".strip()


def seal_into(row: ExpectedPupil, pupil: Expected) -> None:
    """Seal who a pupil is into a row, under a new key."""
    key, identity = new_key(), str(row.reference)
    born = pupil.birth_date.isoformat() if pupil.birth_date else ""
    plain = json.dumps([pupil.upn, pupil.surname, pupil.forename, born]).encode()
    row.content = b"".join(seal_stream([plain], key, identity))
    row.wrapped_key = wrap_key(key, identity)


def who_is(row: ExpectedPupil) -> Who:
    """Open a row; raise `sealing.CannotUnseal` if it is not as it was sealed, or belongs to another pupil."""
    identity = str(row.reference)
    key = unwrap_key(bytes(row.wrapped_key), identity)
    upn, surname, forename, born = json.loads(b"".join(unseal(BytesIO(bytes(row.content)), key, identity)))
    return Who(upn, surname, forename, date.fromisoformat(born) if born else None)


def marks_by_way(pupil: Expected) -> dict[str, list[str]]:
    """Return the marks that a file of the pupil bears, by the way in which they find it."""
    found = {}
    if pupil.upn:
        found[BY_UPN] = [make_mark(upn_sign(pupil.upn))]
    if named := pupil.named:
        surname, forename, born = named
        found[BY_NAME] = sorted(map(make_mark, pair_signs([surname], [forename], born)))
        if not forename:  # the one name may stand in either field of the file
            found[BY_ONE_NAME] = sorted(map(make_mark, pair_signs([], [surname], born)))
    return found


def identity(pupil: Expected) -> str:
    """Return the code by which a pupil that is listed again is known."""
    named = pupil.named
    return make_mark(upn_sign(pupil.upn) if pupil.upn or not named else ("expected", *named[:2], named[2].isoformat()))
