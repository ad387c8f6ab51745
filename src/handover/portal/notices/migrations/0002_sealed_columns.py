"""Columns in which words of people stand sealed."""

from django.db import migrations

from handover.portal.sealed import SealedTextField


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0001_outbox"),
    ]

    operations = [
        migrations.RenameField("notice", "subject", "plain_subject"),
        migrations.AddField("notice", "subject", SealedTextField()),
        migrations.RenameField("notice", "body", "plain_body"),
        migrations.AddField("notice", "body", SealedTextField()),
    ]
