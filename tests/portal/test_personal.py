"""Every column of the database has its row in the table of what is said of people."""

import pytest
from django.apps import apps
from django.db import models

from handover.portal.lostpupils.models import SearchKey
from handover.portal.personal import FORMS, StorageForm, find_form, tables

ABOUT_NOBODY = (
    models.AutoField,
    models.BooleanField,
    models.DateTimeField,
    models.UUIDField,
    models.GeneratedField,
    models.CompositePrimaryKey,
)


def columns() -> list[tuple[str, str]]:
    """Return the columns that hold words, numbers, dates or bytes."""
    return [
        (model._meta.label, field.name)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if not field.is_relation and not isinstance(field, ABOUT_NOBODY)
    ]


def test_every_column_has_a_row_that_says_in_which_form_it_is_kept():
    assert [column for column in columns() if find_form(*column) is None] == []


def test_the_table_names_no_column_that_is_not_there_and_none_twice():
    named = [(label, name) for label, forms in tables().items() for names in forms.values() for name in names.split()]
    assert sorted(named) == sorted(columns())


AS_TEXT = {("accounts.AuthenticatorApp", "secret")}
"""Sealed, and written in base 64, as the library kept it that it was taken over from."""


def test_sealed_columns_are_bytes_or_opened_by_their_field():
    for label, forms in tables().items():
        for name in forms.get(StorageForm.SEALED, "").split():
            field = apps.get_model(label)._meta.get_field(name)
            opens = hasattr(field, "from_db_value")
            assert field.get_internal_type() == "BinaryField" or opens or (label, name) in AS_TEXT, f"{label}.{name}"


def test_the_pupils_of_the_store_and_of_boards_have_no_plain_names():
    assert {name for label, name in columns() if label == "lostpupils.LostPupil"} == {
        *("content", "kind", "la_number", "age", "gender", "leaves_on", "left_because", "keys_version")
    }
    assert {name for label, name in columns() if label == "phase.BoardPupil"} == {"content", "position"}
    assert {name for label, name in columns() if label == SearchKey._meta.label} == {"value"}


@pytest.mark.parametrize("form", StorageForm)
def test_each_form_says_what_it_means_in_both_languages(form):
    assert FORMS[form].en != FORMS[form].cy
