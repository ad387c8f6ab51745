"""Removes the plain columns."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("transfers", "0005_seal"),
    ]

    operations = [
        migrations.RemoveField("transfer", "plain_given_name"),
        migrations.RemoveField("transfer", "plain_reason"),
    ]
