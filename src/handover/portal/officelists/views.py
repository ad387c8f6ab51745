"""Asking what the columns of a list mean, and which school is meant where several have one name; for any kind of list."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from handover.common.folding import fold
from handover.common.lists.columns import COLUMN_LABELS, PupilColumn
from handover.common.lists.kinds import ListKind
from handover.common.lists.meanings import ColumnChoices, ListColumns, find_missing, find_repeated
from handover.portal import clock
from handover.portal.accounts.request_user import require_user
from handover.portal.accounts.views.sign_in import BAD_FORM
from handover.portal.establishments.models import Establishment
from handover.portal.officelists.brought import remember_meanings
from handover.portal.transfers import damages, vault
from handover.portal.web import wording

ListView = Callable[..., HttpResponse]
COLUMN, SCHOOL = "column-", "school-"
"""What the names of the fields begin with; a place or a number follows."""


def lead_back_if_damaged(page: str) -> Callable[[ListView], ListView]:
    """Return a decorator for a view of a stored list: where that does not open, the person is led to a page and told."""

    def decorate(view: ListView) -> ListView:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **words: Any) -> HttpResponse:
            try:
                return view(request, *args, **words)
            except vault.Damaged as damaged:
                damages.note_damage(damaged, clock.now())
                messages.error(request, _("The site can no longer open its copy of the list. Bring the list again."))
                return redirect(page)

        return guarded

    return decorate


def read_sheet(request: HttpRequest) -> int | None:
    """Return the number of the sheet that a person has chosen to look at; None where none was."""
    text = request.GET.get("sheet", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else None


def ask_columns(
    request: HttpRequest, kind: ListKind, columns: ListColumns, back: tuple[str, str]
) -> HttpResponse | ColumnChoices:
    """Ask what each column means, with the proposal chosen; return the page, or what was said, which is remembered."""
    options = meanings_of(kind)
    said = {each.place: each.meaning for each in columns.columns}
    faults: list[tuple[str, str]] = []
    if request.method == "POST":
        said = {place: options_by_value(kind).get(request.POST.get(f"{COLUMN}{place}", "")) for place in said}
        faults = faults_of(kind, columns, said)
        if not faults:
            remember_meanings(kind, columns, said, require_user(request), clock.now())
            return columns.choose(said)
    context = {
        "columns": columns,
        "said": said,
        "options": options,
        "letter": column_letter,
        "faults": faults,
        "back": back,
    }
    return render(request, "officelists/columns.html", context, status=BAD_FORM if faults else 200)


def ask_schools(
    request: HttpRequest, choices: ColumnChoices, alike: Mapping[str, Sequence[str]], back: tuple[str, str]
) -> HttpResponse | ColumnChoices:
    """Ask which school is meant where several are called what stands in the list; return the page, or what was said."""
    names = sorted(alike)
    answers = {name: request.POST.get(f"{SCHOOL}{place}", "") for place, name in enumerate(names)}
    if request.method == "POST" and any(answers.values()):
        chosen = {fold(name): answer for name, answer in answers.items() if answer in alike[name]}
        left = {fold(name): "" for name in names}
        return replace(choices, schools={**choices.schools, **left, **chosen})
    numbers = {number for found in alike.values() for number in found}
    places = {place.number: place for place in Establishment.objects.filter(number__in=numbers)}
    own = require_user(request).actor.establishment[:3]
    asked = [(name, [places[number] for number in alike[name] if number in places]) for name in names]
    fault = _("Choose the school that is meant.") if request.method == "POST" else ""
    context = {"asked": asked, "own": own, "fault": fault, "back": back}
    return render(request, "officelists/schools.html", context, status=BAD_FORM if fault else 200)


def left_to_ask(alike: Mapping[str, tuple[str, ...]], choices: ColumnChoices | None) -> dict[str, tuple[str, ...]]:
    """Return the names in a list that several schools have, as far as nobody was asked about them yet."""
    said = choices.schools if choices else {}
    return {name: numbers for name, numbers in alike.items() if fold(name) not in said}


def meanings_of(kind: ListKind) -> list[tuple[str, str]]:
    """Return what a column of a kind of list may mean: values and words of a choice, “not used” first."""
    language = wording.language()
    meant = [column for column in kind.columns if column not in kind.stands_for]
    return [("", _("Not used")), *((each.value, COLUMN_LABELS[each].say(language)) for each in meant)]


def options_by_value(kind: ListKind) -> dict[str, PupilColumn]:
    """Return the columns that may be chosen."""
    return {column.value: column for column in kind.columns if column not in kind.stands_for}


def faults_of(kind: ListKind, columns: ListColumns, said: Mapping[int, PupilColumn | None]) -> list[tuple[str, str]]:
    """Return what is wrong with an answer, each with the field that it stands beside."""
    language = wording.language()
    first = f"{COLUMN}{columns.columns[0].place}"
    faults = []
    for meaning in find_repeated(said.values()):
        last = max(place for place, each in said.items() if each is meaning)
        told = _("Two columns cannot both be this: %(meaning)s.") % {"meaning": COLUMN_LABELS[meaning].say(language)}
        faults.append((told, f"{COLUMN}{last}"))
    if find_missing(said.values(), kind):
        faults.append((_("Still missing: %(columns)s.") % {"columns": missing_words(kind, said)}, first))
    return faults


def missing_words(kind: ListKind, said: Mapping[int, PupilColumn | None]) -> str:
    """Return the columns that are needed and not said, in words."""
    there = set(said.values())
    nearest = max(kind.needed, key=lambda needed: sum(column in there for column in needed))
    return ", ".join(COLUMN_LABELS[column].say(wording.language()) for column in nearest if column not in there)


def tell_meanings(choices: ColumnChoices | None, columns: ListColumns | None = None) -> list[tuple[str, str]]:
    """Return what each column that is used was taken for, in words: its name in the list, or its letter, and its meaning."""
    if choices is None:
        return []
    names = {each.place: each.name or column_letter(each.place) for each in (columns.columns if columns else ())}
    return [
        (names.get(place, column_letter(place)), COLUMN_LABELS[meaning].say(wording.language()))
        for place, meaning in sorted(choices.columns.items())
    ]


def column_letter(place: int) -> str:
    """Return a column as spreadsheets call it: A for 0."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
