"""Every form of the site speaks to its users: no field has words left that Django wrote for developers."""

from collections.abc import Iterator
from pathlib import Path

import django
import pytest
from babel.messages.pofile import read_po
from django import forms
from django.urls import get_resolver
from django.utils.translation import override

from tests.cast import Cast

FILLED = {"limit_value": 3, "show_value": 4, "value": "x", "max": 3, "length": 4}


def all_forms() -> list[type[forms.BaseForm]]:
    """Every form of the site; the modules of all pages are loaded first."""
    assert get_resolver().url_patterns
    found, waiting = [], list(forms.BaseForm.__subclasses__())
    while waiting:
        each = waiting.pop()
        waiting += each.__subclasses__()
        if each.__module__.startswith("handover."):
            found.append(each)
    return sorted(set(found), key=lambda form: f"{form.__module__}.{form.__qualname__}")


def messages_of(field: forms.Field) -> Iterator[object]:
    yield from field.error_messages.values()
    for check in field.validators:
        if message := getattr(check, "message", None):
            yield message


def say(message: object) -> str:
    try:
        return str(message % FILLED)  # type: ignore[operator]
    except (TypeError, ValueError, KeyError):
        return str(message)


def words_of_django() -> set[str]:
    with (Path(django.__file__).parent / "conf/locale/cy/LC_MESSAGES/django.po").open("rb") as file:
        ids = [entry.id for entry in read_po(file) if entry.id]
    texts = {text for each in ids for text in ((each,) if isinstance(each, str) else each)}
    found = set()
    for text in texts:
        try:
            found.add(text % FILLED)
        except (TypeError, ValueError, KeyError):
            found.add(text)
    return found


def test_the_walk_meets_the_forms():
    names = {form.__name__ for form in all_forms()}
    assert {"InviteForm", "ChildForm", "WaveForm", "CorrectionForm"} <= names
    assert len(names) > 25


def test_no_form_says_what_django_wrote_for_developers():
    stock = words_of_django()
    assert "This field is required." in stock
    left = []
    for form in all_forms():
        for name, field in form.base_fields.items():
            for message in messages_of(field):
                with override("en"):
                    english = say(message)
                with override("cy"):
                    welsh = say(message)
                if english in stock or english == welsh:
                    left.append(f"{form.__module__}.{form.__name__}.{name}: {english}")
    assert not left


@pytest.mark.parametrize(("language", "words"), [("en", "Use no more than 300 characters"), ("cy", "300")])
def test_what_is_too_long_is_said_in_the_language_of_the_page(cast: Cast, signed_in, language: str, words: str):
    cast.lowri.language = language
    cast.lowri.save()
    page = signed_in(cast.lowri).post("/invite/", {"full_name": "x" * 301}).text
    assert words in page
    assert "Ensure this value" not in page
