import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("phase", "0001_boards"),
        ("phase", "0002_again"),
        ("phase", "0003_decisions"),
        ("phase", "0004_list_before"),
        ("phase", "0005_deletions"),
        ("phase", "0006_sealed_columns"),
        ("phase", "0007_seal"),
        ("phase", "0008_plain_columns_gone"),
    ]

    initial = True

    dependencies = [
        ("messaging", "0001_initial"),
        ("transfers", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Board",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("la_number", models.CharField(max_length=3)),
                ("year", models.PositiveSmallIntegerField()),
                ("touched_at", models.DateTimeField()),
                ("offers_at", models.DateTimeField(null=True)),
                ("asked_at", models.DateTimeField(null=True)),
                ("done", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                ("refused", models.JSONField(default=dict)),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "offers",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="boards",
                        to="transfers.sealedfile",
                    ),
                ),
                (
                    "offers_before",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="transfers.sealedfile",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Bulk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("put_at", models.DateTimeField()),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="bulks", to="phase.board"
                    ),
                ),
                (
                    "transfer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="bulk", to="transfers.transfer"
                    ),
                ),
            ],
            options={
                "ordering": ["put_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="BoardPupil",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content", models.BinaryField(default=b"")),
                ("position", models.PositiveIntegerField()),
                (
                    "bulk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pupils", to="phase.bulk"
                    ),
                ),
            ],
            options={
                "ordering": ["bulk", "position"],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("doubt", models.CharField(max_length=64)),
                ("decided_at", models.DateTimeField()),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="decisions", to="phase.board"
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="phase.boardpupil"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Deletion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("destination", models.CharField(max_length=7)),
                ("positions", models.JSONField()),
                ("asked_at", models.DateTimeField()),
                ("told", models.BooleanField()),
                (
                    "bulk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="deletions", to="phase.bulk"
                    ),
                ),
                (
                    "delivery",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="messaging.delivery",
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Part",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("destination", models.CharField(max_length=7)),
                ("positions", models.JSONField()),
                ("again", models.BooleanField(default=False)),
                (
                    "bulk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="phase.bulk"
                    ),
                ),
                (
                    "transfer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="part", to="transfers.transfer"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="board",
            constraint=models.UniqueConstraint(fields=("la_number", "year"), name="board_once"),
        ),
        migrations.AddConstraint(
            model_name="boardpupil",
            constraint=models.UniqueConstraint(fields=("bulk", "position"), name="board_pupil_once"),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(fields=("board", "doubt"), name="doubt_decided_once"),
        ),
        migrations.AddIndex(
            model_name="part",
            index=models.Index(fields=["bulk", "destination"], name="part_by_school"),
        ),
    ]
