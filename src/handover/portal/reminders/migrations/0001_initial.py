import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("reminders", "0001_weekly")]

    initial = True

    dependencies = [
        ("establishments", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReminderDay",
            fields=[
                ("la_number", models.CharField(max_length=3, primary_key=True, serialize=False)),
                ("weekday", models.PositiveSmallIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="WeeklyReminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("week", models.CharField(max_length=8)),
                ("sent_at", models.DateTimeField(db_index=True)),
                (
                    "establishment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="weekly_reminders",
                        to="establishments.establishment",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("establishment", "week"), name="reminded_once")],
            },
        ),
    ]
