"""The one way in which a school is chosen: a field that takes what people know of it.

Seven figures, the four figures of a school of one's own authority, the exact name in either language, or what the list below
the field wrote (`Dock Street Primary School (6812991)`). What fits several is asked about with radio buttons; nothing is taken
because it is the only one that looks like it. The macros are `macros/schools.html`; the list below the field comes from the
address `find-schools`, which knows the scopes of the table below.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from handover.portal import clock
from handover.portal.establishments.looking_up import all_numbers, find_like, find_meant, find_near, number_in
from handover.portal.establishments.models import Establishment, EstablishmentKind
from handover.portal.web import wording

PICK, ASKED = "-pick", "-asked"
"""What the names of the radio buttons, and of what they were about, end with."""
MORE = "more"
"""The button that adds a school and stays on the page."""


@dataclass(frozen=True, slots=True)
class SchoolScope:
    """Which establishments a field takes: its key in addresses, and those it takes on a day for somebody's authority."""

    key: str
    among: Callable[[QuerySet[Establishment], str, date], QuerySet[Establishment]]
    authorities: bool = False


def only_schools(places: QuerySet[Establishment]) -> QuerySet[Establishment]:
    """Return those that are no authorities."""
    return places.filter(kind=EstablishmentKind.SCHOOL)


def within(places: QuerySet[Establishment], la_number: str) -> QuerySet[Establishment]:
    """Return those of an authority; of all for none."""
    return places.filter(la_number=la_number) if la_number else places


def open_on(places: QuerySet[Establishment], day: date) -> QuerySet[Establishment]:
    """Return those that have not closed by a day, and take files."""
    return places.filter(Q(closed_on=None) | Q(closed_on__gt=day), active=True)


SCOPES: Final[Mapping[str, SchoolScope]] = {
    scope.key: scope
    for scope in (
        SchoolScope("open", lambda places, _la, day: open_on(only_schools(places), day)),
        SchoolScope("own-open", lambda places, la, day: open_on(only_schools(within(places, la)), day)),
        SchoolScope("own", lambda places, la, _day: only_schools(within(places, la))),
        SchoolScope("every", lambda places, _la, _day: places, authorities=True),
        SchoolScope("places", lambda places, la, day: open_on(within(places, la), day), authorities=True),
    )
}
"""Every open school; the open ones of an authority; all of an authority; all there is; an authority and its open schools."""


def search_scope(key: str, la_number: str) -> QuerySet[Establishment]:
    """Return the establishments of a scope today; raise KeyError for a key that is none."""
    return SCOPES[key].among(Establishment.objects.all(), la_number, clock.today())


def name_with_number(place: Establishment) -> str:
    """Write a school as it stands in the field once it is chosen."""
    return f"{place.named(wording.language())} ({place.number})"


class SchoolInput(forms.TextInput):
    """What was written, or the radio button that was pressed if nothing else has been written since."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """Return the text, or the number that was picked."""
        text, pick = data.get(name), data.get(name + PICK)
        return pick if pick and text == data.get(name + ASKED) else text


class SchoolsInput(forms.SelectMultiple):
    """The schools that are ticked, and what was written or picked besides."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[str]:
        """Return the numbers and the text."""
        given = data.getlist(name) if hasattr(data, "getlist") else data.get(name) or []
        texts = [text for text in given if str(text).strip()]
        pick, asked = data.get(name + PICK), data.get(name + ASKED)
        return [pick if pick and text == asked else text for text in texts]


class SchoolChoice(forms.Field):
    """What the field of one school and the field of several have in common: finding what was meant, or asking.

    `candidates` are the schools that are asked about; the page shows them as radio buttons. `la_number` is the authority
    whose four figures are understood, and to which a scope may be limited. A number outside the scope is taken where
    `checked_later`: the verb says better why it cannot be.
    """

    def __init__(self, scope: str, la_number: str = "", *, checked_later: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self.scope, self.la_number, self.checked_later = scope, la_number, checked_later
        self.candidates: list[Establishment] = []

    @property
    def choice_options(self) -> list[tuple[str, str]]:
        """The schools that are asked about: number, and name with number and town."""
        return [
            (place.number, name_with_number(place) + (f", {place.town}" if place.town else ""))
            for place in self.candidates
        ]

    def find_school(self, text: str) -> Establishment:
        """Return the one school that is meant; raise ValidationError if that is not beyond doubt."""
        among = search_scope(self.scope, self.la_number)
        meant = find_meant(text, among, self.la_number)
        if len(meant) == 1:
            return meant[0]
        there = Establishment.objects.filter(number=number_in(text)).first() if not meant else None
        if there is not None and self.checked_later:
            return there
        if there is not None:
            raise forms.ValidationError(self.why_not(there), code="elsewhere")
        self.candidates = meant or find_like(text, among)
        if self.candidates:
            raise forms.ValidationError(self.say_several(text), code="several")
        self.candidates = find_near(text, among)
        raise forms.ValidationError(self.say_none(text), code="none")

    def say_several(self, text: str) -> str:
        """Ask which of those that fit is meant."""
        if len(self.candidates) == 1:
            return _("Say whether you mean this one by “%(text)s”.") % {"text": text}
        return _("Choose the one that you mean by “%(text)s”.") % {"text": text}

    def say_none(self, text: str) -> str:
        """Say that nothing fits, in the words of who wrote it."""
        if self.candidates:
            return _("We have no “%(text)s”. Choose one of these that look like it, or write it otherwise.") % {
                "text": text
            }
        return _("We have no “%(text)s”. Enter the number, or the name or town, of the school.") % {"text": text}

    def why_not(self, there: Establishment) -> str:
        """Say why an establishment that there is cannot be chosen here."""
        said = {"name": there.named(wording.language()), "number": there.number}
        if there.kind == EstablishmentKind.LA and not SCOPES[self.scope].authorities:
            return _("%(name)s (%(number)s) is an authority. Enter a school.") % said
        if there.closed_at(clock.today()):
            return _("%(name)s (%(number)s) is closed. Enter another school.") % said
        if not there.active:
            return _("%(name)s (%(number)s) is inactive and takes no files. Enter another school.") % said
        return _("%(name)s (%(number)s) belongs to another authority.") % said


class SchoolField(SchoolChoice):
    """A school in a form. Its value is the establishment, or None where nothing was entered."""

    widget = SchoolInput

    def prepare_value(self, value: Any) -> Any:
        """Return what stands in the field: a number that was given or picked stands with its name."""
        if isinstance(value, Establishment):
            return name_with_number(value)
        text = str(value or "")
        number = number_in(text)
        place = Establishment.objects.filter(number=number).first() if number == text else None
        return name_with_number(place) if place else text

    def clean(self, value: Any) -> Establishment | None:
        """Return the school."""
        text = str(value or "").replace("\0", "").strip()
        self.validate(text)
        return self.find_school(text) if text else None


@dataclass(frozen=True, slots=True)
class ChosenSchools:
    """Several schools as the page shows them: number and name of those that are chosen, and what is written besides."""

    chosen: Sequence[tuple[str, str]] = field(default_factory=tuple)
    text: str = ""


class SchoolsField(SchoolChoice):
    """Several schools in a form. Its value is a list of establishments, each once, in the order in which they were chosen."""

    widget = SchoolsInput

    def prepare_value(self, value: Any) -> ChosenSchools:
        """Return what stands in the field."""
        chosen: dict[str, str] = {}
        unclear = ""
        for text in self.texts(value):
            meant = find_meant(text, search_scope(self.scope, self.la_number), self.la_number)
            if len(meant) == 1:
                chosen[meant[0].number] = name_with_number(meant[0])
            else:
                unclear = text
        return ChosenSchools(tuple(chosen.items()), unclear)

    def clean(self, value: Any) -> list[Establishment]:
        """Return the schools; ask about the first that is not clear."""
        texts = self.texts(value)
        self.validate(texts)
        return list(dict.fromkeys(self.find_school(text) for text in texts))

    def texts(self, value: Any) -> list[str]:
        """Return what was entered, one school each; an establishment by its number."""
        given = [value] if isinstance(value, str) else value or []
        words = [each.number if isinstance(each, Establishment) else str(each) for each in given]
        return [part for text in words for part in all_numbers(text.replace("\0", "").strip()) if part]


def limit_to_authority(form: forms.Form, name: str, la_number: str) -> None:
    """Tell a field of schools which authority its reader belongs to; empty for all."""
    chooser = form.fields[name]
    assert isinstance(chooser, SchoolChoice)
    chooser.la_number = la_number


def keep_errors(form: forms.Form, name: str) -> None:
    """Forget what is wrong with every field but this one: the form comes back to be filled in further."""
    for other in [each for each in form.errors if each != name]:
        del form.errors[other]
