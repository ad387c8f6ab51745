import json
import os
import uuid

import django.db.models.deletion
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import migrations, models

from handover.portal.masterkeys.ring import founding_key

# The templates that every site begins with (seed, section 6.3), and how a text is sealed (portal/sealed.py): frozen here, so
# that what this migration makes does not change with the code.
TEMPLATES = (
    {
        "name": "CTF Request",
        "name_cy": "Cais am CTF",
        "description": "To request a CTF for a pupil",
        "description_cy": "I ofyn am CTF disgybl",
        "text": (
            "A pupil who was at your school has come to ours without a Common Transfer File.\n\nName:\n"
            "Date of birth:\nUPN, if known:\nLast day at your school, if known:\nStarted with us on:\n\n"
            "Please send the file to us in Handover. If you have sent it already, please tell us when "
            "and to which number."
        ),
        "text_cy": (
            "Mae disgybl a oedd yn eich ysgol chi wedi dod atom ni heb Ffeil Trosglwyddo Cyffredin.\n\n"
            "Enw:\nDyddiad geni:\nUPN, os yw'n hysbys:\nDiwrnod olaf yn eich ysgol, os yw'n hysbys:\n"
            "Dechreuodd gyda ni ar:\n\nAnfonwch y ffeil atom yn Trosglwyddo, os gwelwch yn dda. Os ydych "
            "wedi'i hanfon yn barod, dywedwch wrthym pryd ac i ba rif."
        ),
    },
    {
        "name": "All Welsh Authorities",
        "name_cy": "Holl Awdurdodau Cymru",
        "description": "All Welsh Authorities - please read",
        "description_cy": "Holl Awdurdodau Cymru - darllenwch os gwelwch yn dda",
        "text": (
            "To the lost pupil officers of the Welsh authorities.\n\nWe are looking for this pupil. "
            "Please look on your rolls and in your admissions, and answer only if you know something.\n\n"
            "Name:\nDate of birth:\nUPN, if known:\nLast school:\nMay have moved to:\n"
        ),
        "text_cy": (
            "At swyddogion disgyblion coll awdurdodau Cymru.\n\nRydym yn chwilio am y disgybl hwn. "
            "Edrychwch ar eich cofrestrau ac yn eich derbyniadau, os gwelwch yn dda, ac atebwch dim ond "
            "os gwyddoch rywbeth.\n\nEnw:\nDyddiad geni:\nUPN, os yw'n hysbys:\nYsgol ddiwethaf:\nGall fod "
            "wedi symud i:\n"
        ),
    },
)
SEALED = ("description", "description_cy", "text", "text_cy")


def seal(column, text):
    purpose = f"messaging.template.{column}"
    key = founding_key().derive(f"handover sealed {purpose} 1".encode())
    plain = json.dumps(text, separators=(",", ":"), ensure_ascii=False).encode()
    nonce = os.urandom(12)
    cipher = AESGCM(key)
    return b"\x01" + nonce + cipher.encrypt(nonce, plain + b" " * (-len(plain) % 64), purpose.encode())


def make_templates(apps, schema_editor):
    for words in TEMPLATES:
        columns = {column: seal(column, text) if column in SEALED else text for column, text in words.items()}
        apps.get_model("messaging", "Template").objects.create(**columns)


class Migration(migrations.Migration):
    replaces = [
        ("messaging", "0001_messages"),
        ("messaging", "0002_national_templates"),
        ("messaging", "0003_inbox_unread_first"),
        ("messaging", "0004_sealed_columns"),
        ("messaging", "0005_seal"),
        ("messaging", "0006_plain_columns_gone"),
    ]

    initial = True

    dependencies = [
        ("establishments", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AddressGroup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("shared", models.BooleanField(default=False)),
                ("name", models.CharField(max_length=60)),
                ("members", models.JSONField(default=list)),
                (
                    "establishment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="address_groups",
                        to="establishments.establishment",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="address_groups",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("role", models.CharField(max_length=30)),
                ("source", models.CharField(max_length=7)),
                ("sent_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("gone_at", models.DateTimeField(null=True)),
                (
                    "establishment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages_received",
                        to="establishments.establishment",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "deliveries",
                "ordering": ["-sent_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("wrapped_key", models.BinaryField()),
                ("content", models.BinaryField()),
                ("recipients", models.JSONField(default=list)),
                ("touched_at", models.DateTimeField(db_index=True)),
                (
                    "answers",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="drafts",
                        to="messaging.delivery",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="drafts", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-touched_at"],
            },
        ),
        migrations.CreateModel(
            name="SecureMessage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("wrapped_key", models.BinaryField()),
                ("content", models.BinaryField()),
                ("role", models.CharField(max_length=30)),
                ("sent_at", models.DateTimeField()),
                (
                    "answers",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="replies",
                        to="messaging.securemessage",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages_sent",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "source_establishment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages_sent",
                        to="establishments.establishment",
                    ),
                ),
            ],
            options={
                "ordering": ["-sent_at", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="delivery",
            name="message",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="deliveries", to="messaging.securemessage"
            ),
        ),
        migrations.CreateModel(
            name="Template",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=60)),
                ("name_cy", models.CharField(blank=True, max_length=60)),
                ("description", models.BinaryField(blank=True, default=b"")),
                ("description_cy", models.BinaryField(blank=True, default=b"")),
                ("text", models.BinaryField(blank=True, default=b"")),
                ("text_cy", models.BinaryField(blank=True, default=b"")),
                (
                    "establishment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="message_templates",
                        to="establishments.establishment",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="message_templates",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["name", "pk"],
            },
        ),
        migrations.AddIndex(
            model_name="securemessage",
            index=models.Index(fields=["source_establishment", "role", "sent_at", "id"], name="sent_messages_by_date"),
        ),
        migrations.AddIndex(
            model_name="securemessage",
            index=models.Index(fields=["sent_at"], name="messages_by_age"),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("gone_at__isnull", True)),
                fields=["establishment", "role", "sent_at", "id"],
                name="inbox_by_date",
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("gone_at__isnull", True)),
                fields=["establishment", "role", "source", "id"],
                name="inbox_by_source",
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                models.F("establishment"),
                models.F("role"),
                models.OrderBy(
                    models.ExpressionWrapper(models.Q(("read_at__isnull", True)), output_field=models.BooleanField()),
                    descending=True,
                ),
                models.F("read_at"),
                models.F("id"),
                condition=models.Q(("gone_at__isnull", True)),
                name="inbox_by_state",
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("gone_at__isnull", True), ("read_at__isnull", True)),
                fields=["sent_at"],
                name="unread_by_age",
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(condition=models.Q(("gone_at__isnull", True)), fields=["read_at"], name="read_by_age"),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(fields=("message", "establishment", "role"), name="delivery_once"),
        ),
        migrations.RunPython(make_templates, migrations.RunPython.noop),
    ]
