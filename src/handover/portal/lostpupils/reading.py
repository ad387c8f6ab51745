"""What the index takes from a lost pupil's file (reference/ctf.md section 5): read from the sender's own bytes."""

from datetime import date

from handover.common.calendar import leaving_age_date
from handover.ctf.model import Address, Pupil
from handover.ctf.reader import read_ctf
from handover.portal.lostpupils.facts import PupilFacts
from handover.portal.transfers.collecting import read_sent_bytes
from handover.portal.transfers.kinds import CTF_KINDS
from handover.portal.transfers.models import Transfer

LONGEST_UPN = 20
"""One with a slip of the finger may be longer than a UPN is."""


def read_pupils(transfer: Transfer) -> tuple[Pupil, ...]:
    """Return the pupils of a stored CTF; none where its bytes are gone, or where it is a file of another kind."""
    if transfer.kind not in CTF_KINDS:
        return ()
    data = b"".join(read_sent_bytes(transfer))
    document = read_ctf(data).document if data else None
    return document.pupils if document else ()


def read_facts(pupil: Pupil) -> PupilFacts:
    """Return who a pupil is, to be sealed; texts are cut to what a name or a place may be long."""
    basic = pupil.basic
    return PupilFacts(
        upn=cut_text(pupil.upn, LONGEST_UPN),
        former_upn=cut_text(next(iter(basic.former_upns), None), LONGEST_UPN),
        surname=cut_text(pupil.surname),
        former_surname=cut_text(basic.former_surname),
        preferred_surname=cut_text(basic.preferred_surname),
        forename=cut_text(pupil.forename),
        preferred_forename=cut_text(basic.preferred_forename),
        middle_names=cut_text(basic.middle_names),
        birth_date=pupil.birth_date,
        town=cut_text(town_of(pupil.address)),
        postcode=cut_text(pupil.address.postcode, 10),
        school_year=cut_text(basic.year_group, 2),
    )


def counted_columns(pupil: Pupil, today: date) -> dict[str, object]:
    """Return the columns of `LostPupil` that are plain: what the figures count, and when the pupil has grown up."""
    born = pupil.birth_date
    return {
        "gender": cut_text(pupil.sex, 1),
        "age": completed_years(born, today) if born else None,
        "leaves_on": leaving_age_date(born) if born else None,
    }


def cut_text(text: str | None, length: int = 100) -> str:
    """Return a text that is no longer than that."""
    return (text or "").replace("\0", "")[:length]


def town_of(address: Address) -> str | None:
    """Return the town of an address: as named, the post town, or the last of its lines."""
    lines = (address.line5, address.line4, address.line3, address.line2)
    return address.town or address.post_town or next((line for line in lines if line), None) or address.locality


def completed_years(born: date, day: date) -> int:
    """Return an age in whole years; nought for a day before the birth."""
    return max(0, day.year - born.year - ((day.month, day.day) < (born.month, born.day)))
