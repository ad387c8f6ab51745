from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("reports", "0001_tally"), ("reports", "0002_fill")]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Tally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("side", models.CharField(max_length=1)),
                ("span", models.CharField(max_length=1)),
                ("la_number", models.CharField(max_length=3)),
                ("begins", models.DateField()),
                ("place", models.CharField(max_length=7)),
                ("kind", models.CharField(max_length=20)),
                ("outcome", models.CharField(max_length=10)),
                ("files", models.IntegerField()),
                ("pupils", models.BigIntegerField()),
                ("folded", models.BooleanField(default=False)),
            ],
            options={
                "verbose_name_plural": "tallies",
                "indexes": [
                    models.Index(fields=["side", "span", "la_number", "begins"], name="tally_by_authority"),
                    models.Index(condition=models.Q(("folded", False)), fields=["id"], name="tally_to_fold"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("folded", True)),
                        fields=("side", "span", "la_number", "begins", "place", "kind", "outcome"),
                        name="tally_folded_once",
                    )
                ],
            },
        ),
    ]
