"""Families: who lives where with whom, and whom a school may telephone."""

from dataclasses import dataclass
from random import Random
from typing import Final

from handover.common.authorities import is_welsh
from handover.ctf.model import Address, Contact, Phone
from handover.invented.names import BACKGROUNDS, Background
from handover.invented.places import invent_address, invent_landline, invent_mobile

TITLES: Final = {"F": ("Mrs", "Ms", "Miss", "Dr"), "M": ("Mr", "Mr", "Mr", "Dr")}


@dataclass(frozen=True, slots=True)
class Family:
    """What the children of a family share."""

    background: Background
    surname: str
    address: Address
    phones: tuple[Phone, ...]
    contacts: tuple[Contact, ...]


def invent_family(la: str, chance: Random, *, in_care: bool = False) -> Family:
    """Invent a family of an authority; with `in_care` the adults are foster carers and a social worker."""
    weights = [each.in_wales if is_welsh(la) else each.in_england for each in BACKGROUNDS]
    background = chance.choices(BACKGROUNDS, weights)[0]
    surname = chance.choice(background.surnames)
    landline = Phone(use="H", number=invent_landline(la, chance))
    adults = _carers(background, chance) if in_care else _parents(la, background, surname, chance)
    contacts = tuple(_reachable(adult, order, la, landline, chance) for order, adult in enumerate(adults, start=1))
    return Family(background, surname, invent_address(la, chance), (landline,), contacts)


def _adult(surname: str, forename: str, sex: str, relationship: str, chance: Random, **more: bool) -> Contact:
    return Contact(
        title=chance.choice(TITLES[sex]),
        surname=surname,
        forename=forename,
        sex=sex,
        relationship=relationship,
        responsibility=more.get("responsible", True),
        address=Address(as_pupil=True) if more.get("at_home", True) else Address(),
    )


def _parents(la: str, background: Background, surname: str, chance: Random) -> list[Contact]:
    own_name = chance.choice(background.surnames) if chance.random() < 0.25 else surname
    adults = [_adult(own_name, chance.choice(background.mothers), "F", "PAM", chance)]
    household = chance.random()
    if household < 0.75:
        adults.append(_adult(surname, chance.choice(background.fathers), "M", "PAF", chance, at_home=household < 0.55))
    elif household < 0.85:
        stranger = chance.choice(BACKGROUNDS)
        name = chance.choice(stranger.surnames)
        adults.append(_adult(name, chance.choice(stranger.fathers), "M", "STP", chance, responsible=False))
    if chance.random() < 0.3:
        grandmother = chance.choice(background.mothers)
        adults.append(_adult(surname, grandmother, "F", "REL", chance, responsible=False, at_home=False))
    return adults


def _carers(background: Background, chance: Random) -> list[Contact]:
    carer = chance.choice(BACKGROUNDS[:2])
    name = chance.choice(carer.surnames)
    worker = chance.choice(BACKGROUNDS)
    return [
        _adult(name, chance.choice(carer.mothers), "F", "FOS", chance, responsible=False),
        _adult(name, chance.choice(carer.fathers), "M", "FOS", chance, responsible=False),
        _adult(
            chance.choice(worker.surnames),
            chance.choice(worker.mothers),
            "F",
            "SWR",
            chance,
            responsible=False,
            at_home=False,
        ),
    ]


def _reachable(adult: Contact, order: int, la: str, landline: Phone, chance: Random) -> Contact:
    """Give an adult a place in the order, telephones, sometimes an e-mail address, and a home of their own if away."""
    at_work = adult.relationship == "SWR"
    phones = [Phone(use="M", number=invent_mobile(chance))]
    if adult.address.as_pupil:
        phones.insert(0, landline)
    elif at_work:
        phones = [Phone(use="W", number=invent_landline(la, chance))]
    address = adult.address if adult.address.as_pupil or at_work else invent_address(la, chance)
    email = f"contact{chance.randrange(10_000):04}@example.org" if chance.random() < 0.6 else None
    return Contact(
        order=order,
        title=adult.title,
        surname=adult.surname,
        forename=adult.forename,
        sex=adult.sex,
        relationship=adult.relationship,
        responsibility=adult.responsibility,
        address=address,
        phones=tuple(phones),
        email=email,
    )
