import uuid

import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("transfers", "0001_transfers"),
        ("transfers", "0002_lost_pupils"),
        ("transfers", "0003_kinds_and_monitoring"),
        ("transfers", "0004_sealed_columns"),
        ("transfers", "0005_seal"),
        ("transfers", "0006_plain_columns_gone"),
        ("transfers", "0007_damaged_files"),
    ]

    initial = True

    dependencies = [
        ("establishments", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SealedFile",
            fields=[
                ("name", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("wrapped_key", models.BinaryField()),
                ("size", models.PositiveBigIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("sealed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="DamagedFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fault", models.CharField(max_length=10)),
                ("found_at", models.DateTimeField()),
                (
                    "sealed",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="damage", to="transfers.sealedfile"
                    ),
                ),
            ],
            options={
                "ordering": ["-found_at"],
            },
        ),
        migrations.CreateModel(
            name="Transfer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("kind", models.CharField(max_length=20)),
                ("file_name", models.CharField(max_length=80)),
                ("given_name", models.BinaryField(blank=True, default=b"")),
                ("source", models.CharField(max_length=7)),
                ("destination", models.CharField(max_length=7)),
                ("size", models.PositiveBigIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("pupils", models.PositiveIntegerField()),
                ("first_source", models.CharField(blank=True, max_length=7)),
                ("warnings", models.PositiveSmallIntegerField(default=0)),
                ("locked", models.BooleanField(default=False)),
                ("questions", models.JSONField(default=list)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asking", "Needs your answer"),
                            ("withdrawn", "Not sent"),
                            ("held", "Held"),
                            ("sent", "Sent"),
                            ("seen", "Seen"),
                            ("collected", "Collected"),
                            ("confirmed", "Confirmed"),
                            ("rejected", "Rejected"),
                            ("recalled", "Called back"),
                            ("redirected", "Sent on"),
                            ("expired", "Never collected"),
                            ("lodged", "In the lost pupil store"),
                            ("taken", "With an authority"),
                            ("released", "Sent to the new school"),
                            ("found", "Found"),
                            ("removed", "Removed from the store"),
                            ("cleared", "Removed by the authority"),
                            ("forwarded", "Passed on by the authority"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "waiting",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(models.Q(("state__in", ["sent", "seen", "collected"])), then=models.Value(1)),
                            default=models.Value(0),
                        ),
                        output_field=models.SmallIntegerField(),
                    ),
                ),
                (
                    "home_la",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(
                                django.db.models.lookups.Exact(
                                    django.db.models.functions.text.Substr("source", 1, 3),
                                    django.db.models.functions.text.Substr("destination", 1, 3),
                                ),
                                then=django.db.models.functions.text.Substr("destination", 1, 3),
                            ),
                            default=models.Value(None),
                        ),
                        output_field=models.CharField(max_length=3, null=True),
                    ),
                ),
                (
                    "incoming_la",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(
                                models.Q(
                                    django.db.models.lookups.Exact(
                                        django.db.models.functions.text.Substr("source", 1, 3),
                                        django.db.models.functions.text.Substr("destination", 1, 3),
                                    ),
                                    _negated=True,
                                ),
                                then=django.db.models.functions.text.Substr("destination", 1, 3),
                            ),
                            default=models.Value(None),
                        ),
                        output_field=models.CharField(max_length=3, null=True),
                    ),
                ),
                (
                    "outgoing_la",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(
                                models.Q(
                                    django.db.models.lookups.Exact(
                                        django.db.models.functions.text.Substr("source", 1, 3),
                                        django.db.models.functions.text.Substr("destination", 1, 3),
                                    ),
                                    _negated=True,
                                ),
                                then=django.db.models.functions.text.Substr("source", 1, 3),
                            ),
                            default=models.Value(None),
                        ),
                        output_field=models.CharField(max_length=3, null=True),
                    ),
                ),
                (
                    "shelf",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(models.Q(("state__in", ["held", "sent", "seen"])), then=models.Value(1)),
                            models.When(models.Q(("state__in", ["collected", "confirmed"])), then=models.Value(2)),
                            models.When(
                                models.Q(
                                    (
                                        "state__in",
                                        ["rejected", "recalled", "redirected", "expired", "cleared", "forwarded"],
                                    )
                                ),
                                then=models.Value(3),
                            ),
                            default=models.Value(0),
                        ),
                        output_field=models.SmallIntegerField(),
                    ),
                ),
                ("sent_at", models.DateTimeField()),
                ("moved_at", models.DateTimeField()),
                ("moved_by", models.CharField(max_length=60)),
                ("reason", models.BinaryField(blank=True, default=b"")),
                (
                    "destination_establishment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files_received",
                        to="establishments.establishment",
                    ),
                ),
                (
                    "held_for",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files_held",
                        to="establishments.establishment",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="transfers.transfer",
                    ),
                ),
                (
                    "sealed",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transfers",
                        to="transfers.sealedfile",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transfers_sent",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "source_establishment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files_sent",
                        to="establishments.establishment",
                    ),
                ),
            ],
            options={
                "ordering": ["-sent_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Collection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("mailbox", models.CharField(max_length=7)),
                ("started_at", models.DateTimeField()),
                ("downloaded_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="collections",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("transfers", models.ManyToManyField(related_name="collections", to="transfers.transfer")),
            ],
            options={
                "ordering": ["-started_at"],
            },
        ),
        migrations.CreateModel(
            name="PupilMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mark", models.CharField(max_length=32)),
                (
                    "sealed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="marks", to="transfers.sealedfile"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["mark", "sealed"], name="pupil_by_mark")],
            },
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(fields=["destination", "waiting", "sent_at", "id"], name="collect_by_date"),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(fields=["destination", "waiting", "source", "id"], name="collect_by_source"),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(fields=["destination", "waiting", "file_name", "id"], name="collect_by_name"),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(fields=["destination", "waiting", "size", "id"], name="collect_by_size"),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(fields=["destination", "waiting", "pupils", "id"], name="collect_by_pupils"),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(fields=["destination", "state", "moved_at"], name="received_by_state"),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(fields=["source", "sent_at", "id"], name="outgoing_by_date"),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(fields=["source", "destination", "id"], name="outgoing_by_destination"),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(fields=["source", "pupils", "id"], name="outgoing_by_pupils"),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(fields=["source", "file_name", "id"], name="outgoing_by_name"),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(fields=["source", "state"], name="outgoing_by_state"),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(fields=["state", "moved_at"], name="by_age"),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(
                condition=models.Q(("home_la__isnull", False)),
                fields=["home_la", "shelf", "sent_at", "id"],
                name="home_la_by_sent_at",
            ),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(
                condition=models.Q(("home_la__isnull", False)),
                fields=["home_la", "shelf", "source", "id"],
                name="home_la_by_source",
            ),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(
                condition=models.Q(("home_la__isnull", False)),
                fields=["home_la", "shelf", "destination", "id"],
                name="home_la_by_destination",
            ),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(
                condition=models.Q(("home_la__isnull", False)),
                fields=["home_la", "shelf", "file_name", "id"],
                name="home_la_by_file_name",
            ),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(
                condition=models.Q(("incoming_la__isnull", False)),
                fields=["incoming_la", "shelf", "sent_at", "id"],
                name="incoming_la_by_sent_at",
            ),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(
                condition=models.Q(("incoming_la__isnull", False)),
                fields=["incoming_la", "shelf", "source", "id"],
                name="incoming_la_by_source",
            ),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(
                condition=models.Q(("incoming_la__isnull", False)),
                fields=["incoming_la", "shelf", "destination", "id"],
                name="incoming_la_by_destination",
            ),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(
                condition=models.Q(("incoming_la__isnull", False)),
                fields=["incoming_la", "shelf", "file_name", "id"],
                name="incoming_la_by_file_name",
            ),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(
                condition=models.Q(("outgoing_la__isnull", False)),
                fields=["outgoing_la", "shelf", "sent_at", "id"],
                name="outgoing_la_by_sent_at",
            ),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(
                condition=models.Q(("outgoing_la__isnull", False)),
                fields=["outgoing_la", "shelf", "source", "id"],
                name="outgoing_la_by_source",
            ),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(
                condition=models.Q(("outgoing_la__isnull", False)),
                fields=["outgoing_la", "shelf", "destination", "id"],
                name="outgoing_la_by_destination",
            ),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(
                condition=models.Q(("outgoing_la__isnull", False)),
                fields=["outgoing_la", "shelf", "file_name", "id"],
                name="outgoing_la_by_file_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "asking",
                            "held",
                            "sent",
                            "seen",
                            "collected",
                            "confirmed",
                            "lodged",
                            "taken",
                            "released",
                            "found",
                        ],
                    )
                ),
                fields=("source", "file_name", "digest"),
                name="transfer_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "asking",
                            "withdrawn",
                            "held",
                            "sent",
                            "seen",
                            "collected",
                            "confirmed",
                            "rejected",
                            "recalled",
                            "redirected",
                            "expired",
                            "lodged",
                            "taken",
                            "released",
                            "found",
                            "removed",
                            "cleared",
                            "forwarded",
                        ],
                    )
                ),
                name="transfer_state_known",
            ),
        ),
    ]
