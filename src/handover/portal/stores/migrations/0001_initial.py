import uuid

from django.db import migrations, models


def make_identity(apps, schema_editor):
    apps.get_model("stores", "SiteIdentity").objects.create(pk=1, identity=uuid.uuid4())


class Migration(migrations.Migration):
    replaces = [("stores", "0001_identity")]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="LastSweep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("swept_at", models.DateTimeField()),
                ("moved", models.PositiveIntegerField(default=0)),
                ("put_back", models.PositiveIntegerField(default=0)),
                ("removed", models.PositiveIntegerField(default=0)),
                ("nameless", models.PositiveIntegerField(default=0)),
                ("aside", models.PositiveIntegerField(default=0)),
                ("stray", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="SiteIdentity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("identity", models.UUIDField(default=uuid.uuid4, editable=False)),
            ],
            options={
                "verbose_name_plural": "site identities",
            },
        ),
        migrations.RunPython(make_identity, migrations.RunPython.noop),
    ]
