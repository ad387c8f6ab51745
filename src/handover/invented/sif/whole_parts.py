"""Objects of any type with anything that its table lets them hold, made by a walk over the classes.

What a table cannot say, a rule does: `MENDED` makes what was drawn fit the rules that refuse an object.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from random import Random
from types import MappingProxyType
from typing import Any, Final

from handover.sif.grammar import Simple
from handover.sif.model import ModelField, SifElement
from handover.sif.specification import uk_model

SHARES: Final = (0.0, 0.1, 0.3, 0.6, 0.9, 1.0)
FEW: Final = (1, 1, 1, 2, 3)
RARE: Final[Mapping[str, float]] = MappingProxyType(
    {
        "sif_metadata": 0.03,
        "location_context": 0.1,
        "other_address_list": 0.15,
        "address_list": 0.15,
        "school_address": 0.3,
    }
)
"""Fields with much in them that no other record needs: how often they are there."""
TEXTS: Final = ("Tŷ'r Ysgol Ŵyl", "Smith & Sons <Ltd>", "007", "0", "Đặng – Œuvre", "plain words", "née O’Brien")
LONG_LIST: Final = 400
"""How many codes of a national list of thousands are drawn from."""

BY_PATTERN: Final[Mapping[str, Callable[[Random], str]]] = MappingProxyType(
    {
        "[1-9][0-9]{9}": lambda chance: f"{chance.randrange(10**9, 10**10)}",
        "[+]?[0-9]+": lambda chance: f"{chance.choice(('0', '+44'))}770090{chance.randrange(10_000):04}",
        "[0-9A-F]{32}": lambda chance: f"{chance.getrandbits(128):032X}",
    }
)

BY_TYPE: Final[Mapping[str, Callable[[Random], object]]] = MappingProxyType(
    {
        "xs:string": lambda chance: chance.choice(TEXTS),
        "xs:normalizedString": lambda chance: chance.choice(TEXTS),
        "xs:token": lambda chance: chance.choice(TEXTS),
        "xs:anyURI": lambda _: "https://ysgol.example/",
        "xs:date": lambda chance: date(2005, 1, 1) + timedelta(days=chance.randrange(7_900)),
        "xs:dateTime": lambda chance: datetime(2010, 1, 1, tzinfo=UTC) + timedelta(minutes=chance.randrange(10**7)),
        "xs:time": lambda chance: time(chance.randrange(24), chance.randrange(60)),
        "xs:gYear": lambda chance: chance.randrange(2006, 2028),
        "xs:integer": lambda chance: chance.randrange(1000),
        "xs:unsignedInt": lambda chance: chance.randrange(400),
        "xs:decimal": lambda chance: Decimal(chance.randrange(100_000, 70_000_000)) / 100,
        "xs:boolean": lambda chance: chance.random() < 0.5,
        "xs:duration": lambda _: "PT1H",
        "xs:base64Binary": lambda _: b"\xff\xd8\xff",
    }
)


@dataclass
class WholeScene:
    """What the objects of one learner share: chance, and the ids that there are of each type."""

    chance: Random
    ids: dict[str, list[str]] = field(default_factory=dict)

    def new_id(self, of: str = "") -> str:
        """Return a new id and, if a type is named, remember it."""
        made = f"{self.chance.getrandbits(128):032X}"
        if of:
            self.ids.setdefault(of, []).append(made)
        return made

    def refer(self, targets: tuple[str, ...]) -> str:
        """Return an id of one of these types, one that there is if any is."""
        known = [each for target in targets for each in self.ids.get(target, ())]
        return self.chance.choice(known) if known else self.new_id()


@cache
def _codes(kind: Simple) -> tuple[str, ...]:
    if kind.large:
        return tuple(value.value for value in uk_model().codeset(kind.name).values[:LONG_LIST])
    return tuple(sorted(kind.codes))


def invent_text(kind: Simple, chance: Random) -> object:
    """Return a value that a simple type allows."""
    if kind.members:
        return invent_text(chance.choice([each for each in kind.members if each.name != "xs:base64Binary"]), chance)
    if kind.values or kind.large:
        return chance.choice(_codes(kind))
    facets = kind.facets
    if "pattern" in facets:
        return BY_PATTERN[facets["pattern"]](chance)
    if "minInclusive" in facets or "maxInclusive" in facets:
        return chance.randint(int(facets.get("minInclusive", 0)), min(int(facets.get("maxInclusive", 999)), 999_999))
    value = BY_TYPE[kind.lexical.name](chance)
    return value[: int(facets["maxLength"])].strip() if isinstance(value, str) and "maxLength" in facets else value


def invent_part(made: type[SifElement], scene: WholeScene, **given: object) -> Any:
    """Return an object or a part of one: what is mandatory, a share of the rest, and what is given as it is given."""
    share = scene.chance.choice(SHARES)
    values: dict[str, Any] = {}
    for each in made.fields:
        if each.name in given:
            values[each.name] = given[each.name]
        elif each.name != "sif_action" and (_must(each) or scene.chance.random() < RARE.get(each.name, share)):
            values[each.name] = _invent_field(each, scene)
    mend = MENDED.get(made.__name__)
    if mend is not None:
        values = mend(values, scene.chance)
    return made(**values)


def _must(each: ModelField) -> bool:
    return each.node.row.mandatory or each.kind in ("text", "xml")


def _invent_field(each: ModelField, scene: WholeScene) -> object:
    node = each.node
    if each.kind in ("attribute", "text", "leaf"):
        if node.row.references:
            return scene.refer(node.row.references)
        assert node.simple is not None
        return invent_text(node.simple, scene.chance)
    if each.kind == "xml":
        return scene.chance.choice(("Red", "1", "<House>Dewi &amp; Non</House>"))
    if each.kind == "element":
        assert each.part is not None
        return invent_part(each.part, scene)
    entries = tuple(_invent_entry(each, scene) for _ in range(scene.chance.choice(FEW)))
    return _unlike(entries) if each.part is not None else entries


def _unlike(entries: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return the entries without a second of the same name or type, where a list may hold one of each."""
    name = ONE_OF_EACH.get(type(entries[0]).__name__)
    return entries if name is None else tuple({getattr(each, name): each for each in entries}.values())


ONE_OF_EACH: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Address": "type",
        "Email": "type",
        "PhoneNumber": "type",
        "SIFExtendedElement": "name",
        "Assertion": "schema_name",
    }
)


def _invent_entry(each: ModelField, scene: WholeScene) -> object:
    if each.part is not None:
        return invent_part(each.part, scene)
    item = each.node.item or each.node
    if item.row.references:
        return scene.refer(item.row.references)
    assert item.simple is not None
    return invent_text(item.simple, scene.chance)


Values = dict[str, Any]


def _address(values: Values, chance: Random) -> Values:
    if not values.keys() & {"locality", "town", "administrative_area"}:
        values[chance.choice(("locality", "town", "administrative_area"))] = "Porth y Dderwen"
    return values


def _described(values: Values, chance: Random) -> Values:
    if chance.random() < 0.7:
        return {"start_number": chance.choice(("27", "4", "012"))}
    if chance.random() < 0.5 or not values:
        values["description"] = chance.choice(("Tŷ Isaf", "Rose Cottage", "27"))
    return values


def _grid(values: Values, chance: Random) -> Values:
    if "latitude" in values:
        values.setdefault("longitude", Decimal("-3.25"))
    return values


def _name(values: Values, chance: Random) -> Values:
    values.setdefault("family_name", chance.choice(("Rhŷdderch", "Smith-Jones", "Đặng")))
    values.setdefault("given_name", chance.choice(("Mali Haf", "Seán", "Fern")))
    return values


def _born(values: Values, chance: Random) -> Values:
    values["birth_date"] = date(1998, 9, 1) + timedelta(days=chance.randrange(9000))
    return values


def _a_flag(values: Values, chance: Random) -> Values:
    if "Yes" not in values.values():
        values["emergency_contact"] = "Yes"
    return values


def _secondary(values: Values, chance: Random) -> Values:
    values.pop("gender_sixth_form", None)
    if "phase" in values:
        values["phase"], values["special"], values["nursery"] = "SY", "No", "No"
    return values


def _ranks(values: Values, chance: Random) -> Values:
    listed = values.get("sen_type_list") or ()
    if listed:
        values["sen_type_list"] = tuple(each.replace(ranking=rank) for rank, each in enumerate(listed, 1))
    return values


def _periods(values: Values, chance: Random) -> Values:
    if values.get("end_date") and values["end_date"] < values["start_date"]:
        values["start_date"], values["end_date"] = values["end_date"], values["start_date"]
    return values


def _sums(values: Values, chance: Random) -> Values:
    year = values["school_year"]
    start = date(year - 1, 9, 1) + timedelta(days=chance.choice((0, 0, 3, 90)))
    values["start_date"], values["end_date"] = start, start + timedelta(days=chance.randrange(270))
    reasons = values["reasons_list"]
    stated = {
        status: sum(each.total for each in reasons if each.status == status)
        for status in ("Authorised", "Unauthorised")
    }
    for name, status in (("authorised_absences", "Authorised"), ("unauthorised_absences", "Unauthorised")):
        if name in values:
            values[name] = stated[status]
    values["sessions_possible"] = values["sessions_attended_total"] + sum(stated.values())
    return values


def _session(values: Values, chance: Random) -> Values:
    if values["attendance_domain"] == "Session":
        values.setdefault("session", chance.choice(("AM", "PM")))
    else:
        values.setdefault("start_time", time(9, 0))
    return values


def _comment(values: Values, chance: Random) -> Values:
    values["component_type"] = "Comment"
    values.pop("mark_set_list", None)
    values.pop("assessment_result_grade_set_ref_id", None)
    if "year_list" in values:
        values["year_list"] = tuple(f"{chance.randrange(2006, 2028)}" for _ in values["year_list"])
    return values


def _not_permanent(values: Values, chance: Random) -> Values:
    return {name: value for name, value in values.items() if not name.startswith("appeal")}


def _no_picture(values: Values, chance: Random) -> Values:
    values["type"], values["value"] = "URL", "https://pictures.ysgol.example/1.jpg"
    return values


MENDED: Final[Mapping[str, Callable[[Values, Random], Values]]] = MappingProxyType(
    {
        "Address": _address,
        "PAON": _described,
        "SAON": _described,
        "GridLocation": _grid,
        "Name": _name,
        "Demographics": _born,
        "ContactFlags": _a_flag,
        "SchoolInfo": _secondary,
        "LearnerSpecialNeeds": _ranks,
        "EntitlementPeriod": _periods,
        "LearnerAttendanceSummary": _sums,
        "LearnerAttendance": _session,
        "AssessmentResultComponent": _comment,
        "LearnerExclusion": _not_permanent,
        "PictureSource": _no_picture,
    }
)
"""By the class's name: what makes the values that were drawn fit the rules that refuse an object."""
