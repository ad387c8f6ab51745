"""Hypothesis strategies for objects of every type, made from the tables."""

from datetime import UTC, date, time
from decimal import Decimal
from xml.sax.saxutils import escape

from hypothesis import strategies as st

from handover.sif.grammar import GrammarNode, Simple
from handover.sif.model import SifElement
from handover.sif.objects import object_class
from handover.sif.specification import uk_model

LETTERS = "aâŵŷéZ09 .,&<>'\"-ß€漢"
TEXT = st.text(LETTERS, max_size=8).map(lambda text: " ".join(text.split()))
BUILT_IN = {
    "xs:string": TEXT,
    "xs:normalizedString": TEXT,
    "xs:token": TEXT,
    "xs:anyURI": st.sampled_from(["https://ysgol.example/", "www.ysgol.example"]),
    "xs:date": st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    "xs:dateTime": st.datetimes(timezones=st.just(UTC)),
    "xs:time": st.times(time(0), time(23, 59)),
    "xs:gYear": st.integers(1900, 2100),
    "xs:integer": st.integers(-1000, 1000),
    "xs:unsignedInt": st.integers(0, 1000),
    "xs:decimal": st.decimals(Decimal(-999), Decimal(999), places=2),
    "xs:boolean": st.booleans(),
    "xs:duration": st.sampled_from(["PT1M", "P1DT2H"]),
    "xs:base64Binary": st.binary(max_size=6),
}


def simple(kind: Simple):
    if kind.members:
        return st.one_of(*map(simple, kind.members)).map(lambda value: value if isinstance(value, str) else "c2Vjcg==")
    if kind.values:
        return st.sampled_from(sorted(kind.codes))
    if kind.large:
        return st.sampled_from([value.value for value in uk_model().codeset(kind.name).values[:50]])
    facets = kind.facets
    if "pattern" in facets:
        return st.from_regex(facets["pattern"], fullmatch=True).filter(str.isascii)
    if "maxLength" in facets:
        limit = int(facets["maxLength"])
        return TEXT.map(lambda text: text[:limit].strip())
    if "minInclusive" in facets or "maxInclusive" in facets:
        return st.integers(int(facets.get("minInclusive", 0)), int(facets.get("maxInclusive", 10)))
    return BUILT_IN[kind.lexical.name]


def node(kind: GrammarNode):
    assert kind.simple is not None
    return simple(kind.simple)


def part(cls: type[SifElement], partial: bool):
    """Objects or parts of objects of a class."""
    made = {}
    for field in cls.fields:
        row = field.node.row
        if field.name == "sif_action" and not partial:
            continue
        if field.name == "sif_extended_elements":
            continue
        value = one(field, partial)
        must = row.mandatory or field.kind in ("text", "xml")
        made[field.name] = value if must else st.one_of(st.just(field.empty), value)
    return st.fixed_dictionaries(made).map(lambda values: cls(**values))


def one(field, partial):
    if field.kind in ("attribute", "text", "leaf"):
        return node(field.node)
    if field.kind == "xml":
        return TEXT.map(escape)
    if field.kind == "element":
        return part(field.part, partial)
    item = field.node.item if field.kind in ("leaves", "elements") else field.node
    entry = part(field.part, partial) if field.part else node(item)
    few = st.lists(entry, min_size=1 if item.row.mandatory else 0, max_size=2)
    return few.map(tuple)


def objects(name: str, partial: bool = False):
    """Objects of a type that follow its table."""
    return part(object_class(name), partial)
