"""The offices of a training county, as one table. All of them are invented; any likeness to real ones is chance.

Three have a key, so that one vendor plays both ends and the authority. The others are played by the site, each in one way:
its row says which, and `robots.py` does it.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from handover.common.text import Text


class RobotManner(StrEnum):
    """What an office that the site plays does with a file that arrives."""

    NOTHING = "nothing"
    CONFIRMS = "confirms"
    REJECTS = "rejects"
    FETCHES_ONLY = "fetches only"


@dataclass(frozen=True, slots=True)
class TrainingPlace:
    """One office. `role` is that of its key, and `rights` what the key may do; an office without a role has no key.

    `email` is the address of the office; those at `bounces.invalid` take no e-mail.
    """

    number: str
    name: str
    name_cy: str
    about: Text
    phase: str = ""
    role: str = ""
    rights: tuple[str, ...] = ()
    manner: RobotManner = RobotManner.NOTHING
    closed_on: date | None = None
    successor: str = ""
    email: str = ""


OLD_SCHOOL: Final = "6812990"
NEW_SCHOOL: Final = "6814990"
AUTHORITY: Final = "681LLLL"
CONFIRMING: Final = "6812971"
REJECTING: Final = "6812972"
FETCHING: Final = "6812973"
IDLE: Final = "6812974"
SUCCEEDED: Final = "6812975"
CLOSED: Final = "6812976"
UNREACHED: Final = "6812977"
ENGLISH: Final = "9364971"
UNKNOWN: Final = "6812999"
"""A number that no office of the county has."""

_OF_A_SCHOOL: Final = ("send", "collect", "webhooks", "messages", "expected")

PLACES: Final = (
    TrainingPlace(
        AUTHORITY,
        "Caerwennol City Council (training)",
        "Cyngor Dinas Caerwennol (hyfforddi)",
        Text(
            "The authority: your key monitors, searches and releases.",
            "Yr awdurdod: mae'ch allwedd yn monitro, yn chwilio ac yn rhyddhau.",
        ),
        role="lea-lost-pupil-transfer",
        rights=("search_lost", "release_lost", "webhooks", "messages", "reports_pupils"),
    ),
    TrainingPlace(
        OLD_SCHOOL,
        "Training Primary School",
        "Ysgol Gynradd Hyfforddi",
        Text("The old school: your key sends.", "Yr hen ysgol: mae'ch allwedd yn anfon."),
        "Primary",
        role="school",
        rights=_OF_A_SCHOOL,
    ),
    TrainingPlace(
        NEW_SCHOOL,
        "Training High School",
        "Ysgol Uwchradd Hyfforddi",
        Text("The new school: your key collects.", "Yr ysgol newydd: mae'ch allwedd yn casglu."),
        "Secondary",
        role="school",
        rights=_OF_A_SCHOOL,
    ),
    TrainingPlace(
        CONFIRMING,
        "Willing Primary School",
        "Ysgol Gynradd Bodlon",
        Text("Collects and confirms whatever arrives.", "Mae'n casglu ac yn cadarnhau beth bynnag sy'n cyrraedd."),
        "Primary",
        manner=RobotManner.CONFIRMS,
    ),
    TrainingPlace(
        REJECTING,
        "Contrary Primary School",
        "Ysgol Gynradd Croes",
        Text("Rejects whatever arrives, and says why.", "Mae'n gwrthod beth bynnag sy'n cyrraedd, ac yn dweud pam."),
        "Primary",
        manner=RobotManner.REJECTS,
    ),
    TrainingPlace(
        FETCHING,
        "Forgetful Primary School",
        "Ysgol Gynradd Anghofus",
        Text("Fetches a copy and never acknowledges it.", "Mae'n nôl copi a byth yn ei gydnabod."),
        "Primary",
        manner=RobotManner.FETCHES_ONLY,
    ),
    TrainingPlace(
        IDLE,
        "Sleepy Primary School",
        "Ysgol Gynradd Gysglyd",
        Text("Never collects anything.", "Nid yw byth yn casglu dim."),
        "Primary",
    ),
    TrainingPlace(
        SUCCEEDED,
        "Closed Primary School",
        "Ysgol Gynradd Gaeedig",
        Text(
            "Has closed; Training High School is its successor.",
            "Mae wedi cau; Ysgol Uwchradd Hyfforddi yw ei holynydd.",
        ),
        "Primary",
        closed_on=date(2025, 8, 31),
        successor=NEW_SCHOOL,
    ),
    TrainingPlace(
        CLOSED,
        "Vanished Primary School",
        "Ysgol Gynradd Ddiflanedig",
        Text("Has closed and has no successor.", "Mae wedi cau ac nid oes ganddi olynydd."),
        "Primary",
        closed_on=date(2025, 8, 31),
    ),
    TrainingPlace(
        UNREACHED,
        "Unreachable Primary School",
        "Ysgol Gynradd Anghyraeddadwy",
        Text("Its mail server takes no e-mail.", "Nid yw ei gweinydd post yn derbyn e-byst."),
        "Primary",
        email="office@bounces.invalid",
    ),
    TrainingPlace(
        ENGLISH,
        "Over the Border School",
        "",
        Text("A school in England; it collects and confirms.", "Ysgol yn Lloegr; mae'n casglu ac yn cadarnhau."),
        "Secondary",
        manner=RobotManner.CONFIRMS,
    ),
)
BY_NUMBER: Final = {place.number: place for place in PLACES}
WITH_KEYS: Final = tuple(place for place in PLACES if place.role)
