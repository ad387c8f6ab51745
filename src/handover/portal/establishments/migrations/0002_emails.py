import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("establishments", "0001_initial")]

    operations = [
        migrations.AddIndex(
            "establishment",
            models.Index(django.db.models.functions.text.Lower("email"), name="establishment_by_email"),
        ),
        migrations.CreateModel(
            name="OfficeEmails",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "frequency",
                    models.CharField(
                        choices=[("at-once", "At once"), ("hourly", "Once an hour"), ("daily", "Once a day")],
                        default="at-once",
                        max_length=8,
                    ),
                ),
                ("hour", models.PositiveSmallIntegerField(default=8)),
                (
                    "languages",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "As is usual: both in Wales, English elsewhere"),
                            ("cy en", "Welsh and English"),
                            ("cy", "Welsh"),
                            ("en", "English"),
                        ],
                        max_length=5,
                    ),
                ),
                (
                    "establishment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="emails",
                        to="establishments.establishment",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
    ]
