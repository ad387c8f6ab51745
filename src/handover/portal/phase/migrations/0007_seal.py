"""Seals the pupils of boards; what was decided of doubts gets keyed marks."""

from typing import Any

from django.db import migrations

from handover.portal import transaction
from handover.portal.sealed import seal_values, token
from handover.portal.sealed_migrations import prove_key, seal_records


def seal(apps: Any, editor: Any) -> None:
    pupils = apps.get_model("phase", "BoardPupil")
    seal_records(pupils, pupils.objects.all(), sealed)


def sealed(row: Any) -> bytes:
    born = row.birth_date.isoformat() if row.birth_date else ""
    values = [row.upn, row.former_upns, row.surname, row.forename, born]
    return seal_values(values, "board pupils", f"{row.bulk_id}/{row.position}")


def key_marks(apps: Any, editor: Any) -> None:
    """In one transaction, because a mark does not say whether it is keyed already."""
    decisions = apps.get_model("phase", "Decision")
    with transaction.atomic():
        for decision in decisions.objects.all():
            decision.doubt = token("doubts", decision.doubt).hex()
            decision.save(update_fields=["doubt"])


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("phase", "0006_sealed_columns"),
    ]

    operations = [
        migrations.RunPython(prove_key, migrations.RunPython.noop),
        migrations.RunPython(seal, migrations.RunPython.noop),
        migrations.RunPython(key_marks, migrations.RunPython.noop),
    ]
