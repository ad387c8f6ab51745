"""A column in which the pupils of a board stand sealed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("phase", "0005_deletions"),
    ]

    operations = [
        migrations.AddField("boardpupil", "content", models.BinaryField(default=b"")),
    ]
