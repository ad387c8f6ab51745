"""Everybody gets the office that they had: their role and place; that of a closed account is not open."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def make_first_offices(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the office of everybody who has none yet."""
    user, office = apps.get_model("accounts", "User"), apps.get_model("accounts", "Office")
    office.objects.bulk_create(
        (
            office(
                user_id=person.pk,
                role=person.role,
                establishment_id=person.establishment_id,
                is_open=person.is_active,
                given_at=person.created_at,
                used_at=person.last_login,
            )
            for person in user.objects.filter(offices=None).iterator()
        ),
        batch_size=500,
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_offices")]

    operations = [migrations.RunPython(make_first_offices, migrations.RunPython.noop)]
