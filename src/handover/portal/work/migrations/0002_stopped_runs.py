from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("work", "0001_runs")]

    operations = [
        migrations.AlterField(
            model_name="run",
            name="outcome",
            field=models.CharField(
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
    ]
