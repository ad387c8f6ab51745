"""Whose case it is stays in the row of a found pupil until the authority responsible has closed it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("lostpupils", "0005_search_keys_version")]

    operations = [
        migrations.AddField("lostpupil", "case_open", models.BooleanField(default=False)),
        migrations.AddIndex(
            "lostpupil",
            models.Index(fields=["la_number", "left_at"], condition=models.Q(case_open=True), name="lost_by_open_case"),
        ),
    ]
