"""Which version of the code made a row's search keys: 0 for all that are there, so that the worker makes theirs anew."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("lostpupils", "0004_joined_by_name_taken_apart")]

    operations = [
        migrations.AddField("lostpupil", "keys_version", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField("standingsearch", "keys_version", models.PositiveSmallIntegerField(default=0)),
        migrations.AddIndex(
            "lostpupil", models.Index(fields=["in_store", "keys_version"], name="lost_by_keys_version")
        ),
    ]
