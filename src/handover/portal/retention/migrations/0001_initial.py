from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("retention", "0001_told")]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Told",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rule", models.CharField(max_length=30)),
                ("row", models.BigIntegerField()),
                ("clock", models.DateTimeField()),
                ("told_at", models.DateTimeField(db_index=True)),
            ],
            options={
                "verbose_name_plural": "told",
                "constraints": [models.UniqueConstraint(fields=("rule", "row"), name="told_once")],
            },
        ),
    ]
