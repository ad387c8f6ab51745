"""When two records say the same, written down once; and what differs although no loss was reported.

`SAME` is the whole of it: whatever no row names must come back as it was, or be in the report of losses.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from re import Pattern, compile
from types import MappingProxyType
from typing import Final

from handover.bridge.mapping import MAPPING, ROW_BY_PATH
from handover.bridge.reasons import LossKind
from handover.bridge.trees import DerivedText, Node, TreeItem, learner_tree, plain_xml, pupil_tree
from handover.bridge.types import Loss
from handover.ctf.model import Pupil
from handover.sif.model import SifObject


class SamenessRule(StrEnum):
    """In what two values may differ and still say the same."""

    ANY_ORDER = "any order"
    """The items of a list, in whatever order."""
    ONCE = "once"
    """An item that is there twice says no more than once; in any order."""


@dataclass(frozen=True, slots=True)
class Sameness:
    """A row: the items at this place are the same by this rule, because of that."""

    path: str
    rule: SamenessRule
    reason: str


SAME: Final[tuple[Sameness, ...]] = (
    Sameness(
        "Pupil/BasicDetails/Languages/Type",
        SamenessRule.ONCE,
        "Each says what its language is to the pupil; SIF has one entry a language.",
    ),
    Sameness("Pupil/FSMhistory/FSMinstance", SamenessRule.ANY_ORDER, "Dates say which spell came first."),
    Sameness("Pupil/SENhistory/SEN", SamenessRule.ANY_ORDER, "Dates say which stage came first."),
    Sameness("Pupil/SENhistory/SENneeds/SENneed", SamenessRule.ANY_ORDER, "The rank says which need comes first."),
    Sameness(
        "Pupil/Contacts/Contact", SamenessRule.ANY_ORDER, "Order says whom to turn to first; one Order makes equals."
    ),
    Sameness("Pupil/Attendance/YearData", SamenessRule.ANY_ORDER, "Each names its year and school."),
    Sameness(
        "Pupil/StageAssessments/KeyStage",
        SamenessRule.ANY_ORDER,
        "A result is told with its stage; in how many heaps they lie tells nothing.",
    ),
    Sameness("Pupil/(unknown)", SamenessRule.ANY_ORDER, "Each says in which element it stood."),
    Sameness(
        "LearnerAttendanceSummary/ReasonsList/Reason", SamenessRule.ANY_ORDER, "Each names the code that it counts."
    ),
    Sameness(
        "LearnerEntitlement",
        SamenessRule.ANY_ORDER,
        "A period is told with what it entitles to; in how many objects periods lie tells nothing.",
    ),
    Sameness("", SamenessRule.ANY_ORDER, "A zone hands out objects in any order."),
)
"""Order matters and repetition counts wherever no row says otherwise; the empty place is the objects of a learner."""
PAIRED_BY: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {"LearnerSpecialNeeds": ("StartDate",), "SchoolInfo": ("LAId", "EstablishmentId")}
)
"""What says, before all else, which item of one list is which of the other: a file tells these apart by nothing else."""


CONTACTS: Final = "LearnerContact"
"""Objects that a file tells in their order: of two people of one name the first is the first on both sides."""
_CONTACT_NAME: Final = "/ContactPersonal/PersonalInformation/Name"


@dataclass(frozen=True, slots=True)
class RecordDifference:
    """A value that did not come back: where it stands in the record before, and both values; empty for none."""

    path: str
    before: str
    after: str


def differences_of_pupils(before: Pupil, after: Pupil) -> list[RecordDifference]:
    """Return in what two records of a file differ."""
    return list(_compare(pupil_tree(before), pupil_tree(after), "Pupil"))


def differences_of_learners(before: Iterable[SifObject], after: Iterable[SifObject]) -> list[RecordDifference]:
    """Return in what the objects of one learner differ from others."""
    return list(_compare(learner_tree(before), learner_tree(after), ""))


def unexplained_differences(
    found: Iterable[RecordDifference], losses: Iterable[Loss], back: Iterable[Loss] = (), *, originals: bool = True
) -> list[RecordDifference]:
    """Return the differences that no loss explains.

    `losses` name places of the record before. Those of a conversion `back` name places of the file between; they count for
    the objects' values that the mapping table has for these places. Without `originals` nobody passed on what was kept in
    extended elements, so that these losses count as well.
    """
    explained = ExplainedPlaces(losses, back, originals=originals)
    return [each for each in dict.fromkeys(found) if not explained.explains(each)]


class ExplainedPlaces:
    """The places that losses name, each used up once.

    A loss explains the value that it names, at its own place; one that lost a whole item, what stood in it. One that tells
    of so many objects of a kind alike explains so many. What a file has for want of a value explains what is new; what
    SIF has for want of one is marked, and has to go again. One whose original is kept explains nothing: the way back has
    to give it again.
    """

    def __init__(self, losses: Iterable[Loss], back: Iterable[Loss] = (), *, originals: bool = True) -> None:
        self.places: dict[str, list[str]] = defaultdict(list)
        self.whole: set[str] = set()
        self.joined: set[str] = set()
        self.alike: Counter[str] = Counter()
        self.counted: set[str] = set()
        self.derived: set[str] = set()
        for loss in losses:
            if not (loss.kept and originals):
                self._take(loss)
        said = [(strip_positions(loss.path), loss.value) for loss in back if _is_of_pupil(loss)]
        self.between: Counter[tuple[str, str]] = Counter(said)
        self.above_between = {place for place, _ in said}
        self.used_between: Counter[tuple[str, str, str]] = Counter()
        self.gone_between = {strip_positions(loss.path) for loss in back if loss.kind in _WHOLE}

    def _take(self, loss: Loss) -> None:
        if loss.reason == "entries_joined":
            self.joined |= {loss.path, strip_positions(loss.path)}
        elif loss.kind is LossKind.DERIVED and loss.path.startswith("Pupil"):
            return
        elif loss.kind is LossKind.DERIVED:
            self.derived.add(strip_positions(loss.path))
        elif _KIND.fullmatch(loss.path) and loss.value.isdecimal():
            self.alike[loss.path] += int(loss.value)
        else:
            value = "" if loss.path.endswith("SchoolInfoRefId") else _spaced(plain_xml(loss.value))
            self.places[loss.path].append(value)
            if loss.kind in _WHOLE or "/" not in loss.path:
                self.whole.add(loss.path)

    def explains(self, difference: RecordDifference) -> bool:
        """Say whether a loss names this value, or the item that it stood in."""
        if self.joined and self._is_joined(difference):
            return True
        if not difference.before:
            pattern = strip_positions(difference.path)
            return any(pattern == place or pattern.startswith(f"{place}/") for place in self.derived)
        if self._takes(difference.path, _spaced(difference.before)) or self._takes(difference.path, ""):
            return True
        if self.between and self._is_lost_between(difference, strip_positions(difference.path)):
            return True
        if not difference.after and self._is_of_a_twin(difference):
            return True
        return not difference.after and (
            any(above in self.whole for above in _above(difference.path)) or self._is_one_of_many(difference.path)
        )

    def _takes(self, path: str, value: str) -> bool:
        """Use up a loss of this value at this place, if there is one."""
        values = self.places.get(path, [])
        if value in values:
            values.remove(value)
            return True
        return False

    def _is_of_a_twin(self, difference: RecordDifference) -> bool:
        """Say whether another entry of the same list lost this very value: of two alike, either may be the one that is gone."""
        found = _ENTRY.fullmatch(difference.path)
        if found is None:
            return False
        above, below = found.groups()
        value = _spaced(difference.before)
        twins = (path for path in self.places if path.startswith(f"{above}[") and path.endswith(below))
        return any(self._takes(path, value) for path in twins if path != difference.path)

    def _is_joined(self, difference: RecordDifference) -> bool:
        """Say whether entries that are told as one account for a difference: inside them, what is new, and the order."""
        if any(above in self.joined for above in _above(difference.path)):
            return True
        within = any(above in self.joined for above in (difference.path, *_above(strip_positions(difference.path))))
        return within and (not difference.before or difference.path.endswith("/(order)"))

    def _is_lost_between(self, difference: RecordDifference, pattern: str) -> bool:
        """Say whether the way back lost this value of the file, each once, or the item around it, or what the object is of."""
        if pattern not in _CTF_HOMES:
            homes = _CTF_HOMES.get(pattern.partition("/")[0], ())
            return any(home.startswith(f"{each}/") for home in homes for each in self.gone_between)
        for home in _CTF_HOMES[pattern]:
            for value in (_TRUTH.get(text, text) for text in (difference.before, difference.after)):
                if self.used_between[pattern, home, value] < self.between[home, value]:
                    self.used_between[pattern, home, value] += 1
                    return True
        return any(home.startswith(f"{each}/") for home in _CTF_HOMES[pattern] for each in self.above_between)

    def _is_one_of_many(self, path: str) -> bool:
        """Say whether the object that held this value is one of those that a loss counts; what has no place is not."""
        place, _, below = path.partition("/")
        kind = place.partition("[")[0]
        row = ROW_BY_PATH.get(f"{kind}/{strip_positions(below)}")
        if row is None or row.lost == "no_ctf_home":
            return False
        if place not in self.counted and self.alike[kind]:
            self.alike[kind] -= 1
            self.counted.add(place)
        return place in self.counted


def _is_of_pupil(loss: Loss) -> bool:
    """Say whether a loss is of a value of the file, and not of what the file lacks."""
    return loss.path.startswith("Pupil/") and (loss.kind is not LossKind.DERIVED or loss.value != "")


def _ctf_homes() -> Mapping[str, frozenset[str]]:
    """Return the file's places of each place in SIF; those of an object as a whole under its type alone."""
    homes: dict[str, set[str]] = defaultdict(set)
    for row in MAPPING:
        if row.ctf and row.sif:
            homes[row.sif].add(row.ctf)
            homes[row.sif.partition("/")[0]].add(row.ctf)
    return MappingProxyType({place: frozenset(found) for place, found in homes.items()})


_CTF_HOMES: Final = _ctf_homes()
_TRUTH: Final[Mapping[str, str]] = MappingProxyType({"Yes": "true", "No": "false"})
_ENTRY: Final[Pattern[str]] = compile(r"(.*)\[\d+\](/[^\[]*)")
"""An entry of a list, and a value in it."""
_KIND: Final[Pattern[str]] = compile(r"\w+")
_WHOLE: Final = (LossKind.NO_HOME, LossKind.LEFT_OUT)
_POSITIONS: Final[Pattern[str]] = compile(r"\[[^\]]*\]")


def _above(path: str) -> Iterator[str]:
    """Yield the places around a place, but never the whole record."""
    while path := path.rpartition("/")[0]:
        if path != "Pupil" and ("/" in path or not path.startswith("LearnerPersonal")):
            yield path


def strip_positions(path: str) -> str:
    """Return a place without positions and keys."""
    return _POSITIONS.sub("", path)


_RULES: Final[Mapping[str, SamenessRule]] = MappingProxyType({row.path: row.rule for row in SAME})
Signature = str | tuple[object, ...]


def join_place(place: str, name: str) -> str:
    """Return a place below another; `../Stage` stands beside the item and not in it, `.` is its own text."""
    if name == ".":
        return place
    while name.startswith("../"):
        place, name = place.rpartition("/")[0], name[3:]
    return f"{place}/{name}" if place else name


def _compare(before: Node | None, after: Node | None, place: str) -> Iterator[RecordDifference]:
    if isinstance(before, TreeItem) or isinstance(after, TreeItem):
        yield from _compare_items(before, after, place)
    elif isinstance(before, Mapping) or isinstance(after, Mapping):
        one, other = before if isinstance(before, Mapping) else {}, after if isinstance(after, Mapping) else {}
        for name in dict.fromkeys((*one, *other)):
            yield from _compare(one.get(name), other.get(name), join_place(place, name))
    elif isinstance(before, str) or isinstance(after, str):
        old, new = before if isinstance(before, str) else "", after if isinstance(after, str) else ""
        if _spaced(old) != _spaced(new) and not _is_nothing(old, new) and not _is_nothing(new, old):
            yield RecordDifference(place, old, new)
    else:
        yield from _compare_lists(before or (), after or (), place)


def _is_nothing(there: str, gone: str) -> bool:
    """Say whether a value that is on one side alone is one that was worked out."""
    return isinstance(there, DerivedText) and not gone


def _compare_items(before: Node | None, after: Node | None, place: str) -> Iterator[RecordDifference]:
    old = before.node if isinstance(before, TreeItem) else before
    new = after.node if isinstance(after, TreeItem) else after
    for each in (after, before):
        place = each.place if isinstance(each, TreeItem) else place
    yield from _compare(old, new, place)


def _compare_lists(before: Sequence[TreeItem], after: Sequence[TreeItem], place: str) -> Iterator[RecordDifference]:
    rule = _RULES.get(strip_positions(place) if "[" in place or place.startswith("Pupil") else "")
    if rule is SamenessRule.ONCE:
        before, after = _once(before), _once(after)
    twins = list(_pair_namesakes(before, after)) if place == CONTACTS else []
    pairs, gone, new = _align(before, after, PAIRED_BY.get(place, ()), twins)
    for old, its in pairs:
        yield from _compare(before[old], after[its], place)
    for old in gone:
        yield from _compare(before[old], None, place)
    for its in new:
        yield from _compare(None, after[its], place)
    if rule is None and [its for _, its in pairs] != sorted(its for _, its in pairs):
        yield RecordDifference(
            f"{place}/(order)", " ".join(str(old + 1) for old, _ in pairs), " ".join(str(its + 1) for _, its in pairs)
        )


def _once(items: Sequence[TreeItem]) -> list[TreeItem]:
    return list({_signature(each): each for each in reversed(items)}.values())[::-1]


def _pair_namesakes(before: Sequence[TreeItem], after: Sequence[TreeItem]) -> Iterator[tuple[int, int]]:
    """Yield which contact is which of those that share a name, where both sides have as many of them."""
    named = _list_names(after)
    for name, places in _list_names(before).items():
        if len(places) > 1 and len(places) == len(named.get(name, ())):
            yield from zip(places, named[name], strict=True)


def _list_names(contacts: Sequence[TreeItem]) -> dict[str, list[int]]:
    """Return the places of contacts by their names; one part alone is the whole name, as on the way to SIF."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, contact in enumerate(contacts):
        texts = dict(_leaves(contact, ""))
        parts = [texts.get(f"{_CONTACT_NAME}/{part}", "") for part in ("GivenName", "FamilyName")]
        places[" ".join(filter(None, parts)) or texts.get(f"{_CONTACT_NAME}/FullName", "")].append(at)
    return places


def _align(
    before: Sequence[TreeItem], after: Sequence[TreeItem], key: tuple[str, ...], known: list[tuple[int, int]]
) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """Return which item of one list is which of the other: the same first, then those that have most in common.

    `key` are the names of the values that count more than all others together, if there are such; `known` are the pairs
    that are known beforehand.
    """
    left: dict[Signature, list[int]] = defaultdict(list)
    here, there = {old for old, _ in known}, {its for _, its in known}
    for its, item in enumerate(after):
        if its not in there:
            left[_signature(item)].append(its)
    pairs, gone = list(known), []
    for old, item in enumerate(before):
        if old in here:
            continue
        same = left.get(_signature(item))
        if same:
            pairs.append((old, same.pop(0)))
        else:
            gone.append(old)
    new = sorted(its for places in left.values() for its in places)
    if gone and new:
        pairs += _most_alike(before, after, gone, new, key)
    return sorted(pairs), gone, new


def _most_alike(
    before: Sequence[TreeItem], after: Sequence[TreeItem], gone: list[int], new: list[int], key: tuple[str, ...]
) -> Iterator[tuple[int, int]]:
    """Yield pairs of what is left, most alike first, and take them out of both lists."""
    texts = {("old", old): Counter(_leaves(before[old], "")) for old in gone}
    texts |= {("new", its): Counter(_leaves(after[its], "")) for its in new}
    alike = sorted(
        (not _is_paired(before[old], after[its], key), -_likeness(texts["old", old], texts["new", its]),
            abs(old - its), old, its)
        for old in gone for its in new
    )  # fmt: skip
    as_many = len(gone) == len(new)
    for *_, old, its in alike:
        if (as_many or texts["old", old] & texts["new", its]) and old in gone and its in new:
            gone.remove(old)
            new.remove(its)
            yield old, its


def _is_paired(one: TreeItem, other: TreeItem, key: tuple[str, ...]) -> bool:
    """Say whether two items are each other's by the values that tell items of their list apart."""
    before, after = one.node, other.node
    if not key or not isinstance(before, Mapping) or not isinstance(after, Mapping):
        return False
    return all(name in before and before[name] == after.get(name) for name in key)


def _likeness(one: Counter[tuple[str, str]], other: Counter[tuple[str, str]]) -> int:
    """Return how much two items have in common: what is equal, less what both tell in another way."""
    names = {name for name, _ in one} & {name for name, _ in other}
    equal = (one & other).total()
    return 2 * equal - len(names - {name for name, _ in one & other})


def _leaves(node: Node, name: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, str):
        yield name, _spaced(node)
    elif isinstance(node, TreeItem):
        yield from _leaves(node.node, name)
    elif isinstance(node, Mapping):
        for below, value in node.items():
            yield from _leaves(value, f"{name}/{below}")
    else:
        for each in node:
            yield from _leaves(each, name)


def _signature(node: Node) -> Signature:
    if isinstance(node, str):
        return _spaced(node)
    if isinstance(node, TreeItem):
        return _signature(node.node)
    if isinstance(node, Mapping):
        return tuple(sorted((name, _signature(value)) for name, value in node.items()))
    return tuple(_signature(each) for each in node)


def _spaced(text: str) -> str:
    """Return a text with single blanks: in SIF's texts a line break or a tab is a blank, so no law can tell them apart."""
    return text if text.isalnum() else " ".join(text.split())
