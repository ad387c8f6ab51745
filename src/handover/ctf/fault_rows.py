"""What the rows of the tables of faults are made with: one function for each severity, and the remedies that they share."""

from handover.common.problems import ProblemKind, Severity
from handover.common.text import Text

CORRECT = Text(
    "Correct the pupil's record in your school's software and export the file again.",
    "Cywirwch gofnod y disgybl ym meddalwedd eich ysgol ac allforiwch y ffeil eto.",
)
CHECK = Text(
    "Look at the pupil's record in your school's software. The file can still be sent.",
    "Edrychwch ar gofnod y disgybl ym meddalwedd eich ysgol. Mae modd anfon y ffeil o hyd.",
)
SUPPLIER = Text(
    "Show this message to your software supplier: the program that wrote the file must be put right.",
    "Dangoswch y neges hon i gyflenwr eich meddalwedd: rhaid cywiro'r rhaglen a ysgrifennodd y ffeil.",
)
TELL_SUPPLIER = Text(
    "Nothing to do for this transfer. Your software supplier may want to know.",
    "Dim i'w wneud ar gyfer y trosglwyddiad hwn. Efallai y bydd cyflenwr eich meddalwedd am wybod.",
)
KEPT = Text(
    "Nothing to do: the file is passed on exactly as it came.",
    "Dim i'w wneud: mae'r ffeil yn mynd ymlaen yn union fel y daeth.",
)
DATE_ALONE = Text(
    "The file can be sent, but the receiving school's software may refuse it. Show this message to your software supplier: "
    "a date is written as year-month-day.",
    "Gallwch anfon y ffeil, ond efallai y bydd meddalwedd yr ysgol sy'n derbyn yn ei gwrthod. Dangoswch y neges hon "
    "i gyflenwr eich meddalwedd: rhaid ysgrifennu dyddiad fel blwyddyn-mis-diwrnod.",
)


def content_error(code: str, en: str, cy: str, remedy: Text, askable: bool = False) -> ProblemKind:
    """Return a fault that refuses the file; `askable` if the sender may say that all is well."""
    return ProblemKind(f"ctf.{code}", Severity.ERROR, Text(en, cy), remedy, askable)


def content_warning(code: str, en: str, cy: str, remedy: Text = CHECK) -> ProblemKind:
    """Return a fault that travels with the file."""
    return ProblemKind(f"ctf.{code}", Severity.WARNING, Text(en, cy), remedy)


def content_note(code: str, en: str, cy: str, remedy: Text = KEPT) -> ProblemKind:
    """Return what is only told."""
    return ProblemKind(f"ctf.{code}", Severity.NOTE, Text(en, cy), remedy)
