"""Seals what stands in plain columns."""

from typing import Any

from django.db import migrations

from handover.portal.sealed_migrations import prove_key, seal_texts

COLUMNS = ("description", "description_cy", "text", "text_cy")


def seal(apps: Any, editor: Any) -> None:
    seal_texts(apps.get_model("messaging", "Template"), {f"plain_{name}": name for name in COLUMNS})


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("messaging", "0004_sealed_columns")]

    operations = [
        migrations.RunPython(prove_key, migrations.RunPython.noop),
        migrations.RunPython(seal, migrations.RunPython.noop),
    ]
