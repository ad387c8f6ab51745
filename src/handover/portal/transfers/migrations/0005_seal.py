"""Seals what stands in plain columns."""

from typing import Any

from django.db import migrations

from handover.portal.sealed_migrations import prove_key, seal_texts


def seal(apps: Any, editor: Any) -> None:
    seal_texts(apps.get_model("transfers", "Transfer"), {"plain_given_name": "given_name", "plain_reason": "reason"})


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("transfers", "0004_sealed_columns"),
    ]

    operations = [
        migrations.RunPython(prove_key, migrations.RunPython.noop),
        migrations.RunPython(seal, migrations.RunPython.noop),
    ]
