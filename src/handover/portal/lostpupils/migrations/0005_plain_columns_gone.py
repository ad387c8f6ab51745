"""Removes the plain columns."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("lostpupils", "0004_seal"),
    ]

    operations = [
        migrations.RemoveField("lostpupil", "upn"),
        migrations.RemoveField("lostpupil", "former_upn"),
        migrations.RemoveField("lostpupil", "surname"),
        migrations.RemoveField("lostpupil", "former_surname"),
        migrations.RemoveField("lostpupil", "preferred_surname"),
        migrations.RemoveField("lostpupil", "forename"),
        migrations.RemoveField("lostpupil", "preferred_forename"),
        migrations.RemoveField("lostpupil", "middle_names"),
        migrations.RemoveField("lostpupil", "birth_date"),
        migrations.RemoveField("lostpupil", "town"),
        migrations.RemoveField("lostpupil", "postcode"),
        migrations.RemoveField("standingsearch", "question"),
    ]
