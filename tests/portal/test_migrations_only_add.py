"""A site is brought up to date while its old processes run: what a migration changes must be no hindrance to them.

An old process reads the columns that it knows and writes rows without those that it does not. So a table or a column stays
under its name until nobody uses it, and a new column has a default in the database or may be empty. What cannot be had so
comes in two steps: one version that adds, a later one that takes away.
"""

from collections.abc import Iterator

import pytest
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation

from handover.portal.features import FEATURES

STANDING = {
    "accounts": 6, "api": 1, "apikeys": 2, "audit": 1, "backups": 1, "custody": 1, "establishments": 2, "expected": 2,
    "hub": 2, "lostpupils": 8, "masterkeys": 1, "messaging": 4, "notices": 2, "officelists": 1, "phase": 2,
    "reminders": 1, "reports": 1, "retention": 1, "stores": 2, "training": 1, "transfers": 7, "vendors": 1,
    "webhooks": 1, "work": 1, "zones": 1,
}  # fmt: skip
"""The last migration of each feature for which a site must be stopped: the version that follows 0.1.0."""
ADDING = (migrations.CreateModel, migrations.AddIndex, migrations.RemoveIndex, migrations.AlterModelOptions)
SEEN_TO: dict[tuple[str, str], str] = {}
"""Migrations with statements of their own or changes of columns, each with the reason why old processes can go on."""


def find_hindrances(operation: Operation) -> Iterator[str]:
    """Yield what in an operation is a hindrance to processes of the version before."""
    name = type(operation).__name__
    if isinstance(operation, migrations.SeparateDatabaseAndState):
        for each in operation.database_operations:
            yield from find_hindrances(each)
    elif isinstance(operation, migrations.AddField):
        column = operation.field
        if not (column.null or column.many_to_many or column.db_default is not models.NOT_PROVIDED):
            yield f"AddField {operation.model_name}.{operation.name}: no db_default, and not null"
    elif not isinstance(operation, ADDING):
        yield f"{name} is not among what only adds"


def test_every_new_migration_lets_the_processes_of_before_go_on() -> None:
    found = {}
    for (app, name), migration in MigrationLoader(None).disk_migrations.items():
        if app in FEATURES and int(name[:4]) > STANDING.get(app, 0) and (app, name) not in SEEN_TO:
            found[app, name] = [words for each in migration.operations for words in find_hindrances(each)]
    assert {key: words for key, words in found.items() if words} == {}, (
        "Make it in two steps, or say in SEEN_TO why the processes of before can go on."
    )


def test_what_stands_is_there() -> None:
    there: dict[str, int] = {}
    for app, name in MigrationLoader(None).disk_migrations:
        if app in FEATURES:
            there[app] = max(there.get(app, 0), int(name[:4]))
    assert [app for app, number in STANDING.items() if there[app] < number] == []


@pytest.mark.parametrize(
    ("operation", "hinders"),
    [
        (migrations.AddField("transfer", "later", models.CharField(max_length=9, default="")), True),
        (migrations.AddField("transfer", "later", models.CharField(max_length=9, db_default="")), False),
        (migrations.AddField("transfer", "later", models.DateField(null=True)), False),
        (migrations.CreateModel("New", [("id", models.BigAutoField(primary_key=True))]), False),
        (migrations.RemoveField("transfer", "name"), True),
        (migrations.RenameField("transfer", "name", "title"), True),
        (migrations.DeleteModel("Transfer"), True),
        (migrations.RenameModel("Transfer", "Sending"), True),
        (migrations.AlterField("transfer", "name", models.CharField(max_length=9)), True),
        (migrations.AddConstraint("transfer", models.UniqueConstraint(fields=["name"], name="one_name")), True),
        (migrations.RunSQL("UPDATE transfers_transfer SET name = ''"), True),
        (migrations.SeparateDatabaseAndState(database_operations=[migrations.DeleteModel("Transfer")]), True),
        (migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel("Transfer")]), False),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Operation) else str(value),
)
def test_a_hindrance_is_known(operation: Operation, hinders: bool) -> None:
    assert bool(list(find_hindrances(operation))) is hinders
