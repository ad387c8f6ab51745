"""When a new child's record was first looked for: so many of a school begin in a day."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F


def begin_known(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The cases that are there have begun."""
    apps.get_model("hub", "ArrivalCase").objects.update(begun_at=F("heard_at"))


class Migration(migrations.Migration):
    """Adds the moment."""

    dependencies = [("hub", "0001_moves")]

    operations = [
        migrations.AddField("arrivalcase", "begun_at", models.DateTimeField(null=True)),
        migrations.RunPython(begin_known, migrations.RunPython.noop, elidable=True),
    ]
