"""A message that was begun belongs to the box that its writer read: that of the one office that they had."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def name_boxes_of_drafts(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Write down from which box each message that was begun is written."""
    draft = apps.get_model("messaging", "Draft")
    for each in draft.objects.filter(role="").select_related("by"):
        draft.objects.filter(pk=each.pk).update(establishment_id=each.by.establishment_id, role=each.by.role)


class Migration(migrations.Migration):
    dependencies = [("messaging", "0002_drafts_of_a_box"), ("accounts", "0004_offices")]

    operations = [migrations.RunPython(name_boxes_of_drafts, migrations.RunPython.noop)]
