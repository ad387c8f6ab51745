"""The numbers of local authorities: the 22 of Wales by name, and every number that a UPN may rightly begin with."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from handover.common.text import Text

WELSH_LAS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "660": Text("Isle of Anglesey", "Ynys Môn"),
        "661": Text("Gwynedd", "Gwynedd"),
        "662": Text("Conwy", "Conwy"),
        "663": Text("Denbighshire", "Sir Ddinbych"),
        "664": Text("Flintshire", "Sir y Fflint"),
        "665": Text("Wrexham", "Wrecsam"),
        "666": Text("Powys", "Powys"),
        "667": Text("Ceredigion", "Ceredigion"),
        "668": Text("Pembrokeshire", "Sir Benfro"),
        "669": Text("Carmarthenshire", "Sir Gaerfyrddin"),
        "670": Text("Swansea", "Abertawe"),
        "671": Text("Neath Port Talbot", "Castell-nedd Port Talbot"),
        "672": Text("Bridgend", "Pen-y-bont ar Ogwr"),
        "673": Text("Vale of Glamorgan", "Bro Morgannwg"),
        "674": Text("Rhondda Cynon Taf", "Rhondda Cynon Taf"),
        "675": Text("Merthyr Tydfil", "Merthyr Tudful"),
        "676": Text("Caerphilly", "Caerffili"),
        "677": Text("Blaenau Gwent", "Blaenau Gwent"),
        "678": Text("Torfaen", "Torfaen"),
        "679": Text("Monmouthshire", "Sir Fynwy"),
        "680": Text("Newport", "Casnewydd"),
        "681": Text("Cardiff", "Caerdydd"),
    }
)

# First and last number of each run that the English school census takes as the LA number inside a UPN (rule 1530).
# The runs 001-005 and 701-708 are stand-ins for schools outside an authority, and many numbers are of authorities
# since abolished: their UPNs are still carried by pupils.
CENSUS_RUNS: Final[tuple[tuple[int, int], ...]] = (
    (1, 5),
    (201, 213),
    (301, 320),
    (330, 336),
    (340, 344),
    (350, 359),
    (370, 373),
    (380, 384),
    (390, 394),
    (420, 420),
    (660, 681),
    (701, 708),
    (800, 803),
    (805, 808),
    (810, 813),
    (815, 816),
    (820, 823),
    (825, 826),
    (830, 831),
    (835, 837),
    (840, 841),
    (845, 846),
    (850, 852),
    (855, 857),
    (860, 861),
    (865, 896),
    (908, 909),
    (916, 916),
    (919, 919),
    (921, 921),
    (925, 926),
    (928, 929),
    (931, 931),
    (933, 933),
    (935, 938),
)

# Authorities made by English reorganisations after that list was drawn up: Dorset and Bournemouth, Christchurch and
# Poole (2019), the two of Northamptonshire (2021), the two of Cumbria (2023).
LATER_RUNS: Final[tuple[tuple[int, int], ...]] = ((838, 839), (940, 943))


def _numbers(runs: Iterable[tuple[int, int]]) -> frozenset[str]:
    return frozenset(f"{number:03}" for first, last in runs for number in range(first, last + 1))


LA_NUMBERS: Final[frozenset[str]] = _numbers(CENSUS_RUNS + LATER_RUNS)


def is_welsh(la_number: str) -> bool:
    """Say whether this is the number of a Welsh local authority."""
    return la_number in WELSH_LAS
