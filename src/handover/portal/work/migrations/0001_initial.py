from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("work", "0001_runs"), ("work", "0002_stopped_runs")]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Lease",
            fields=[
                ("job", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("due_at", models.DateTimeField()),
                ("holder", models.CharField(blank=True, max_length=40)),
                ("until", models.DateTimeField(null=True)),
                ("asked", models.BooleanField(default=False)),
                ("ran_at", models.DateTimeField(null=True)),
                ("outcome", models.CharField(blank=True, max_length=8)),
            ],
        ),
        migrations.CreateModel(
            name="Run",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("job", models.CharField(max_length=60)),
                ("started_at", models.DateTimeField(db_index=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("running", "Running"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                            ("lost", "Lost"),
                            ("stopped", "Stopped"),
                        ],
                        default="running",
                        max_length=8,
                    ),
                ),
                ("fault", models.CharField(blank=True, max_length=80)),
                ("count", models.PositiveIntegerField(default=0)),
            ],
            options={
                "ordering": ["-started_at", "-pk"],
                "indexes": [
                    models.Index(fields=["job", "started_at"], name="runs_by_job"),
                    models.Index(condition=models.Q(("ended_at__isnull", True)), fields=["job"], name="runs_under_way"),
                    models.Index(fields=["outcome", "started_at"], name="runs_by_outcome"),
                ],
            },
        ),
    ]
