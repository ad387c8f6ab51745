"""Seals the pupils of the store and the questions of standing searches, and makes their keys anew."""

from typing import Any

from django.db import migrations

from handover.portal.lostpupils.facts import PupilFacts
from handover.portal.lostpupils.indexing import insert_keys
from handover.portal.lostpupils.keys import keys_of
from handover.portal.lostpupils.question import Question
from handover.portal.lostpupils.searching import traits_of
from handover.portal.lostpupils.standing import keys_to_keep
from handover.portal.sealed import seal_values
from handover.portal.sealed_migrations import in_batches, prove_key

TEXTS = (
    *("upn", "former_upn", "surname", "former_surname", "preferred_surname"),
    *("forename", "preferred_forename", "middle_names", "town", "postcode"),
)
PUPILS_AT_ONCE = 20_000


def seal_pupils(apps: Any, editor: Any) -> None:
    """Each pupil's keys are made in the transaction in which it is sealed; so the keys of sealed ones are the new ones."""
    pupils, keys = apps.get_model("lostpupils", "LostPupil"), apps.get_model("lostpupils", "SearchKey")
    waiting = pupils.objects.filter(in_store=True, content=b"")
    if not pupils.objects.exclude(content=b"").exists():
        keys.objects.all().delete()

    def write(batch: list[Any]) -> None:
        for row in batch:
            facts = PupilFacts(**{name: getattr(row, name) for name in TEXTS}, birth_date=row.birth_date)
            row.content = seal_values(facts.stored(), "lost pupils", str(row.reference))
        pupils.objects.bulk_update(batch, ["content"], batch_size=500)
        insert_keys(sorted((value, row.pk) for row in batch for value in keys_of(traits_of(row))))

    in_batches(waiting, write, PUPILS_AT_ONCE)


def seal_searches(apps: Any, editor: Any) -> None:
    searches, keys = apps.get_model("lostpupils", "StandingSearch"), apps.get_model("lostpupils", "StandingKey")

    def write(batch: list[Any]) -> None:
        for row in batch:
            question = Question.restored(row.question)
            row.content = seal_values(question.stored(), "standing searches", str(row.reference))
            keys.objects.filter(search=row).delete()
            keys.objects.bulk_create(keys(search=row, value=value) for value in sorted(keys_to_keep(question)))
        searches.objects.bulk_update(batch, ["content"])

    in_batches(searches.objects.filter(ended_at=None, content=b""), write)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("lostpupils", "0003_sealed_columns"),
    ]

    operations = [
        migrations.RunPython(prove_key, migrations.RunPython.noop),
        migrations.RunPython(seal_pupils, migrations.RunPython.noop),
        migrations.RunPython(seal_searches, migrations.RunPython.noop),
    ]
