"""A class of invented pupils, the same for the same seed, each with a whole record."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Final

from handover.common.authorities import is_welsh
from handover.common.calendar import YEAR_GROUPS, academic_year
from handover.common.identifiers import make_uln, make_upn
from handover.ctf.model import BasicDetails, LanguageUse, LookedAfter, Pupil, WelshDetails
from handover.invented.families import Family, invent_family
from handover.invented.names import ENGLISH_MIDDLE_NAMES, WELSH, WELSH_MIDDLE_NAMES
from handover.invented.needs import invent_meals, invent_sen, invent_welsh_details
from handover.invented.schooling import (
    FIRST_SECONDARY,
    RECEPTION,
    AttendedSchool,
    feeder_of,
    invent_assessments,
    invent_attendance,
    invent_history,
)

SERIALS_A_YEAR: Final = 999
TWIN_EVERY: Final = 9
"""Every ninth pupil is a twin of the one before."""

PLAIN_LETTERS: Final = str.maketrans("ễầạđĐặõŵŷŴŶ", "eaadDaowyWY")


@dataclass(frozen=True, slots=True)
class _Setting:
    """What the pupils of one call share: the school, the year group by its place in the order, the day they leave."""

    school: AttendedSchool
    place: int
    day: date


def invent_pupils(
    seed: int,
    count: int,
    la: str,
    estab: str,
    year_group: str,
    day: date,
    *,
    school_name: str | None = None,
    first_serial: int = 1,
) -> tuple[Pupil, ...]:
    """Invent pupils who leave a school on `day` from a year group (`N1` to `14`).

    The same arguments give the same pupils. UPNs are counted up from `first_serial`, so two calls for one school and
    one year group need different ones. Raises ValueError for a year group that does not exist.
    """
    if year_group not in YEAR_GROUPS:
        raise ValueError(f"there is no year group {year_group}; they run from N1 to 14")
    setting = _Setting(
        AttendedSchool(la, estab, school_name or f"Ysgol {la}/{estab}"), YEAR_GROUPS.index(year_group), day
    )
    pupils: list[Pupil] = []
    family: Family | None = None
    for number in range(count):
        # Not for secrets: a seed must give the same class again.
        chance = Random(f"{seed}/{la}/{estab}/{year_group}/{number}")  # noqa: S311
        twin_of = pupils[-1] if number % TWIN_EVERY == TWIN_EVERY - 1 else None
        in_care = twin_of is None and chance.random() < 0.02
        if twin_of is None or family is None:
            family = invent_family(la, chance, in_care=in_care)
        pupils.append(_pupil(setting, family, first_serial + number, chance, twin_of, in_care=in_care))
    return tuple(pupils)


def _pupil(
    setting: _Setting, family: Family, serial: int, chance: Random, twin_of: Pupil | None, *, in_care: bool
) -> Pupil:
    la = setting.school.la
    born = twin_of.birth_date if twin_of and twin_of.birth_date else _birth_date(setting, chance)
    sex = chance.choice("FM")
    taken = twin_of.forename if twin_of else None
    forename = chance.choice(
        [name for name in (family.background.girls if sex == "F" else family.background.boys) if name != taken]
    )
    sen = invent_sen(la, born, setting.day, chance)
    basic = _basic(setting, family, forename, chance)
    language = basic.languages[0].language or "ENG"
    return Pupil(
        upn=_upn(setting, serial),
        uln=make_uln(f"{chance.randrange(10**8, 10**9)}") if setting.place > FIRST_SECONDARY + 1 else None,
        surname=family.surname,
        forename=forename,
        birth_date=born,
        sex=sex,
        basic=basic,
        meals=invent_meals(la, born, setting.day, chance),
        wales=(
            invent_welsh_details(language, family.background.identity, sen, chance) if is_welsh(la) else WelshDetails()
        ),
        care=LookedAfter(in_care=in_care, authority=la if in_care else None),
        sen=sen,
        address=family.address,
        phones=family.phones,
        contacts=family.contacts,
        attendance=invent_attendance(setting.school, setting.place, setting.day, chance),
        assessments=invent_assessments(la, setting.place, setting.day, chance),
        schools=(
            invent_history(setting.school, setting.place, setting.day, chance) if twin_of is None else twin_of.schools
        ),
    )


def _birth_date(setting: _Setting, chance: Random) -> date:
    first = date(academic_year(setting.day) - setting.place - 3, 9, 1)
    return first + timedelta(days=chance.randrange(365))


def _upn(setting: _Setting, serial: int) -> str:
    """Return the number given by the pupil's first school, in the year of entry."""
    school = feeder_of(setting.school) if setting.place >= FIRST_SECONDARY else setting.school
    entered = academic_year(setting.day) - max(setting.place - RECEPTION, 0)
    years, rest = divmod(serial - 1, SERIALS_A_YEAR)
    return make_upn(school.la, school.estab, entered - years, rest + 1)


def _basic(setting: _Setting, family: Family, forename: str, chance: Random) -> BasicDetails:
    background = family.background
    language = chance.choice(background.languages)
    middle_names = WELSH_MIDDLE_NAMES if background is WELSH else ENGLISH_MIDDLE_NAMES
    plain = family.surname.translate(PLAIN_LETTERS)
    basic = BasicDetails(
        preferred_forename=forename.split()[-1] if " " in forename else None,
        middle_names=chance.choice(middle_names) if chance.random() < 0.5 else None,
        year_group=YEAR_GROUPS[setting.place],
        ethnicity=chance.choice(background.ethnicities),
        ethnicity_source="P",
        languages=(LanguageUse(use="F", language=language),),
        medical_flag=chance.random() < 0.08,
        enrolment="C",
    )
    if plain != family.surname and language == "VIE":
        basic = replace(basic, preferred_surname=plain)
    if chance.random() < 0.03:
        basic = replace(basic, former_surname=chance.choice(background.surnames))
    return basic
