import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("expected", "0001_expected_pupils")]

    initial = True

    dependencies = [
        ("establishments", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ExpectedPupil",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("wrapped_key", models.BinaryField()),
                ("content", models.BinaryField()),
                ("identity", models.CharField(max_length=32)),
                ("source", models.CharField(blank=True, max_length=7)),
                ("added_at", models.DateTimeField(db_index=True)),
                ("arrived_at", models.DateTimeField(null=True)),
                ("asked_at", models.DateTimeField(null=True)),
                ("asked_of", models.CharField(blank=True, max_length=40)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "establishment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pupils_expected",
                        to="establishments.establishment",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="ExpectedMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("way", models.CharField(max_length=4)),
                ("mark", models.CharField(max_length=32)),
                (
                    "expected",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="marks", to="expected.expectedpupil"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="expectedpupil",
            constraint=models.UniqueConstraint(fields=("establishment", "identity"), name="expected_once"),
        ),
        migrations.AddIndex(
            model_name="expectedmark",
            index=models.Index(fields=["mark", "expected"], name="expected_by_mark"),
        ),
    ]
