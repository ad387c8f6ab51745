"""A record as a tree of named values, whichever format it is in, so that one comparison serves both.

A node is a text, a group (name to node), a list of items, or an item: a node that carries the place at which it stands.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree

from handover.bridge.extended import PREFIX, KeptTexts
from handover.bridge.losses import place_object
from handover.bridge.translation_codes import MEDICAL_SENTENCE
from handover.ctf.elements import elements_of
from handover.ctf.model import Pupil, Unknown
from handover.ctf.values import write_value
from handover.sif.grammar import GrammarNode
from handover.sif.model import ModelField, SifElement, SifObject
from handover.sif.specification import UK_NAMESPACE


@dataclass(frozen=True, slots=True)
class TreeItem:
    """A part of a record with the place where it stands, such as `Pupil/Contacts/Contact[2]`."""

    place: str
    node: "Node"


Node = str | Mapping[str, "Node"] | Sequence[TreeItem] | TreeItem
Group = dict[str, Node]

PUPIL: Final = "Pupil"
UNKNOWN: Final = "(unknown)"
"""The name below which elements stand that are no part of a Common Transfer File."""
STAGES: Final = "StageAssessments/KeyStage"


def pupil_tree(pupil: Pupil) -> Group:
    """Return a pupil of a file as a tree; results stand in one list, each with the stage that is written above it."""
    tree = _model_tree(pupil, PUPIL)
    if pupil.unknown:
        tree[UNKNOWN] = [_stranger(each, number) for number, each in enumerate(pupil.unknown, 1)]
    if STAGES in tree:
        tree[STAGES] = list(_results(tree[STAGES]))
    return tree


def _model_tree(model: object, place: str) -> Group:
    tree: Group = {}
    for attribute, element in elements_of(type(model)).items():
        value, name = getattr(model, attribute), "/".join(element.path)
        if element.many:
            if value:
                tree[name] = [_model_item(each, f"{place}/{name}[{number}]") for number, each in enumerate(value, 1)]
        elif element.group is not None:
            if below := _model_tree(value, f"{place}/{name}"):
                tree[name] = below
        elif value is not None:
            tree[name] = write_value(value)
    return tree


def _model_item(value: Any, place: str) -> TreeItem:
    is_group = hasattr(value, "__dataclass_fields__")
    return TreeItem(place, _model_tree(value, place) if is_group else write_value(value))


def _stranger(unknown: Unknown, number: int) -> TreeItem:
    return TreeItem(f"{PUPIL}/{UNKNOWN}[{number}]", {"path": unknown.path, "xml": etree.canonicalize(unknown.xml)})


def _results(stages: Any) -> Iterator[TreeItem]:
    for stage in stages:
        above = {"../Stage": stage.node["Stage"]} if "Stage" in stage.node else {}
        for result in stage.node.get("StageAssessment", ()):
            yield TreeItem(result.place, {**above, **result.node})


FOLDING: Final[Mapping[str, tuple[str, str]]] = {
    "LearnerContact": ("contact_personal_ref_id", "ContactPersonal"),
    "LearnerAssessmentResult": ("assessment_component_ref_id", "AssessmentResultComponent"),
}
"""Objects that are told together with another: the field that refers to it, and its type."""
SCHOOL: Final = "SchoolInfo"
PERIODS: Final = "EntitlementPeriodList/EntitlementPeriod"
EXTENDED: Final = "SIF_ExtendedElements/SIF_ExtendedElement"
NAMING: Final = frozenset(
    {
        "ref_id",
        "learner_personal_ref_id",
        "contact_personal_ref_id",
        "assessment_component_ref_id",
        "learner_school_enrolment_ref_id",
    }
)
"""Fields that name an object of the same record and tell nothing of the learner."""


def learner_tree(objects: Iterable[SifObject]) -> Group:
    """Return what objects tell of one learner as a tree.

    A contact stands with the link to it, a result with the component that says what it is of, a period with what it
    entitles to; a school is its number. Other ids are nowhere, because they name objects and do not tell of anybody.
    """
    told = tuple(objects)
    links = _Links(told)
    tree: dict[str, list[TreeItem]] = {}
    for each in told:
        name = each.xml_name
        if each.identity not in links.used.get(name, ()):
            item = links.item(each)
            tree.setdefault(name, []).extend(_periods(item) if name == "LearnerEntitlement" else (item,))
    return {**tree}


def _periods(item: TreeItem) -> Iterator[TreeItem]:
    """Yield each period of an entitlement with what it is to, and what else the object tells, if anything."""
    assert isinstance(item.node, Mapping)
    rest = dict(item.node)
    periods: Any = rest.pop(PERIODS, ())
    above = {f"../../{name}": rest.pop(name) for name in ("SchoolInfoRefId", "EntitlementType") if name in rest}
    for period in periods:
        yield TreeItem(period.place, {**above, **period.node})
    if rest or not periods:
        own = {name.removeprefix("../../"): node for name, node in above.items()} if not periods else {}
        yield TreeItem(item.place, {**own, **rest})


class _Links:
    """The objects that others refer to, and which of them are told with another."""

    def __init__(self, told: Sequence[SifObject]) -> None:
        folded = [of for _, of in FOLDING.values()]
        self.found: dict[str, dict[str, Any]] = {name: {} for name in (*folded, SCHOOL)}
        self.used: dict[str, set[tuple[str]]] = {name: set() for name in folded}
        each: Any
        for each in told:
            name = each.xml_name
            if name in self.found:
                self.found[name][each.ref_id] = each
            if name in FOLDING:
                field, of = FOLDING[name]
                self.used[of].add((getattr(each, field),))

    def item(self, thing: SifObject) -> TreeItem:
        """Return an object as an item, with what it is told together with."""
        place, name = place_object(thing), thing.xml_name
        tree = told_by(thing, self)
        if name in FOLDING:
            field, of = FOLDING[name]
            other = self.found[of].get(getattr(thing, field))
            if other is not None:
                there = place_object(other)
                tree[of] = TreeItem(there, told_by(other, self))
        return TreeItem(place, tree)

    def school(self, ref_id: str) -> str:
        """Return the number of the school of this id, or the id where no object tells it."""
        school = self.found[SCHOOL].get(ref_id)
        return ref_id if school is None else f"{school.la_id}{school.establishment_id}"


def told_by(thing: SifObject, links: _Links) -> Group:
    """Return what an object itself tells, without originals that travel along; what was worked out is a `DerivedText`."""
    tree: Group = _element_tree(thing, place_object(thing), links)
    if MESSAGES in tree:
        tree[MESSAGES] = [_our_sentence(each) for each in _items(tree[MESSAGES])]
    if tree.pop(EXTENDED, None) is not None:
        kept = KeptTexts(thing)
        tree = _with_derived(tree, kept, "")
        foreign = {name: plain_xml(text) for name, text in kept.left() if not name.startswith(PREFIX)}
        if foreign:
            tree["SIF_ExtendedElements"] = foreign
    return tree


def plain_xml(text: str) -> str:
    """Return XML without the declaration of SIF's namespace, which a fragment has or has not."""
    return text.replace(f' xmlns="{UK_NAMESPACE}"', "")


def _items(node: Any) -> Sequence[TreeItem]:
    return tuple(node)


def _our_sentence(item: TreeItem) -> TreeItem:
    """Return a medical message; the sentence that stands for the flag of a file says so by its words."""
    assert isinstance(item.node, Mapping)
    return TreeItem(item.place, _all_derived(item.node)) if item.node.get(".") == MEDICAL_SENTENCE else item


MESSAGES: Final = "MedicalAlertMsgList/MedicalAlertMsg"


class DerivedText(str):
    """A value that was worked out and marked so: nobody told it, so it may be there or not."""

    __slots__ = ()


def _with_derived(node: Any, kept: KeptTexts, path: str) -> Any:
    """Return the tree with the values that are marked as derived ones; a group or a list that is marked is so as a whole."""
    if isinstance(node, str):
        return DerivedText(node) if kept.is_derived(path, node) else node
    if isinstance(node, TreeItem):
        return TreeItem(node.place, _with_derived(node.node, kept, path))
    if isinstance(node, Mapping):
        if path in kept.derived:
            return _all_derived(node)
        return {name: _with_derived(below, kept, f"{path}/{name}" if path else name) for name, below in node.items()}
    if path.rpartition("/")[0] in kept.derived:
        return _all_derived(node)
    return [_with_derived(each, kept, path) for each in node]


def _all_derived(node: Any) -> Any:
    if isinstance(node, str):
        return DerivedText(node)
    if isinstance(node, TreeItem):
        return TreeItem(node.place, _all_derived(node.node))
    if isinstance(node, Mapping):
        return {name: _all_derived(below) for name, below in node.items()}
    return [_all_derived(each) for each in node]


def _element_tree(thing: SifElement, place: str, links: _Links) -> Group:
    tree: Group = {}
    for field in thing.fields:
        value, name = getattr(thing, field.name), _name_of(field)
        if field.name in NAMING or value is None:
            continue
        if field.name == "school_info_ref_id":
            tree[name] = links.school(value)
        elif field.many:
            node = field.node.item or field.node
            inner = name if field.node.item is None else f"{name}/{node.name}"
            items = [_element_item(each, f"{place}/{inner}[{n}]", node, links) for n, each in enumerate(value, 1)]
            if items:
                tree[inner] = items
        elif isinstance(value, SifElement):
            tree[name] = _element_tree(value, f"{place}/{name}", links)
        elif field.kind == "xml":
            tree[name] = plain_xml(value)
        else:
            tree[name] = _text_of(value, field.node)
    return _with_first_number(tree) if OTHER_NUMBERS in tree else tree


def _with_first_number(tree: Group) -> Group:
    """Return the tree with the first of the other telephone numbers as the number, where there is no other."""
    numbers: Any = tree[OTHER_NUMBERS]
    if FIRST_NUMBER not in tree:
        tree[FIRST_NUMBER] = numbers[0]
        numbers = numbers[1:]
    return {**tree, OTHER_NUMBERS: numbers}


FIRST_NUMBER, OTHER_NUMBERS = "PhoneNumber", "OtherPhoneNumberList/PhoneNumber"


def _element_item(value: Any, place: str, node: GrammarNode, links: _Links) -> TreeItem:
    is_group = isinstance(value, SifElement)
    return TreeItem(place, _element_tree(value, place, links) if is_group else _text_of(value, node))


def _text_of(value: Any, node: GrammarNode) -> str:
    return str(value) if node.simple is None else str(node.simple.lexical.encode(value))


def _name_of(field: ModelField) -> str:
    if field.kind == "attribute":
        return f"@{field.node.name}"
    return "." if field.kind in ("text", "xml") else field.node.name
