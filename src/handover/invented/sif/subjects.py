"""What is taught in an invented school."""

from typing import Final, NamedTuple


class TaughtSubject(NamedTuple):
    """A subject: its code and description on the timetable, and its code in assessment."""

    code: str
    description: str
    assessed: str


SUBJECTS: Final = (
    TaughtSubject("MAT", "Maths", "MAT"),
    TaughtSubject("ENG", "English", "ENG"),
    TaughtSubject("CYM", "Cymraeg", "CYM"),
    TaughtSubject("BIO", "Biology", "SCI"),
    TaughtSubject("ART", "Art", "ART"),
)
