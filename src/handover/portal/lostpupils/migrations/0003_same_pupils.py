import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("lostpupils", "0002_pairs_to_judge"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="closing",
            options={"ordering": ["asked_at", "pk"]},
        ),
        migrations.AddField(
            model_name="closing",
            name="position",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.CreateModel(
            name="SamePupilCase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("because", models.CharField(max_length=8)),
                ("found_at", models.DateTimeField()),
                ("told_at", models.DateTimeField(null=True)),
                ("answer", models.CharField(blank=True, max_length=8)),
                ("answered_by", models.CharField(blank=True, max_length=60)),
                ("answered_for", models.CharField(blank=True, max_length=3)),
                ("answered_at", models.DateTimeField(null=True)),
                ("answers", models.PositiveIntegerField(default=0)),
                (
                    "earlier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases_as_earlier",
                        to="lostpupils.lostpupil",
                    ),
                ),
                (
                    "later",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases_as_later",
                        to="lostpupils.lostpupil",
                    ),
                ),
            ],
            options={
                "ordering": ["found_at", "pk"],
                "indexes": [models.Index(fields=["answer", "found_at"], name="same_pupil_by_answer")],
                "constraints": [
                    models.UniqueConstraint(fields=("earlier", "later"), name="same_pupil_asked_once"),
                    models.CheckConstraint(
                        condition=models.Q(("earlier__lt", models.F("later"))), name="same_pupil_in_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["", "same", "two", "unsure"])),
                        name="same_pupil_answer_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("because__in", ["alike", "joined", "closed"])),
                        name="same_pupil_cause_known",
                    ),
                ],
            },
        ),
    ]
