"""Columns in which lost pupils and questions stand sealed, and an index of keys by their pupil."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("lostpupils", "0002_enquiries"),
    ]

    operations = [
        migrations.AddField("lostpupil", "content", models.BinaryField(default=b"")),
        migrations.AddField("standingsearch", "content", models.BinaryField(default=b"")),
        migrations.AlterField(
            "searchkey",
            "pupil",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="keys", to="lostpupils.lostpupil"
            ),
        ),
    ]
