"""Who the pupils of a file are, for the lists: sealed, with the keys by which a mailbox finds them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("transfers", "0002_unused_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="FileSearchKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="PupilOnFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content", models.BinaryField(default=b"")),
                ("place", models.PositiveIntegerField()),
            ],
            options={
                "ordering": ["sealed", "place"],
            },
        ),
        migrations.AddField(
            model_name="sealedfile",
            name="pupils_noted_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name="sealedfile",
            index=models.Index(condition=models.Q(("pupils_noted_at", None)), fields=["name"], name="pupils_to_note"),
        ),
        migrations.AddField(
            model_name="pupilonfile",
            name="sealed",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="pupils",
                to="transfers.sealedfile",
            ),
        ),
        migrations.AddField(
            model_name="filesearchkey",
            name="pupil",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="keys", to="transfers.pupilonfile"
            ),
        ),
        migrations.AddConstraint(
            model_name="pupilonfile",
            constraint=models.UniqueConstraint(fields=("sealed", "place"), name="pupil_on_file_once"),
        ),
        migrations.AddIndex(
            model_name="filesearchkey",
            index=models.Index(fields=["value", "pupil"], name="file_by_search_key"),
        ),
    ]
