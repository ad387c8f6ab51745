"""Columns in which words of people stand sealed."""

from django.db import migrations

from handover.portal.sealed import SealedTextField


class Migration(migrations.Migration):
    dependencies = [
        ("transfers", "0003_kinds_and_monitoring"),
    ]

    operations = [
        migrations.RenameField("transfer", "given_name", "plain_given_name"),
        migrations.AddField("transfer", "given_name", SealedTextField()),
        migrations.RenameField("transfer", "reason", "plain_reason"),
        migrations.AddField("transfer", "reason", SealedTextField()),
    ]
