"""What a pupil is called in a message: by the name, or by whatever else there is, so that somebody can find the record."""

from handover.common.dates_in_words import say_day
from handover.common.hidden_letters import without_hidden
from handover.common.text import Text
from handover.ctf.findings import quote
from handover.ctf.model import Pupil

_PLACE = Text("the {nth} pupil", "disgybl rhif {number}")
_PLACE_AFTER = Text("the {nth} pupil, after {before}", "disgybl rhif {number}, ar ôl {before}")
_BORN = Text("born {day}", "ganwyd {day}")


def name_pupil(pupil: Pupil, position: int, before: Pupil | None = None) -> Text:
    """Return what a message calls a pupil: the name; else the place in the file, with UPN and birth date if given.

    `before` is the pupil who stands before this one.
    """
    if pupil.full_name:
        name = quote(without_hidden(pupil.full_name))
        return Text(name, name)
    previous = quote(without_hidden(before.full_name)) if before is not None else ""
    place = (_PLACE_AFTER if previous else _PLACE).filled(nth=_ordinal(position), number=position, before=previous)
    return Text(*(_with_known(pupil, place, language) for language in ("en", "cy")))


def _with_known(pupil: Pupil, place: Text, language: str) -> str:
    known = [f"UPN {quote(pupil.upn)}"] if pupil.upn else []
    known += [_BORN.say(language, day=say_day(pupil.birth_date, language))] if pupil.birth_date else []
    return place.say(language) + (f" ({', '.join(known)})" if known else "")


def _ordinal(number: int) -> str:
    """Return an English ordinal: 1st, 2nd, 3rd, 11th."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
