"""Removes the plain columns."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0003_seal"),
    ]

    operations = [
        migrations.RemoveField("notice", "plain_subject"),
        migrations.RemoveField("notice", "plain_body"),
    ]
