"""A value that cannot be written into a document: whose it is, where it stands, and why."""

from lxml import etree


class UnwritableValue(ValueError):
    """A value cannot be written.

    `record` says whose it is (a pupil by name or place, `Header`, or an object with its RefId), `field` where it is in
    Python (`personal_information.demographics.birth_date`), `element` where in XML. The message says all that, and why. It
    names a pupil, so that somebody can find the record, but does not hold the value itself.
    """

    def __init__(self, record: str, field: str, element: str, why: str) -> None:
        super().__init__(f"{record}: {field} ({element}) {why}.")
        self.record = record
        self.field = field
        self.element = element


def say_wrong_type(wanted: str, value: object) -> str:
    """Say that a value is of another type than it must be; the value itself may be a pupil's, and is not said."""
    return f"must be {_with_article(wanted)}, not {_with_article(type(value).__name__)}"


def find_forbidden(text: str) -> str:
    """Say which character of a text XML forbids; '' where there is none."""
    for place, letter in enumerate(text, 1):
        try:
            etree.Element("x").text = letter
        except ValueError:
            return f"holds a character that XML forbids, U+{ord(letter):04X}, at place {place}"
    return ""


def _with_article(name: str) -> str:
    return f"{'an' if name[0] in 'aeiouAEIOU' else 'a'} {name}"
