"""Objects made from those of a sample school, changed as a case needs."""

from collections.abc import Callable
from datetime import date
from functools import cache

from handover.invented.sif import invent_school
from handover.sif.model import SifObject

Make = Callable[[], list[SifObject]]
NOBODY = "0" * 31 + "1"
SOMEBODY = "0" * 31 + "2"
START, END = date(2026, 5, 1), date(2026, 4, 1)


@cache
def sample() -> dict[str, list[SifObject]]:
    """The objects of one small school by type."""
    found: dict[str, list[SifObject]] = {}
    for thing in invent_school(11, learners=60, days=2):
        found.setdefault(thing.xml_name, []).append(thing)
    return found


def one(name, /, **changes):
    return sample()[name][0].replace(**changes)


def with_(name, field, /, **changes):
    """One object with a part of it changed."""
    thing = sample()[name][0]
    return thing.replace(**{field: getattr(thing, field).replace(**changes)})


def entry(name, field, place=0, /, **changes):
    """One object with one entry of a list changed."""
    thing = sample()[name][0]
    entries = list(getattr(thing, field))
    entries[place] = entries[place].replace(**changes)
    return thing.replace(**{field: tuple(entries)})


def person(kind="LearnerPersonal", /, **changes):
    return with_(kind, "personal_information", **changes)


def address(**changes):
    info = sample()["LearnerPersonal"][0].personal_information
    return person(address=info.address.replace(**changes))


def named(kind="LearnerPersonal", /, **changes):
    return person(kind, name=sample()[kind][0].personal_information.name.replace(**changes))


def twins(name, /, **changes):
    """Two objects with the same key."""
    return [one(name), one(name, **changes)]


def period(**changes):
    return entry("Cycle", "standard_period_list", **changes)


def same_person(other, family):
    learner = sample()["LearnerPersonal"][0]
    info = sample()[other][0].personal_information
    name = info.name.replace(family_name=family or learner.personal_information.name.family_name)
    return [learner, one(other, ref_id=learner.ref_id, personal_information=info.replace(name=name))]
