"""Why a receiver's software rejects a file: a closed list, so that the sender's software can tell them apart."""

from typing import Final

from handover.common.text import Text
from handover.portal.api.refusals import ApiRefusal, describe_bad_value
from handover.portal.web import wording

REJECTIONS: Final[dict[str, Text]] = {
    "not_ours": Text("The pupil is not coming to us", "Nid yw'r disgybl yn dod atom ni"),
    "unreadable": Text("Our software cannot read the file", "Ni all ein meddalwedd ddarllen y ffeil"),
    "not_imported": Text("Our software did not take the record in", "Ni dderbyniodd ein meddalwedd y cofnod"),
    "other": Text("Another reason", "Rheswm arall"),
}

SAY_WHICH: Final = Text("Say in a few words which reason.", "Dywedwch mewn ychydig eiriau pa reswm.")


def say_rejection(reason: str, text: str) -> str:
    """Return the reason as the sender reads it, in the language of the request. Raises ApiRefusal where it says nothing."""
    words, said = REJECTIONS[reason].say(wording.language()), text.strip()
    if reason == "other":
        if not said:
            missing = {"loc": ("body", "text"), "msg": SAY_WHICH.say(wording.language())}
            raise ApiRefusal("api.bad_values", problems=[describe_bad_value(missing)])
        return said
    return f"{words}: {said}" if said else words
