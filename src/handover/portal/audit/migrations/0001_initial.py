import hashlib
import hmac

from django.db import migrations, models

from handover.portal.masterkeys.ring import founding_key

# Frozen here, so that what an old migration makes does not change with the code: the code of an empty log's head
# (audit/chain.py), and the database's own refusal to change an entry.
START = "0" * 64


def start_chain(apps, schema_editor):
    # The one word of live code: which key that is, and where it is held, is for the settings to say.
    key = founding_key().derive(b"handover audit log 1")
    mac = hmac.new(key, f'["head",0,"{START}"]'.encode(), hashlib.sha256).hexdigest()
    apps.get_model("audit", "Head").objects.create(pk=1, sequence=0, hash=START, mac=mac)


WORDS = "audit entries are never changed or removed"
REFUSE = f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
TAKEN = "WHEN NEW.sequence IN (SELECT sequence FROM audit_entry)"
SQLITE = (
    f"CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit_entry {REFUSE}",
    f"CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit_entry {REFUSE}",
    f"CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit_entry {TAKEN} {REFUSE}",
)
POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{WORDS}'; END $$",
    "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
    "CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
)


def make_the_database_refuse(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
            cursor.execute(statement)


class Migration(migrations.Migration):
    replaces = [("audit", "0001_audit_log"), ("audit", "0002_noise")]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Head",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sequence", models.BigIntegerField()),
                ("hash", models.CharField(max_length=64)),
                ("mac", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Noise",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("action", models.CharField(max_length=40)),
                ("username", models.CharField(blank=True, max_length=60)),
                ("role", models.CharField(blank=True, max_length=30)),
                ("establishment", models.CharField(blank=True, max_length=7)),
                ("subject", models.CharField(blank=True, max_length=200)),
                ("details", models.JSONField(default=dict)),
                ("since", models.DateTimeField(db_index=True)),
                ("last_at", models.DateTimeField()),
                ("more", models.PositiveBigIntegerField(default=0)),
                ("named", models.BooleanField()),
                ("shared", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("sequence", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField(db_index=True)),
                ("action", models.CharField(max_length=40)),
                ("username", models.CharField(max_length=60)),
                ("role", models.CharField(max_length=30)),
                ("establishment", models.CharField(max_length=7)),
                ("subject", models.CharField(max_length=200)),
                ("details", models.TextField()),
                ("previous", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "ordering": ["-sequence"],
                "indexes": [
                    models.Index(fields=["username", "-sequence"], name="audit_by_person"),
                    models.Index(fields=["establishment", "-sequence"], name="audit_by_establishment"),
                    models.Index(fields=["action", "-sequence"], name="audit_by_action"),
                    models.Index(fields=["subject", "-sequence"], name="audit_by_subject"),
                ],
            },
        ),
        migrations.RunPython(start_chain, migrations.RunPython.noop),
        migrations.RunPython(make_the_database_refuse, migrations.RunPython.noop),
    ]
