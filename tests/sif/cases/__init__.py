"""For every rule: objects that break it and objects that keep it, made from those of a sample school.

A rule that only explains has nothing to break it.
"""

from tests.sif.cases import assessment, attendance, everything, learners, people, school, timetable, types
from tests.sif.cases.making import Make, named, one, sample

CASES: dict[str, tuple[Make | None, Make]] = {
    **assessment.CASES,
    **timetable.CASES,
    **attendance.CASES,
    **people.CASES,
    **school.CASES,
    **learners.CASES,
    **types.CASES,
    **everything.CASES,
}

# Rules that only a document, not an object, can break: the text, and what of it to change.
TEXTS: dict[str, tuple[str, str, str]] = {
    "G3": ("TTSubject", "<Code>", "<Description>x</Description><Code>"),
    "G9": ("TermInfo", "<SchoolYear>2026", "<SchoolYear>26"),
    "G10": ("TTSubject", "<Code>", "<SIF_ExtendedElements/><Code>"),
    "PersonPicture-2": (
        "PersonPicture",
        "</SIF_RefObject>",
        "</SIF_RefObject><SIF_RefObject>ContactPersonal</SIF_RefObject>",
    ),
    "SchoolMealStatus-1": ("SchoolMealStatus", "2025-09-01", "open"),
}

__all__ = ["CASES", "TEXTS", "named", "one", "sample"]
