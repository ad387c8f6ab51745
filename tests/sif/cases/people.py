"""People, pictures, identities and meals: for every rule, objects that break it and objects that keep it."""

from datetime import date

from handover.sif.objects import Identity, PersonPicture
from tests.sif.cases.making import NOBODY, Make, entry, one, same_person, twins

JPEG = "/9j/4AAQ"


def password(algorithm, key):
    return one("Identity", password_list=(Identity.Password(algorithm=algorithm, key_name=key, value=b"secret"),))


def pictured(**changes):
    return one("PersonPicture", picture_source=PersonPicture.PictureSource(**changes))


CASES: dict[str, tuple[Make | None, Make]] = {
    "ContactPersonal-1": (
        lambda: same_person("ContactPersonal", "Someone-Else"),
        lambda: same_person("ContactPersonal", None),
    ),
    "Identity-1": (
        lambda: [one("Identity")],
        lambda: [one("WorkforcePersonal"), one("Identity")],
    ),
    "Identity-2": (
        lambda: [one("Identity", identity_assertions=one("Identity").identity_assertions * 2)],
        lambda: [one("Identity")],
    ),
    "Identity-3": (lambda: [password("MD5", "key")], lambda: [password("SHA1", "")]),
    "Identity-3i": (lambda: [password("AES", "")], lambda: [password("AES", "key")]),
    "Identity-4": (None, lambda: [one("Identity", authentication_source_global_uid=NOBODY)]),
    "Identity-5": (None, lambda: [one("Identity")]),
    "PersonDietaryPreference-1": (None, lambda: [one("PersonDietaryPreference")]),
    "PersonDietaryPreference-2": (
        lambda: [entry("PersonDietaryPreference", "weekly_meal_pattern_list", end_date=date(2020, 1, 1))],
        lambda: [one("PersonDietaryPreference")],
    ),
    "PersonPicture-1": (lambda: [pictured(type="JPEG", value="c2VjcmV0")], lambda: [pictured(type="JPEG", value=JPEG)]),
    "PersonPicture-2": (
        None,
        lambda: [one("PersonPicture", sif_ref_object_list=one("PersonPicture").sif_ref_object_list * 2)],
    ),
    "PersonPicture-3": (
        lambda: [one("PersonPicture")],
        lambda: [one("LearnerPersonal"), one("PersonPicture")],
    ),
    "PersonPicture-4": (
        lambda: twins("PersonPicture", school_year=2030),
        lambda: twins("PersonPicture", person_ref_id=NOBODY),
    ),
    "SchoolMealStatus-1": (None, lambda: [one("SchoolMealStatus", school_meal_status_tier="Anything at all")]),
    "WorkforcePersonal-1": (
        lambda: [one("WorkforcePersonal", ni_number="QQ12345C")],
        lambda: [one("WorkforcePersonal", ni_number="QQ123456C")],
    ),
    "WorkforcePersonal-1i": (
        lambda: [one("WorkforcePersonal", ni_number="TN123456F")],
        lambda: [one("WorkforcePersonal", ni_number="QQ123456C")],
    ),
    "WorkforcePersonal-2": (
        lambda: same_person("WorkforcePersonal", "Someone-Else"),
        lambda: same_person("WorkforcePersonal", None),
    ),
    "WorkforcePersonal-3": (
        None,
        lambda: [entry("WorkforcePersonal", "current_assignment_list", la_id="681", establishment_id="1")],
    ),
}
