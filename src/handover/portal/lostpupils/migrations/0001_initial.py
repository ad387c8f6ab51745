import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("lostpupils", "0001_lost_pupils"),
        ("lostpupils", "0002_enquiries"),
        ("lostpupils", "0003_sealed_columns"),
        ("lostpupils", "0004_seal"),
        ("lostpupils", "0005_plain_columns_gone"),
        ("lostpupils", "0006_old_pages_wiped"),
        ("lostpupils", "0007_search_brake"),
    ]

    initial = True

    dependencies = [
        ("establishments", "0001_initial"),
        ("messaging", "0001_initial"),
        ("transfers", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Exhausted",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("tried", models.JSONField(default=list)),
                ("recorded_at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="searches_exhausted",
                        to="establishments.establishment",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="searches_exhausted",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="establishments.establishment"
                    ),
                ),
            ],
            options={
                "ordering": ["-recorded_at"],
            },
        ),
        migrations.CreateModel(
            name="LostPupil",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content", models.BinaryField(default=b"")),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("X", "next school not known"), ("M", "left the maintained sector")], max_length=1
                    ),
                ),
                ("la_number", models.CharField(max_length=3)),
                ("lodged_at", models.DateTimeField()),
                ("age", models.PositiveSmallIntegerField(null=True)),
                ("gender", models.CharField(blank=True, max_length=1)),
                ("leaves_on", models.DateField(null=True)),
                ("in_store", models.BooleanField(default=True)),
                ("left_at", models.DateTimeField(null=True)),
                ("left_because", models.CharField(blank=True, max_length=20)),
                (
                    "finder",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pupils_found",
                        to="establishments.establishment",
                    ),
                ),
                (
                    "onward",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="closes",
                        to="transfers.transfer",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lost_pupils",
                        to="establishments.establishment",
                    ),
                ),
                (
                    "superseded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="earlier",
                        to="lostpupils.lostpupil",
                    ),
                ),
                (
                    "transfer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lost_pupil", to="transfers.transfer"
                    ),
                ),
            ],
            options={
                "ordering": ["lodged_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Fetching",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("confirmed_at", models.DateTimeField()),
                ("downloaded_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fetchings",
                        to="establishments.establishment",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fetchings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="fetchings", to="lostpupils.lostpupil"
                    ),
                ),
            ],
            options={
                "ordering": ["-confirmed_at"],
            },
        ),
        migrations.CreateModel(
            name="Closing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("yes", models.BooleanField(null=True)),
                (
                    "transfer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="closings", to="transfers.transfer"
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="closings", to="lostpupils.lostpupil"
                    ),
                ),
            ],
            options={
                "ordering": ["asked_at"],
            },
        ),
        migrations.CreateModel(
            name="Matching",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("begun_at", models.DateTimeField()),
                ("stage", models.CharField(default="waiting", max_length=12)),
                ("touched_at", models.DateTimeField()),
                ("rows", models.PositiveIntegerField(default=0)),
                ("lost", models.PositiveIntegerField(default=0)),
                ("problems", models.JSONField(default=list)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matchings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sealed",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matchings",
                        to="transfers.sealedfile",
                    ),
                ),
            ],
            options={
                "ordering": ["-begun_at"],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("establishment", models.CharField(max_length=7)),
                ("line", models.PositiveIntegerField()),
                ("score", models.FloatField()),
                ("certain", models.BooleanField()),
                ("evidence", models.JSONField(default=list)),
                ("conflicts", models.JSONField(default=list)),
                ("same_child", models.BooleanField(null=True)),
                ("decided_by", models.CharField(blank=True, max_length=60)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="findings", to="lostpupils.lostpupil"
                    ),
                ),
                (
                    "matching",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="findings", to="lostpupils.matching"
                    ),
                ),
            ],
            options={
                "ordering": ["-certain", "-score", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SearchCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("weight", models.PositiveSmallIntegerField()),
                ("code", models.CharField(blank=True, max_length=32)),
                ("braked", models.BooleanField(default=False)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="searches_counted",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "workplace",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="searches_counted",
                        to="establishments.establishment",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SearchKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.BigIntegerField()),
                (
                    "pupil",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="keys",
                        to="lostpupils.lostpupil",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StandingSearch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content", models.BinaryField(default=b"")),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("begun_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standing_searches",
                        to="establishments.establishment",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standing_searches",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-begun_at"],
            },
        ),
        migrations.CreateModel(
            name="StandingMatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("met_at", models.DateTimeField()),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standing_matches",
                        to="lostpupils.lostpupil",
                    ),
                ),
                (
                    "search",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="matches",
                        to="lostpupils.standingsearch",
                    ),
                ),
            ],
            options={
                "ordering": ["-met_at"],
            },
        ),
        migrations.CreateModel(
            name="StandingKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.BigIntegerField()),
                (
                    "search",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="keys", to="lostpupils.standingsearch"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Enquiry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("search", models.CharField(max_length=16)),
                ("draft", models.UUIDField(unique=True)),
                ("asked", models.JSONField(default=list)),
                ("begun_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enquiries",
                        to="establishments.establishment",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enquiries",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="enquiries",
                        to="messaging.securemessage",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "enquiries",
                "ordering": ["-begun_at"],
                "indexes": [models.Index(fields=["authority", "search"], name="enquiry_by_search")],
            },
        ),
        migrations.AddIndex(
            model_name="lostpupil",
            index=models.Index(fields=["la_number", "in_store", "lodged_at"], name="lost_by_authority"),
        ),
        migrations.AddIndex(
            model_name="lostpupil",
            index=models.Index(fields=["in_store", "left_at"], name="lost_by_leaving"),
        ),
        migrations.AddIndex(
            model_name="lostpupil",
            index=models.Index(fields=["in_store", "leaves_on"], name="lost_by_leaving_age"),
        ),
        migrations.AddIndex(
            model_name="lostpupil",
            index=models.Index(fields=["school", "in_store"], name="lost_by_school"),
        ),
        migrations.AddConstraint(
            model_name="lostpupil",
            constraint=models.CheckConstraint(condition=models.Q(("kind__in", ["X", "M"])), name="lost_kind_known"),
        ),
        migrations.AddConstraint(
            model_name="closing",
            constraint=models.UniqueConstraint(fields=("pupil", "transfer"), name="closing_asked_once"),
        ),
        migrations.AddIndex(
            model_name="matching",
            index=models.Index(fields=["stage", "touched_at"], name="matching_by_stage"),
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(fields=["establishment", "same_child"], name="finding_by_school"),
        ),
        migrations.AddIndex(
            model_name="searchcount",
            index=models.Index(fields=["by", "at"], name="search_count_by_person"),
        ),
        migrations.AddIndex(
            model_name="searchcount",
            index=models.Index(fields=["workplace", "at"], name="search_count_by_workplace"),
        ),
        migrations.AddIndex(
            model_name="searchkey",
            index=models.Index(fields=["value", "pupil"], name="lost_by_key"),
        ),
        migrations.AddIndex(
            model_name="searchkey",
            index=models.Index(fields=["pupil"], name="lost_keys_of_pupil"),
        ),
        migrations.AddIndex(
            model_name="standingsearch",
            index=models.Index(fields=["authority", "ended_at"], name="standing_by_authority"),
        ),
        migrations.AddConstraint(
            model_name="standingmatch",
            constraint=models.UniqueConstraint(fields=("search", "pupil"), name="standing_met_once"),
        ),
        migrations.AddIndex(
            model_name="standingkey",
            index=models.Index(fields=["value", "search"], name="standing_by_key"),
        ),
    ]
