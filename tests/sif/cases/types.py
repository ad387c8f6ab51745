"""The common types: for every rule, objects that break it and objects that keep it."""

from decimal import Decimal

from handover.sif.objects import Address, Contact, Email, GridLocation, LocationContext, PhoneNumber, SIFExtendedElement
from tests.sif.cases.making import NOBODY, Make, address, named, one, period, person


def phones(*types):
    return one("LAInfo", phone_number_list=tuple(PhoneNumber(type=t, number="02920180001") for t in types))


def extended(*names):
    return one("TTSubject", sif_extended_elements=tuple(SIFExtendedElement(name=n, xml="x") for n in names))


def contact_list(kind, ref):
    return one("SchoolInfo", school_contact_list=(Contact(sif_ref_id=ref, sif_ref_object=kind),))


def located(**changes):
    return address(location_context=LocationContext(**changes))


CASES: dict[str, tuple[Make | None, Make]] = {
    "AddressList-T1": (
        lambda: [person(other_address_list=(one("SchoolInfo").school_address,) * 2)],
        lambda: [person(other_address_list=(one("SchoolInfo").school_address,))],
    ),
    "Address-T1": (lambda: [address(town=None)], lambda: [address(town=None, locality="Maes")]),
    "Address-T2": (lambda: [address(post_code="CF10-1AA")], lambda: [address(post_code="75001", country="FRA")]),
    "Address-T3": (
        lambda: [
            address(paon=Address(type="Current", paon=None).paon or type(one("SchoolInfo").school_address.paon)())
        ],
        lambda: [address()],
    ),
    "Address-T4": (
        lambda: [address(unique_property_reference_number=10**12)],
        lambda: [address(unique_property_reference_number=10**12 - 1)],
    ),
    "ContactList-T1": (
        lambda: [contact_list("WorkforcePersonal", NOBODY)],
        lambda: [one("WorkforcePersonal", ref_id=NOBODY), contact_list("WorkforcePersonal", NOBODY)],
    ),
    "Demographics-T1": (
        lambda: [person(demographics=person().personal_information.demographics.replace(birth_date=None))],
        lambda: [one("ContactPersonal")],
    ),
    "EmailList-T1": (
        lambda: [person(other_email_list=(Email(type="School", value="a@b.example"),) * 2)],
        lambda: [person(other_email_list=(Email(type="School", value="a@b.example"),))],
    ),
    "GridLocation-T1": (
        lambda: [
            address(
                grid_location=GridLocation(
                    property_easting=Decimal(1), property_northing=Decimal(1), latitude=Decimal(51)
                )
            )
        ],
        lambda: [address(grid_location=GridLocation(property_easting=Decimal(1), property_northing=Decimal(1)))],
    ),
    "LocationContext-T1": (
        lambda: [located(ward_code="00AAFA")],
        lambda: [located(ward_code="00AAFA", ward_name="Aldersgate")],
    ),
    "Name-T1": (
        lambda: [named(family_name=None)],
        lambda: [named("ContactPersonal", family_name=None, given_name=None, full_name="Nain")],
    ),
    "Name-T2": (lambda: [named(title="Mr")], lambda: [named("ContactPersonal", title="Mr")]),
    "Period-T1": (lambda: [period(long_name=None)], lambda: [one("Cycle")]),
    "Period-T2": (lambda: [period(period_index=0)], lambda: [period(period_index=1)]),
    "PhoneNumberList-T1": (lambda: [phones("F", "F")], lambda: [phones("F", "W")]),
    "PhoneNumber-T1": (
        lambda: [person(phone_number=PhoneNumber(type="H", number="(029) 2018"))],
        lambda: [person(phone_number=PhoneNumber(type="H", number="+442920180001"))],
    ),
    "SIF_ExtendedElements-T1": (lambda: [extended("a", "a")], lambda: [extended("a", "b")]),
}
