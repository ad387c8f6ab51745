"""Places to live and ways to be reached, none of which exist.

Postcode districts CF97, LL99, GU99 and NW99 have never been given out; the telephone numbers come from the ranges that
are kept for drama; e-mail goes to example.org, which is nobody's.
"""

from dataclasses import dataclass
from random import Random
from typing import Final

from handover.common.authorities import is_welsh
from handover.ctf.model import Address

NORTH_WALES: Final = frozenset({"660", "661", "662", "663", "664", "665"})
INWARD_LETTERS: Final = "ABDEFGHJLNPQRSTUWXYZ"


@dataclass(frozen=True, slots=True)
class Region:
    """Where an authority lies: towns, localities and streets, the postcode district, the telephone exchange."""

    district: str
    exchange: str
    towns: tuple[str, ...]
    localities: tuple[str, ...]
    streets: tuple[str, ...]
    houses: tuple[str, ...]


SOUTH: Final = Region(
    "CF97",
    "029 2018 0",
    ("Caerwennol", "Porth y Dderwen"),
    ("Nant y Wennol", "Pwllbedw", "Glan Wennol", "Tresarn"),
    ("Heol y Felin", "Stryd yr Ysgol", "Lôn Goed", "Ffordd Wennol", "Maes yr Haf", "Tŷ-draw Road", "Swallow Street"),
    ("Tŷ Isaf", "Bryn Awel", "Yr Hen Fŷs", "Llys Gwenyn"),
)
NORTH: Final = Region(
    "LL99",
    "01632 960",
    ("Porth Grug", "Llangrug"),
    ("Bae Grug", "Rhos y Gad", "Cefn Ŵyl"),
    ("Lôn Bach", "Stryd y Castell", "Allt Goch", "Ffordd y Traeth", "Pen y Graig"),
    ("Tŷ Newydd", "Plas Grug", "Tan yr Allt", "Bodŵyr"),
)
SHIRES: Final = Region(
    "GU99",
    "01632 960",
    ("Fernbridge", "Oakhanger Cross"),
    ("Fern Hill", "Lower Fern", "Millbrook End"),
    ("Station Road", "Fern Lane", "The Green", "Mill Rise", "Vicarage Close", "King's Walk"),
    ("Rose Cottage", "The Old Forge", "Fern View"),
)
CITY: Final = Region(
    "NW99",
    "020 7946 0",
    ("London",),
    ("Oxbow", "Canal Side"),
    ("Oxbow Walk", "Canal Street", "Lockkeeper's Row", "Turnpike Terrace"),
    ("Oxbow House", "Lock House"),
)

TOWNS: Final = tuple(town for each in (SOUTH, NORTH, SHIRES) for town in (*each.towns, *each.localities[:2]))
"""Towns and villages of the county, as people name where they live."""


def region_of(la_number: str) -> Region:
    """Return where we pretend that an authority lies."""
    if is_welsh(la_number):
        return NORTH if la_number in NORTH_WALES else SOUTH
    return CITY if la_number[0] in "23" else SHIRES


def invent_postcode(region: Region, chance: Random) -> str:
    """Return a postcode that no letter can reach."""
    return f"{region.district} {chance.randrange(1, 10)}{chance.choice(INWARD_LETTERS)}{chance.choice(INWARD_LETTERS)}"


def invent_address(la_number: str, chance: Random) -> Address:
    """Return an address: mostly house, street and town, sometimes plain lines, sometimes a flat."""
    region = region_of(la_number)
    postcode = invent_postcode(region, chance)
    if chance.random() < 0.15:
        return Address(
            line1=chance.choice(region.houses),
            line2=chance.choice(region.streets),
            line3=chance.choice(region.localities),
            line4=chance.choice(region.towns),
            postcode=postcode,
        )
    town = chance.choice(region.towns)
    return Address(
        saon=f"Flat {chance.randrange(1, 20)}" if chance.random() < 0.1 else None,
        paon=str(chance.randrange(1, 120)),
        street=chance.choice(region.streets),
        locality=chance.choice(region.localities) if chance.random() < 0.7 else None,
        town=town,
        post_town=town,
        postcode=postcode,
    )


def invent_landline(la_number: str, chance: Random) -> str:
    """Return a telephone number of a range kept for drama."""
    return f"{region_of(la_number).exchange}{chance.randrange(1000):03}"


def invent_mobile(chance: Random) -> str:
    """Return a mobile number of the range kept for drama."""
    return f"07700 900{chance.randrange(1000):03}"
