"""How long is kept what the site has about lost pupils."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet

from handover.common.text import Text
from handover.portal.lostpupils.models import LostPupil, Matching
from handover.portal.lostpupils.notifying import tell_of_leaving
from handover.portal.lostpupils.removing import REMOVABLE, outgrow
from handover.portal.retention.rule import (
    FOR_GOOD,
    GONE,
    Caution,
    Rule,
    kept,
    old_rows,
    remove_row,
)


def growing_up() -> QuerySet[LostPupil]:
    """Return the pupils in the store whose birth date is known, and whose file is not on its way to a school."""
    rows = LostPupil.objects.filter(in_store=True, transfer__state__in=[state.value for state in REMOVABLE])
    return rows.filter(leaves_on__isnull=False).select_related("transfer", "transfer__sealed", "school")


def warn(pupils: Sequence[LostPupil], now: datetime) -> None:
    """Tell an authority how many of its lost pupils will soon be over the leaving age. All are of the same authority."""
    tell_of_leaving(pupils[0].la_number, len(pupils), now)


def matchings() -> QuerySet[Matching]:
    """Return the matchings with a census that have ended."""
    return Matching.objects.filter(sealed__isnull=True)


ROWS = (
    Rule(
        "lost.pupils",
        Text(
            "A file in the lost pupil store, and what the index knows of the pupil",
            "Ffeil yn y storfa disgyblion coll, a'r hyn a ŵyr y mynegai am y disgybl",
        ),
        Text("", ""),
        Text(
            "The file and its key are destroyed, and the index forgets the pupil. A tombstone stays: which file, from which "
            "school, when it came and went, the gender and the age.",
            "Caiff y ffeil a'i hallwedd eu dinistrio, ac mae'r mynegai'n anghofio'r disgybl. Erys carreg fedd: pa ffeil, gan "
            "ba ysgol, pryd y daeth a'r aeth, y rhyw a'r oedran.",
        ),
        ("lostpupils.LostPupil", "lostpupils.SearchKey"),
        length=Text("until the pupil's school leaving age", "hyd at oedran gadael ysgol y disgybl"),
        rows=growing_up,
        clock="leaves_on",
        end=outgrow,
        warning=Caution(
            Text("the authority's lost pupil users", "defnyddwyr disgyblion coll yr awdurdod"),
            "HANDOVER_LOST_WARN_DAYS",
            ("la_number",),
            warn,
        ),
        audited=True,
    ),
    kept(
        "lost.tombstones",
        Text(
            "The tombstone of a lost pupil's file, for the figures",
            "Carreg fedd ffeil disgybl coll, ar gyfer y ffigurau",
        ),
        FOR_GOOD,
        ("lostpupils.LostPupil",),
    ),
    old_rows(
        "lost.fetchings",
        Text("The note of who collected a lost pupil's file", "Y nodyn o bwy a gasglodd ffeil disgybl coll"),
        Text("the download", "y lawrlwytho"),
        ("lostpupils.Fetching",),
        "HANDOVER_TOMBSTONE_DAYS",
        "confirmed_at",
    ),
    old_rows(
        "lost.closings",
        Text(
            "The question whether a file closes a lost pupil's record",
            "Y cwestiwn a yw ffeil yn cau cofnod disgybl coll",
        ),
        Text("the question", "y cwestiwn"),
        ("lostpupils.Closing",),
        "HANDOVER_TOMBSTONE_DAYS",
        "asked_at",
    ),
    old_rows(
        "lost.searches",
        Text(
            "That a search was kept. What it asked is forgotten when it ends, after a year at the latest",
            "Bod chwiliad wedi'i gadw. Anghofir yr hyn a ofynnodd pan ddaw i ben, ar ôl blwyddyn fan bellaf",
        ),
        Text("the search ended", "i'r chwiliad ddod i ben"),
        ("lostpupils.StandingSearch", "lostpupils.StandingKey", "lostpupils.StandingMatch"),
        "HANDOVER_TOMBSTONE_DAYS",
        "ended_at",
    ),
    old_rows(
        "lost.enquiries",
        Text(
            "That authorities were asked about a pupil: which and when, not about whom",
            "Bod awdurdodau wedi'u holi am ddisgybl: pa rai a phryd, nid am bwy",
        ),
        Text("the enquiry was begun", "i'r ymholiad ddechrau"),
        ("lostpupils.Enquiry",),
        "HANDOVER_TOMBSTONE_DAYS",
        "begun_at",
    ),
    old_rows(
        "lost.exhausted",
        Text("An authority's word that a search is exhausted", "Gair awdurdod fod pob chwiliad wedi'i wneud"),
        Text("it was given", "ei roi"),
        ("lostpupils.Exhausted",),
        "HANDOVER_TOMBSTONE_DAYS",
        "recorded_at",
    ),
    old_rows(
        "lost.search_counts",
        Text("That somebody searched, and how vaguely", "Bod rhywun wedi chwilio, a pha mor amwys"),
        Text("the search", "y chwiliad"),
        ("lostpupils.SearchCount",),
        "HANDOVER_SEARCH_COUNT_DAYS",
        "at",
    ),
    Rule(
        "lost.matchings",
        Text("What a matching with the census found", "Yr hyn a ganfu paru â'r cyfrifiad"),
        Text("the matching began", "i'r paru ddechrau"),
        GONE,
        ("lostpupils.Matching", "lostpupils.Finding"),
        days="HANDOVER_MATCHING_DAYS",
        rows=matchings,
        clock="begun_at",
        end=remove_row,
        asks=True,
    ),
)
