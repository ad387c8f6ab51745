import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("establishments", "0002_contacts"),
        ("lostpupils", "0006_old_pages_wiped"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("weight", models.PositiveSmallIntegerField()),
                ("code", models.CharField(blank=True, max_length=32)),
                ("braked", models.BooleanField(default=False)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="searches_counted",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "workplace",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="searches_counted",
                        to="establishments.establishment",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["by", "at"], name="search_count_by_person"),
                    models.Index(fields=["workplace", "at"], name="search_count_by_workplace"),
                ],
            },
        ),
    ]
