"""Towns, homes and schools of the county. No postcode in use begins with Q."""

from dataclasses import dataclass
from random import Random

from handover.common.identifiers import make_upn

TOWNS = [
    "Aberfelin",
    "Brynteg",
    "Caerwen",
    "Dolgoed",
    "Efailnewydd",
    "Ffynnongroes",
    "Glanrhyd",
    "Hengoed",
    "Llanfelys",
    "Maesgwyn",
    "Nantybedd",
    "Penyrallt",
    "Rhiwlas",
    "Talybryn",
    "Trewern",
    "Ystradwen",
    "Ashcombe",
    "Barrowby",
    "Coldbrook",
    "Denholme",
    "Eastwick",
    "Farleigh",
    "Granby",
    "Harrowden",
    "Inglewood",
    "Kelstone",
    "Langdale",
    "Marlow_Green",
    "Northolme",
    "Oakhanger",
    "Pelham",
    "Quarrington",
    "Redmire",
    "Stanwick",
    "Thornley",
    "Upwell",
    "Vernham",
    "Westcott",
    "Yelverley",
    "Zeal",
]
PER_TOWN = 3
DISTRICTS = tuple(f"Q{letter}{number}" for letter in "ABCDEFGHJKLM" for number in range(1, 11))
"""One hundred and twenty postcode districts, three to a town."""
_INWARD = "ABDEFGHJLNPQRSTUWXYZ"
_AUTHORITIES = (*map(str, range(660, 682)), "801", "840", "855", "886", "895", "937")
PRIMARIES, SECONDARIES = 9, 3  # schools of a district
ELSEWHERE = tuple(
    (authority, str(2100 + 7 * place)) for authority in ("204", "330", "352", "383") for place in range(60)
)


@dataclass(frozen=True, slots=True)
class Home:
    """Where a family lives: the number of the district, and the postcode."""

    district: int
    postcode: str

    @property
    def town(self) -> str:
        """The town of the district."""
        return TOWNS[self.district // PER_TOWN].replace("_", " ")


def draw_home(chance: Random, district: int | None = None) -> Home:
    """Return a home anywhere, or in the district."""
    district = chance.randrange(len(DISTRICTS)) if district is None else district
    inward = f"{chance.randrange(1, 4)}{_INWARD[chance.randrange(20)]}{_INWARD[chance.randrange(5)]}"
    return Home(district, f"{DISTRICTS[district]} {inward}")


def draw_near(chance: Random, home: Home) -> Home:
    """Return a home in the same district or in one of the same town."""
    first = home.district // PER_TOWN * PER_TOWN
    return draw_home(chance, home.district if chance.random() < 0.6 else first + chance.randrange(PER_TOWN))


def school_of(chance: Random, home: Home, secondary: bool) -> str:
    """Return the seven digits of a school near the home."""
    authority = _AUTHORITIES[home.district % len(_AUTHORITIES)]
    place = home.district // len(_AUTHORITIES)
    if secondary:
        return f"{authority}{4000 + place * SECONDARIES + chance.randrange(SECONDARIES)}"
    return f"{authority}{2000 + place * PRIMARIES + chance.randrange(PRIMARIES)}"


class UpnBook:
    """The numbers that schools have given: none twice."""

    def __init__(self, given: dict[tuple[str, int, bool], int] | None = None) -> None:
        """Begin with the numbers that were given before."""
        self.given = dict(given or {})

    def copy(self) -> "UpnBook":
        """Return a book in which the same numbers are given."""
        return UpnBook(self.given)

    def issue(self, school: str, year: int, temporary: bool = False) -> str:
        """Return the next number of the school in the year; the last of a thousand is followed by an earlier year's."""
        key = school, year, temporary
        serial = self.given.get(key, 0)
        if serial > 999:
            return self.issue(school, year - 1, temporary)
        self.given[key] = serial + 1
        return make_upn(school[:3], school[3:], year, serial, temporary)
