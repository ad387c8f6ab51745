"""Whatever is sealed or stands as a keyed code comes under the next master key: the tables are held against each other."""

import pytest
from django.apps import apps

from handover.portal.features import collect_rows
from handover.portal.masterkeys.codes import code_key
from handover.portal.masterkeys.record_work import RecordWork
from handover.portal.masterkeys.resealed import NotResealed, OwnedNumbers, ResealedColumn, ResealedRow
from handover.portal.masterkeys.resealing import list_work
from handover.portal.personal import StorageForm, tables

ROWS = collect_rows("resealed_columns", ResealedRow)


def covered() -> set[str]:
    """Return every column that the change of a master key comes to, or says why it does not."""
    numbers = {row.place for work in list_work() if isinstance(work, RecordWork) for row in work.numbers}
    renamed = {f"{row.table}.{row.renamed}" for row in ROWS if isinstance(row, ResealedColumn) and row.renamed}
    left = {row.place for row in ROWS if isinstance(row, NotResealed)}
    return {work.place for work in list_work()} | numbers | renamed | left


def test_every_sealed_column_and_every_code_has_its_way_under_the_next_key():
    kept = {
        f"{table}.{column}"
        for table, by_form in tables().items()
        for form in (StorageForm.SEALED, StorageForm.TOKEN)
        for column in by_form.get(form, "").split()
    }
    wrapped = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if field.name.startswith("wrapped_")
    }
    assert wrapped == {
        "transfers.SealedFile.wrapped_key",
        "messaging.SecureMessage.wrapped_key",
        "messaging.Draft.wrapped_key",
        "expected.ExpectedPupil.wrapped_key",
    }
    assert kept | wrapped == covered()


def test_every_row_of_the_table_names_a_column_that_is_there():
    for row in ROWS:
        apps.get_model(row.table)._meta.get_field(row.column)
    owned = {row.place for row in ROWS if isinstance(row, OwnedNumbers)}
    assert owned == {row.place for work in list_work() if isinstance(work, RecordWork) for row in work.numbers}
    places = [work.place for work in list_work()]
    assert len(places) == len(set(places))


def test_a_code_of_a_purpose_that_would_be_lost_with_the_key_is_not_made():
    with pytest.raises(KeyError, match=r"purposes\.py"):
        code_key("handover tokens of invented things 1")
