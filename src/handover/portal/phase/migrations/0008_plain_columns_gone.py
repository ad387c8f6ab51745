"""Removes the plain columns."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("phase", "0007_seal"),
    ]

    operations = [
        migrations.RemoveField("boardpupil", "upn"),
        migrations.RemoveField("boardpupil", "former_upns"),
        migrations.RemoveField("boardpupil", "surname"),
        migrations.RemoveField("boardpupil", "forename"),
        migrations.RemoveField("boardpupil", "birth_date"),
    ]
