"""Seals what agents said when they refused a message."""

from typing import Any

from django.conf import settings
from django.db import migrations

from handover.portal.sealed_migrations import MustNotSeal, prove_key
from handover.portal.zones.models import LetterWordsField
from handover.portal.zones.proving import KeyUnproven, demand_key, has_plain_words
from handover.zone.store.sealing import Seal


def prove_key_of_zones(apps: Any, editor: Any) -> None:
    """Where there is no audit log, the messages prove the key; nothing need be proven where there is nothing to seal."""
    if has_plain_words(editor.connection):
        try:
            demand_key(editor.connection)
        except KeyUnproven as fault:
            raise MustNotSeal(str(fault)) from None


def seal(apps: Any, editor: Any) -> None:
    letters, sealed = (
        apps.get_model("zones", "Letter").objects,
        Seal(settings.CONFIG.master_key).letters,
    )
    for number, words in letters.exclude(words="").values_list("number", "words").iterator():
        letters.filter(number=number).update(words=sealed.seal(words))


class Migration(migrations.Migration):
    """In one transaction, because words do not say whether they are sealed already."""

    dependencies = [("zones", "0004_queues")]

    operations = [
        migrations.RunPython(prove_key, migrations.RunPython.noop),
        migrations.RunPython(prove_key_of_zones, migrations.RunPython.noop),
        migrations.RunPython(seal, migrations.RunPython.noop),
        migrations.AlterField("letter", "words", LetterWordsField()),
    ]
