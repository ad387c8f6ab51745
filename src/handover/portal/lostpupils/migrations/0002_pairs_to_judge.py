"""A pair of the census keeps the row of the census, sealed, says how likely it is, and is on one of three lists."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def name_the_list(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put pairs that were certain on the list of those; all others are to look at."""
    apps.get_model("lostpupils", "Finding").objects.filter(certain=True).update(certainty="certain")


class Migration(migrations.Migration):
    """The columns of a pair, and the table of what decisions about pairs change in the weights."""

    dependencies = [("lostpupils", "0001_initial")]

    operations = [
        migrations.AddField("finding", "content", models.BinaryField(default=b"")),
        migrations.AddField("finding", "probability", models.FloatField(null=True)),
        migrations.AddField("finding", "certainty", models.CharField(default="look", max_length=10)),
        migrations.AddField("finding", "roll_code", models.CharField(blank=True, max_length=64)),
        migrations.RunPython(name_the_list, migrations.RunPython.noop, elidable=True),
        migrations.AlterModelOptions(
            "finding", {"ordering": [models.F("probability").desc(nulls_last=True), "-score", "pk"]}
        ),
        migrations.RemoveField("finding", "certain"),
        migrations.AddIndex("finding", models.Index(fields=["decided_at"], name="finding_by_decision")),
        migrations.CreateModel(
            "Reestimation",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(unique=True)),
                ("made_at", models.DateTimeField()),
                ("pairs", models.PositiveIntegerField()),
                ("changes", models.JSONField(default=list)),
                ("withdrawn_at", models.DateTimeField(null=True)),
            ],
            {"ordering": ["number"]},
        ),
    ]
