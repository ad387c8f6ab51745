"""How long is kept what the site has about lost pupils."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db.models import QuerySet

from handover.common.text import Text
from handover.portal.config import Config
from handover.portal.lostpupils import found_cases
from handover.portal.lostpupils.models import LostPupil, Matching, SamePupilCase
from handover.portal.lostpupils.notifying import tell_of_leaving
from handover.portal.lostpupils.pairs import decided_rows, forget_roll_row
from handover.portal.lostpupils.removing import REMOVABLE, remove_outgrown
from handover.portal.retention.rule import (
    FOR_GOOD,
    GONE,
    Caution,
    RetentionRule,
    kept_rule,
    old_rows_rule,
    remove_row,
)


def growing_up() -> QuerySet[LostPupil]:
    """Return the pupils in the store whose birth date is known, and whose file is not on its way to a school."""
    rows = LostPupil.objects.filter(in_store=True, transfer__state__in=[state.value for state in REMOVABLE])
    return rows.filter(leaves_on__isnull=False).select_related("transfer", "transfer__sealed", "school")


def warn_of_leaving(pupils: Sequence[LostPupil], now: datetime) -> None:
    """Tell an authority how many of its lost pupils will soon be over the leaving age. All are of the same authority."""
    tell_of_leaving(pupils[0].la_number, len(pupils), now)


def cases_not_closed() -> QuerySet[LostPupil]:
    """Return the found pupils whose cases nobody has closed."""
    return LostPupil.objects.filter(case_open=True).select_related("transfer")


def settled_cases() -> QuerySet[SamePupilCase]:
    """Return the pairs of which neither pupil is in the store any more."""
    return SamePupilCase.objects.filter(earlier__in_store=False, later__in_store=False)


def matchings() -> QuerySet[Matching]:
    """Return the matchings with a census that have ended."""
    return Matching.objects.filter(sealed__isnull=True)


FOUND_CASES: Final = RetentionRule(
    "lost.found_cases",
    Text(
        "The name, birth date and UPN of a found pupil, for the authority whose school sent the file to the store",
        "Enw, dyddiad geni ac UPN disgybl y daethpwyd o hyd iddo, ar gyfer yr awdurdod yr anfonodd ei ysgol y ffeil "
        "i'r storfa",
    ),
    Text(
        "the new school confirmed the file; no longer than until the authority closes the case",
        "i'r ysgol newydd gadarnhau'r ffeil; dim hirach na nes i'r awdurdod gau'r achos",
    ),
    Text("They are wiped. The tombstone stays.", "Maent yn cael eu dileu. Mae'r garreg fedd yn aros."),
    ("lostpupils.LostPupil",),
    days=Config.found_case_days,
    rows=cases_not_closed,
    clock="left_at",
    end=found_cases.end_case,
    audited=True,
)
"""Kept for the authority responsible, and said on its page of cases."""

ROWS = (
    RetentionRule(
        "lost.pupils",
        Text(
            "A file in the lost pupil store, and what the index knows of the pupil",
            "Ffeil yn y storfa disgyblion coll, a'r hyn y mae'r mynegai'n ei wybod am y disgybl",
        ),
        Text("", ""),
        Text(
            "The file and its key are destroyed, and the index forgets the pupil. A tombstone stays: which file, from which "
            "school, when it came and went, the gender and the age.",
            "Mae'r ffeil a'i hallwedd yn cael eu dinistrio, ac mae'r mynegai'n anghofio'r disgybl. Mae carreg fedd "
            "yn aros: pa ffeil, gan ba ysgol, pryd y daeth a phryd yr aeth, y rhyw a'r oedran.",
        ),
        ("lostpupils.LostPupil", "lostpupils.SearchKey"),
        length=Text("until the pupil's school leaving age", "hyd at oedran gadael ysgol y disgybl"),
        rows=growing_up,
        clock="leaves_on",
        end=remove_outgrown,
        warning=Caution(
            Text("the authority's lost pupil users", "defnyddwyr disgyblion coll yr awdurdod"),
            Config.lost_warn_days,
            ("la_number",),
            warn_of_leaving,
        ),
        audited=True,
    ),
    FOUND_CASES,
    kept_rule(
        "lost.tombstones",
        Text(
            "The tombstone of a lost pupil's file, for the figures",
            "Carreg fedd ffeil disgybl coll, ar gyfer y ffigurau",
        ),
        FOR_GOOD,
        ("lostpupils.LostPupil",),
    ),
    old_rows_rule(
        "lost.fetchings",
        Text("The note of who collected a lost pupil's file", "Y nodyn o bwy a gasglodd ffeil disgybl coll"),
        Text("the download", "y lawrlwytho"),
        ("lostpupils.Fetching",),
        Config.tombstone_days,
        "confirmed_at",
    ),
    old_rows_rule(
        "lost.closings",
        Text(
            "The question whether a file closes a lost pupil's record",
            "Y cwestiwn a yw ffeil yn cau cofnod disgybl coll",
        ),
        Text("the question", "y cwestiwn"),
        ("lostpupils.Closing",),
        Config.tombstone_days,
        "asked_at",
    ),
    RetentionRule(
        "lost.same_pupils",
        Text(
            "That two files are perhaps of the same pupil, and what was said of it, once both have left the store",
            "Efallai mai am yr un disgybl y mae dwy ffeil, a'r hyn a ddywedwyd, ar ôl i'r ddwy adael y storfa",
        ),
        Text("the pair was found", "dod o hyd i'r pâr"),
        GONE,
        ("lostpupils.SamePupilCase",),
        days=Config.tombstone_days,
        rows=settled_cases,
        clock="found_at",
        end=remove_row,
    ),
    old_rows_rule(
        "lost.searches",
        Text(
            "That a search was kept. What it asked is forgotten when it ends, after a year at the latest",
            "Bod chwiliad wedi'i gadw. Mae'r hyn a ofynnodd yn cael ei anghofio pan ddaw i ben, ar ôl blwyddyn fan "
            "bellaf",
        ),
        Text("the search ended", "i'r chwiliad ddod i ben"),
        ("lostpupils.StandingSearch", "lostpupils.StandingKey", "lostpupils.StandingMatch"),
        Config.tombstone_days,
        "ended_at",
    ),
    old_rows_rule(
        "lost.enquiries",
        Text(
            "That authorities were asked about a pupil: which and when, not about whom",
            "Bod awdurdodau wedi'u holi am ddisgybl: pa rai a phryd, nid am bwy",
        ),
        Text("the enquiry was begun", "i'r ymholiad ddechrau"),
        ("lostpupils.Enquiry",),
        Config.tombstone_days,
        "begun_at",
    ),
    old_rows_rule(
        "lost.exhausted",
        Text("An authority's word that a search is exhausted", "Gair awdurdod fod pob chwiliad wedi'i wneud"),
        Text("it was given", "ei roi"),
        ("lostpupils.Exhausted",),
        Config.tombstone_days,
        "recorded_at",
    ),
    old_rows_rule(
        "lost.search_counts",
        Text("That somebody searched, and how vaguely", "Bod rhywun wedi chwilio, a pha mor amwys"),
        Text("the search", "y chwiliad"),
        ("lostpupils.SearchCount",),
        Config.search_count_days,
        "at",
    ),
    RetentionRule(
        "lost.matchings",
        Text("What a matching with the census found", "Canlyniadau paru â'r cyfrifiad"),
        Text("the matching began", "i'r paru ddechrau"),
        GONE,
        ("lostpupils.Matching", "lostpupils.Finding"),
        days=Config.matching_days,
        rows=matchings,
        clock="begun_at",
        end=remove_row,
        asks=True,
    ),
    RetentionRule(
        "lost.roll_rows",
        Text(
            "The row of the census in a pair that was decided: who the pupil on roll is",
            "Rhes y cyfrifiad mewn pâr y penderfynwyd arno: pwy yw'r disgybl ar y gofrestr",
        ),
        Text(
            "the decision; no longer than the pupil is in the store, or the matching is kept",
            "y penderfyniad; dim hirach nag y mae'r disgybl yn y storfa, neu y mae'r paru'n cael ei gadw",
        ),
        Text(
            "The row is wiped. That the pair was made, why, and what was decided stays as long as the matching.",
            "Mae'r rhes yn cael ei dileu. Mae'r ffaith i'r pâr gael ei wneud, pam, a'r penderfyniad yn aros cyhyd "
            "â'r paru.",
        ),
        ("lostpupils.Finding",),
        days=Config.roll_row_days,
        rows=decided_rows,
        clock="decided_at",
        end=forget_roll_row,
    ),
    kept_rule(
        "matching.weights",
        Text(
            "What decisions about pairs have changed in the weights of the matching; about nobody",
            "Yr hyn a newidiodd penderfyniadau am barau ym mhwysau'r paru; am neb",
        ),
        FOR_GOOD,
        ("lostpupils.Reestimation",),
    ),
)
