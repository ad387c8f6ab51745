"""Seals what agents said when they did not take a message for now."""

from typing import Any

from django.conf import settings
from django.db import migrations

from handover.portal.zones.models import LastFaultField
from handover.zone.store.sealing import Seal


def seal(apps: Any, editor: Any) -> None:
    presences, sealed = (
        apps.get_model("zones", "Presence").objects,
        Seal(settings.CONFIG.key("HANDOVER_MASTER_KEY")).faults,
    )
    for pk, words in list(presences.exclude(last_fault="").values_list("pk", "last_fault")):
        presences.filter(pk=pk).update(last_fault=sealed.seal(words))


class Migration(migrations.Migration):
    """In one transaction, because words do not say whether they are sealed already."""

    dependencies = [("zones", "0005_letters_sealed")]

    operations = [
        migrations.RunPython(seal, migrations.RunPython.noop),
        migrations.AlterField("presence", "last_fault", LastFaultField(db_default="")),
    ]
