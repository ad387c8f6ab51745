import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial")]

    operations = [
        migrations.AddField("notice", "languages", models.CharField(default="cy en", max_length=5)),
        migrations.AddField("notice", "told", models.BinaryField(blank=True, default=b"")),
        migrations.AddField(
            "notice", "sort", models.CharField(blank=True, default="", max_length=20), preserve_default=False
        ),
        migrations.AddField("notice", "quiet_until", models.DateTimeField(null=True)),
        migrations.AddField("notice", "held_until", models.DateTimeField(null=True)),
        migrations.AddField(
            "notice",
            "gathered",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="parts", to="notices.notice"
            ),
        ),
        migrations.AddIndex(
            "notice",
            models.Index(condition=models.Q(("held_until__isnull", False)), fields=["held_until"], name="notice_held"),
        ),
    ]
