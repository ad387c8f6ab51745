"""What the columns of a list mean: what the reader proposes, what is in doubt, and what a person has said.

A name that the table knows is taken as long as no other column lays claim to the same meaning. Everything else is in doubt:
two columns of one meaning (“Surname” and “Legal surname”, “School” and “Offered school”), a name that is only like one in
the table, an offered school that looks like the one the pupils are at. What is in doubt is proposed and asked, never taken.
Pure.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, Self

from handover.common.damaged_letters import mend_letters
from handover.common.folding import fold
from handover.common.identifiers import is_upn, split_establishment
from handover.common.lists.columns import COLUMN_NAMES, COLUMN_WORDS, LEGAL_WORDS, NOT_GUESSED, PupilColumn
from handover.common.lists.kinds import ListKind

SHOWN_VALUES: Final = 3
"""Values of a column that a person is shown."""
SAMPLED: Final = 20
"""Rows below the heading that are looked at for a proposal."""
_NOT_A_LETTER: Final = re.compile(r"[\W_]+")
_SCHOOLS: Final = (PupilColumn.DESTINATION, PupilColumn.SOURCE, PupilColumn.ESTABLISHMENT)
_SCHOOL_NAME: Final = frozenset(
    ["school", "academy", "college", "ysgol", "primary", "infant", "junior", "high", "comprehensive", "uwchradd"]
)
_PLAIN_NAME: Final = COLUMN_WORDS[PupilColumn.ESTABLISHMENT] | frozenset(["name", "of", "the", "enw", "yr", "y"])
_SECOND_NAME: Final = {
    PupilColumn.SURNAME: PupilColumn.PREFERRED_SURNAME,
    PupilColumn.FORENAME: PupilColumn.PREFERRED_FORENAME,
}

Meanings = Mapping[str, PupilColumn | None]
"""What columns mean, by `column_key`; None for a column that is not used."""


def bare_heading(name: str) -> str:
    """Return a column's name without regard to case, accents, blanks and signs."""
    return _NOT_A_LETTER.sub("", fold(mend_letters(name)))


@dataclass(frozen=True, slots=True)
class ColumnProposal:
    """A column: its place (from 0), its name as written, what stands in its first rows, and what it is taken for, if at all.

    `key` is by what the column is known in the next list; `doubtful` says that a person is to be asked.
    """

    place: int
    name: str
    key: str
    values: tuple[str, ...]
    meaning: PupilColumn | None = None
    doubtful: bool = False

    @property
    def words(self) -> frozenset[str]:
        """The words of the name, folded."""
        return frozenset(_NOT_A_LETTER.sub(" ", fold(mend_letters(self.name))).split())

    @property
    def shown(self) -> tuple[str, ...]:
        """The values that a person is shown."""
        return tuple(filter(None, self.values))[:SHOWN_VALUES]


@dataclass(frozen=True, slots=True)
class ColumnChoices:
    """How a list is to be read: the line of its heading, what its columns mean, by place, and where the list is.

    `sheet` is the number (from 0) of the sheet, `separator` what parts the cells of a text. `schools` are the numbers of
    schools that a person chose where several are called what stands in the list, by their folded names.
    """

    line: int
    columns: Mapping[int, PupilColumn]
    sheet: int | None = None
    separator: str = ","
    schools: Mapping[str, str] = field(default_factory=dict)

    def stored(self) -> dict[str, Any]:
        """Return the choices as plain values."""
        return {
            "line": self.line,
            "sheet": self.sheet,
            "separator": self.separator,
            "schools": dict(self.schools),
            "columns": {str(place): column.value for place, column in self.columns.items()},
        }

    @classmethod
    def restored(cls, kept: Mapping[str, Any]) -> Self:
        """Return the choices that were stored."""
        columns = {int(place): PupilColumn(column) for place, column in kept["columns"].items()}
        return cls(kept["line"], columns, kept["sheet"], kept["separator"], kept["schools"])


@dataclass(frozen=True, slots=True)
class ListColumns:
    """The columns of a list as they are proposed, and where it was found.

    `sheets` are the names of the sheets that can be read, `sheet` the number of the one that was. `width` is how many cells a
    row has. `missing` are the columns that are needed and not there, by the names that we use.
    """

    line: int
    width: int
    columns: tuple[ColumnProposal, ...]
    missing: tuple[str, ...]
    sheets: tuple[str, ...] = ()
    sheet: int | None = None
    several_sheets: bool = False
    separator: str = field(default=",", repr=False)

    @property
    def in_doubt(self) -> bool:
        """Whether a person must say what the columns mean before the list can be read.

        Where more is missing than there are columns left to choose from, nobody is asked: reading refuses the list in words.
        """
        if self.missing:
            return sum(each.meaning is None or each.doubtful for each in self.columns) >= len(self.missing)
        return self.several_sheets or any(each.doubtful for each in self.columns)

    @property
    def doubtful_names(self) -> str:
        """The names of the columns in doubt."""
        return ", ".join(each.name for each in self.columns if each.doubtful)

    def renew(self, kind: ListKind, remembered: Meanings) -> Self:
        """Return the same columns, proposed with what was said of such columns before."""
        width = max(len(each.values) for each in self.columns)
        cells = {each.place: each for each in self.columns}
        names = [cells[place].name if place in cells else "" for place in range(self.width)]
        samples = [[cells[p].values[row] if p in cells else "" for p in range(self.width)] for row in range(width)]
        columns = propose_columns(names, samples, kind, remembered)
        missing = find_missing((each.meaning for each in columns), kind)
        return replace(self, columns=columns, missing=missing)

    @property
    def choices(self) -> ColumnChoices:
        """The list as it is read if nobody says otherwise."""
        return self.choose({})

    def choose(self, meanings: Mapping[int, PupilColumn | None]) -> ColumnChoices:
        """Return the list as it is read with what a person said of columns, by their places."""
        said = {each.place: meanings.get(each.place, each.meaning) for each in self.columns}
        columns = {place: meaning for place, meaning in said.items() if meaning is not None}
        return ColumnChoices(self.line, columns, self.sheet, self.separator)


def find_missing(meanings: Iterable[PupilColumn | None], kind: ListKind) -> tuple[str, ...]:
    """Return the columns that a list needs and does not have, of the set that is nearest to being there."""
    there = set(meanings)
    nearest = max(kind.needed, key=lambda needed: sum(column in there for column in needed))
    if any(there.issuperset(needed) for needed in kind.needed):
        return ()
    return tuple(kind.columns[column][0] for column in nearest if column not in there)


def find_repeated(meanings: Iterable[PupilColumn | None]) -> set[PupilColumn]:
    """Return what more than one column is said to mean."""
    return {meaning for meaning, count in Counter(meanings).items() if meaning is not None and count > 1}


def propose_columns(
    cells: Sequence[str], samples: Sequence[Sequence[str]], kind: ListKind, remembered: Meanings | None = None
) -> tuple[ColumnProposal, ...]:
    """Return what each column of a list is taken for.

    `samples` are rows below its heading, `remembered` is what was said of such columns before.
    """
    columns = list(_columns_of(cells, samples))
    said = remembered or {}
    known = {
        each.place: said[each.key] for each in columns if each.key in said and said[each.key] in (None, *kind.columns)
    }
    claims = {each.place: None if each.place in known else _claim_of(each, kind) for each in columns}
    guesses = {
        each.place: None if each.place in known or claims[each.place] else _guess_of(each, kind) for each in columns
    }
    judged = _Judged(kind, {each.place: each for each in columns}, known, claims, guesses)
    return judged.proposals()


def _columns_of(cells: Sequence[str], samples: Sequence[Sequence[str]]) -> Iterator[ColumnProposal]:
    met: defaultdict[str, int] = defaultdict(int)
    for place, cell in enumerate(cells):
        name = " ".join(cell.split())
        values = tuple(" ".join(row[place].split()) if place < len(row) else "" for row in samples)
        if not name and not any(values):
            continue
        bare = bare_heading(name)
        met[bare] += 1
        yield ColumnProposal(place, name, f"{bare}#{met[bare]}", values)


def _claim_of(column: ColumnProposal, kind: ListKind) -> PupilColumn | None:
    """Return what the table says of a column's name: a column of this kind, or of another (then it is not ours)."""
    bare = column.key.partition("#")[0]
    own = next((each for each, names in kind.columns.items() if bare in map(bare_heading, names)), None)
    return own or next((each for each, names in COLUMN_NAMES.items() if bare in map(bare_heading, names)), None)


def _guess_of(column: ColumnProposal, kind: ListKind) -> PupilColumn | None:
    """Return what a column may be by the words of its name, and for schools by what stands in it too."""
    words = column.words
    if words & NOT_GUESSED:
        return None

    def has(meaning: PupilColumn) -> bool:
        return bool(words & COLUMN_WORDS[meaning])

    for plain in (PupilColumn.UPN, PupilColumn.SURNAME, PupilColumn.FORENAME, PupilColumn.LA):
        if plain in kind.columns and has(plain):
            return plain
    if has(PupilColumn.BIRTH_DATE) and "place" not in words:
        return PupilColumn.BIRTH_DATE if PupilColumn.BIRTH_DATE in kind.columns else None
    if not has(PupilColumn.ESTABLISHMENT) and not _looks_like_school(column):
        return None
    for school in _SCHOOLS:
        if has(school):
            return school
    return None


def _looks_like_school(column: ColumnProposal) -> bool:
    """Say whether most of what stands in a column is the number or the name of a school."""
    values = [value for value in column.values if value]
    alike = sum(
        split_establishment(value) is not None or bool(_SCHOOL_NAME & set(fold(value).split())) for value in values
    )
    return bool(values) and alike * 2 > len(values)


@dataclass(slots=True)
class _Judged:
    """The columns with what the table claims for them and what their words let guess, while that is weighed."""

    kind: ListKind
    columns: dict[int, ColumnProposal]
    known: Mapping[int, PupilColumn | None]
    claims: Mapping[int, PupilColumn | None]
    guesses: Mapping[int, PupilColumn | None]
    taken: dict[int, PupilColumn] = field(default_factory=dict)
    doubtful: set[int] = field(default_factory=set)

    def proposals(self) -> tuple[ColumnProposal, ...]:
        """Weigh every meaning, and return the columns in their order."""
        self.taken = {place: meaning for place, meaning in self.known.items() if meaning is not None}
        for meaning in self.kind.columns:
            if meaning not in _SCHOOLS and meaning is not PupilColumn.LA:
                self._weigh_plain(meaning)
        self._weigh_schools()
        self._weigh_authority()
        self._doubt_the_school()
        return tuple(
            replace(each, meaning=self.taken.get(place), doubtful=place in self.doubtful)
            for place, each in self.columns.items()
        )

    def _places(self, of: Mapping[int, PupilColumn | None], *meanings: PupilColumn) -> list[int]:
        return [place for place, meaning in of.items() if meaning in meanings]

    def _is_taken(self, meaning: PupilColumn) -> bool:
        return meaning in self.taken.values()

    def _take(self, place: int, meaning: PupilColumn, *, doubtful: bool) -> None:
        self.taken[place] = meaning
        if doubtful:
            self.doubtful.add(place)

    def _weigh_plain(self, meaning: PupilColumn) -> None:
        claims = self._places(self.claims, meaning)
        if self._is_taken(meaning):
            self.doubtful.update(claims)
            return
        if not claims:
            if guesses := self._places(self.guesses, meaning):
                self._take(guesses[0], meaning, doubtful=True)
            return
        first = next((each for each in claims if self.columns[each].words & LEGAL_WORDS), claims[0])
        self._take(first, meaning, doubtful=len(claims) > 1)
        second = _SECOND_NAME.get(meaning)
        for place in claims:
            if place != first:
                self.doubtful.add(place)
                if second and second in self.kind.columns and not self._claimed(second):
                    self._take(place, second, doubtful=True)

    def _claimed(self, meaning: PupilColumn | None) -> bool:
        return meaning in self.claims.values() or meaning in self.taken.values()

    def _weigh_schools(self) -> None:
        """Say which column is which school; where more than one might be the one that the list is about, all are asked."""
        wanted = self.kind.stands_for.get(PupilColumn.ESTABLISHMENT, PupilColumn.ESTABLISHMENT)
        other = PupilColumn.SOURCE if wanted is PupilColumn.DESTINATION else PupilColumn.DESTINATION
        if other in self.kind.columns:
            self._weigh_plain(other)
        if wanted not in self.kind.columns:
            return
        named = self._numbered_first(self._places(self.claims, wanted))
        guessed = self._places(self.guesses, wanted)
        plain, vague = [], []
        if wanted is not PupilColumn.ESTABLISHMENT:
            plain = self._numbered_first(self._places(self.claims, PupilColumn.ESTABLISHMENT))
            vague = self._places(self.guesses, PupilColumn.ESTABLISHMENT)
        if named or plain:  # a column of the school's name beside the one of its number
            guessed, vague = ([place for place in each if not self._is_plain(place)] for each in (guessed, vague))
        if named and wanted is PupilColumn.SOURCE:  # a plain school beside it is where the pupils go
            plain, vague = [], []
        rivals = [*named, *guessed, *plain, *vague]
        if self._is_taken(wanted):
            self.doubtful.update([*named, *guessed])
        elif rivals:
            best, beside = rivals[0], rivals[1:]
            if best in plain:
                beside = list(dict.fromkeys([*beside, *self._other_schools(best)]))
            self._take(best, wanted, doubtful=bool(beside) or best in (*guessed, *vague))
            self.doubtful.update(beside)

    def _is_plain(self, place: int) -> bool:
        """Say whether a column is called a school's and nothing more."""
        return self.columns[place].words <= _PLAIN_NAME

    def _numbered_first(self, places: list[int]) -> list[int]:
        """Return columns of schools, those with numbers in them first."""
        return sorted(
            places, key=lambda place: not any(each.isdigit() for value in self.columns[place].values for each in value)
        )

    def _other_schools(self, but: int) -> list[int]:
        """Return the other columns that may name the school which a plain “School” is taken for."""
        found = self._places(self.guesses, *_SCHOOLS)
        if self.kind.stands_for:
            found += self._places(self.claims, PupilColumn.SOURCE, PupilColumn.DESTINATION)
        found += [
            place
            for place, column in self.columns.items()
            if place not in self.known
            and not self.claims[place]
            and not self.guesses[place]
            and _looks_like_school(column)
        ]
        return [place for place in found if place != but and not self._is_plain(place)]

    def _weigh_authority(self) -> None:
        """Say which column holds the authority of the school; of several, the one that is named like the school's."""
        la = PupilColumn.LA
        if la not in self.kind.columns or self._is_taken(la):
            return
        places = self._places(self.claims, la) + self._places(self.guesses, la)
        wanted = self.kind.stands_for.get(PupilColumn.ESTABLISHMENT, PupilColumn.ESTABLISHMENT)
        school = next((place for place, meaning in self.taken.items() if meaning is wanted), None)
        if not places or school is None:
            return
        places.sort(
            key=lambda place: (-len(self.columns[place].words & self.columns[school].words), abs(place - school))
        )
        asked = self._needs_authority(school) and (len(places) > 1 or self.claims[places[0]] is not la)
        self._take(places[0], la, doubtful=asked)
        if asked:
            self.doubtful.update(places)

    def _needs_authority(self, school: int) -> bool:
        """Say whether a column holds numbers of fewer than seven digits."""
        return any(value.isdigit() and len(value) <= 4 for value in self.columns[school].values)

    def _doubt_the_school(self) -> None:
        """Doubt an offered school that is where most of the pupils come from, by another column or by their UPNs."""
        places = {meaning: place for place, meaning in self.taken.items()}
        offered = places.get(PupilColumn.DESTINATION)
        if offered is None:
            return
        there = [_number_in(value) for value in self.columns[offered].values]
        for meaning in (PupilColumn.SOURCE, PupilColumn.UPN):
            if (place := places.get(meaning)) is None:
                continue
            pairs = zip(there, map(_school_behind, self.columns[place].values), strict=True)
            same = [one == other for one, other in pairs if one and other]
            if sum(same) * 2 > len(same):
                self.doubtful.add(offered)


def _number_in(value: str) -> str:
    number = split_establishment(value)
    return number.joined if number else ""


def _school_behind(value: str) -> str:
    """Return the number of a school, or of the one that gave a UPN."""
    upn = value.replace(" ", "").upper()
    return upn[1:8] if is_upn(upn) else _number_in(value)
