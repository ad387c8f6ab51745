"""Seals what agents said when they refused a message."""

from typing import Any

from django.conf import settings
from django.db import migrations

from handover.portal.zones.models import LetterWordsField
from handover.zone.store.sealing import Seal


def seal(apps: Any, editor: Any) -> None:
    letters, sealed = (
        apps.get_model("zones", "Letter").objects,
        Seal(settings.CONFIG.key("HANDOVER_MASTER_KEY")).letters,
    )
    for number, words in letters.exclude(words="").values_list("number", "words").iterator():
        letters.filter(number=number).update(words=sealed.seal(words))


class Migration(migrations.Migration):
    """In one transaction, because words do not say whether they are sealed already."""

    dependencies = [("zones", "0004_queues")]

    operations = [
        migrations.RunPython(seal, migrations.RunPython.noop),
        migrations.AlterField("letter", "words", LetterWordsField()),
    ]
