"""The demo county as tables: invented authorities, schools and people. Any likeness to real ones is chance."""

from dataclasses import dataclass
from datetime import date

PASSWORD = "demo-kettle-lantern"  # noqa: S105 - everybody may know it: the site holds invented children only
# The second step of those whose role needs one; the demo page shows the code of the minute.
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105


@dataclass(frozen=True, slots=True)
class DemoEstablishment:
    """An authority or a school of the demo."""

    number: str
    name: str
    name_cy: str = ""
    phase: str = ""
    town: str = ""
    postcode: str = ""
    closed_on: date | None = None
    successor: str = ""
    contact: str = ""
    telephone: str = ""

    @property
    def email(self) -> str:
        """An address that no mail ever reaches."""
        return f"office-{self.number.lower()}@schools.example"


PLACES: tuple[DemoEstablishment, ...] = (
    DemoEstablishment(
        "681LLLL",
        "Caerwennol City Council",
        "Cyngor Dinas Caerwennol",
        town="Caerwennol",
        contact="Data team",
        telephone="029 2018 0681",
    ),
    DemoEstablishment(
        "660LLLL",
        "Isle of Grug County Council",
        "Cyngor Sir Ynys Grug",
        town="Llangrug",
        contact="Tîm Data",
        telephone="029 2018 0660",
    ),
    DemoEstablishment(
        "936LLLL",
        "Fernshire County Council",
        town="Fernbridge",
        contact="School data desk",
        telephone="01632 960936",
    ),
    DemoEstablishment(
        "6811990",
        "Little Swallows Nursery School",
        "Ysgol Feithrin Gwenoliaid Bach",
        "Nursery",
        "Caerwennol",
        "CF97 1AA",
    ),
    DemoEstablishment(
        "6812990", "Nant y Wennol Primary School", "Ysgol Gynradd Nant y Wennol", "Primary", "Caerwennol", "CF97 1AB"
    ),
    DemoEstablishment(
        "6812991", "Dock Street Primary School", "Ysgol Gynradd Stryd y Doc", "Primary", "Caerwennol", "CF97 2AA"
    ),
    DemoEstablishment(
        "6812993", "Ysgol Gymraeg y Berllan", "Ysgol Gymraeg y Berllan", "Primary", "Caerwennol", "CF97 3AA"
    ),
    DemoEstablishment(
        "6814990", "Glan Wennol High School", "Ysgol Uwchradd Glan Wennol", "Secondary", "Caerwennol", "CF97 4AA"
    ),
    DemoEstablishment(
        "6814991", "Saint Tybie's High School", "Ysgol Uwchradd Santes Tybïe", "Secondary", "Caerwennol", "CF97 5AA"
    ),
    DemoEstablishment("6602991", "Grug Bay Primary School", "Ysgol Bae Grug", "Primary", "Llangrug", "LL99 1AA"),
    DemoEstablishment(
        "6604990", "Ysgol Uwchradd Ynys Grug", "Ysgol Uwchradd Ynys Grug", "Secondary", "Llangrug", "LL99 2AA"
    ),
    DemoEstablishment("9362990", "Fern Hill Primary School", phase="Primary", town="Fernbridge", postcode="GU99 1AA"),
    DemoEstablishment(
        "9364993",
        "Fernbridge Secondary Modern School",
        phase="Secondary",
        town="Fernbridge",
        postcode="GU99 2AA",
        closed_on=date(2026, 7, 31),
        successor="9364990",
    ),
    DemoEstablishment("9364990", "Fern Hill Academy", phase="Secondary", town="Fernbridge", postcode="GU99 2AA"),
    DemoEstablishment("9366990", "Oakhanger House School", phase="Independent", town="Fernbridge", postcode="GU99 3AA"),
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can sign in to the demo, and what there is to see as them; `also` are more schools they work for."""

    username: str
    full_name: str
    role: str
    place: str
    language: str
    try_this: str
    also: tuple[str, ...] = ()


PEOPLE: tuple[Person, ...] = (
    Person("alis", "Alis Prydderch", "school", "6812990", "en", "Send files; see which have arrived."),
    Person("bryn", "Bryn Madog", "school", "6814990", "en", "Collect files; one came from an old friend."),
    Person("carys", "Carys Mabli", "school", "6602991", "cy", "Y safle yn Gymraeg: casglu a gwrthod ffeiliau."),
    Person("dev", "Dev Oakhanger", "school", "9364990", "en", "Take the file of the school that closed."),
    Person(
        "tegwen",
        "Tegwen Morfa",
        "school",
        "6812990",
        "en",
        "One person, three schools: choose where to work, and change it without signing out.",
        also=("6812991", "6814990"),
    ),
    Person(
        "mared",
        "Mared Gwyllt",
        "school",
        "6812993",
        "cy",
        "Meddalwedd yr ysgol ei hun: mae disgybl yn gadael yno, a'i gofnod yn mynd ohono'i hun.",
    ),
    Person(
        "sam",
        "Sam Millbrook",
        "school",
        "9362990",
        "en",
        "The school's own software: a child stands under Expected there, and nobody has touched a file.",
    ),
    Person("gwen", "Gwen Tirion", "school", "6812991", "en", "Answer a question about a file name."),
    Person("efa", "Efa Llwydiarth", "lea-user", "681LLLL", "en", "Share out a year on the phase transfer board."),
    Person("ffion", "Ffion Gwynant", "lea-user", "660LLLL", "cy", "Ffeiliau'r awdurdod ei hun."),
    Person(
        "nia",
        "Nia Harlech",
        "national",
        "",
        "en",
        "Invite people; read the audit log; see who talks to whom in the zone.",
    ),
    Person(
        "hana",
        "Hana Tegid",
        "lea-lost-pupil-transfer",
        "681LLLL",
        "en",
        "Search for a lost pupil, send the file to the school, look after the authority's own.",
    ),
    Person("idris", "Idris Cadwgan", "lea-lost-pupil", "681LLLL", "en", "Search for a lost pupil, and nothing more."),
    Person(
        "jac",
        "Jac Mostyn",
        "lea-lost-pupil-transfer",
        "660LLLL",
        "cy",
        "Mae Eira Tudur-Rees wedi cyrraedd Ysgol Bae Grug: dewch o hyd iddi.",
    ),
    Person(
        "lowri",
        "Lowri Dyfed",
        "lea-dba",
        "681LLLL",
        "en",
        "Administration: people and schools of the authority, and the yearly check.",
    ),
    Person("macsen", "Macsen Powys", "lea-dba-view", "681LLLL", "cy", "Gweld popeth, newid dim."),
    Person("nerys", "Nerys Alaw", "lea-school", "681LLLL", "en", "See which schools have not collected their files."),
    Person("owain", "Owain Teifi", "lea-plasc", "681LLLL", "cy", "Ffeiliau'r cyfrifiad, mewn blwch post ar wahân."),
    Person("padrig", "Padrig Elwy", "lea-admissions", "681LLLL", "en", "Share out a year by the list of offers."),
)
