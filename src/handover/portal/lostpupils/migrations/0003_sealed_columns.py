"""Columns in which lost pupils and questions stand sealed, and an index of keys by their pupil."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("lostpupils", "0002_enquiries"),
    ]

    operations = [
        migrations.AddField("lostpupil", "content", models.BinaryField(default=b"")),
        migrations.AddField("standingsearch", "content", models.BinaryField(default=b"")),
        migrations.AddIndex("searchkey", models.Index(fields=["pupil"], name="lost_keys_of_pupil")),
    ]
