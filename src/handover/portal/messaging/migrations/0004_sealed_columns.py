"""Columns in which the texts of templates stand sealed."""

from django.db import migrations

from handover.portal.sealed import SealedTextField


class Migration(migrations.Migration):
    dependencies = [("messaging", "0003_inbox_unread_first")]

    operations = [
        migrations.RenameField("template", "description", "plain_description"),
        migrations.AddField("template", "description", SealedTextField()),
        migrations.RenameField("template", "description_cy", "plain_description_cy"),
        migrations.AddField("template", "description_cy", SealedTextField()),
        migrations.RenameField("template", "text", "plain_text"),
        migrations.AddField("template", "text", SealedTextField()),
        migrations.RenameField("template", "text_cy", "plain_text_cy"),
        migrations.AddField("template", "text_cy", SealedTextField()),
    ]
