import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("establishments", "0001_establishments"), ("establishments", "0002_contacts")]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Establishment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=7, unique=True)),
                ("kind", models.CharField(choices=[("school", "School"), ("la", "La")], max_length=6)),
                ("la_number", models.CharField(db_index=True, max_length=3)),
                ("name", models.CharField(max_length=200)),
                ("name_cy", models.CharField(blank=True, max_length=200)),
                ("phase", models.CharField(blank=True, max_length=60)),
                ("contact", models.CharField(blank=True, max_length=120)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("telephone", models.CharField(blank=True, max_length=40)),
                ("address", models.CharField(blank=True, max_length=400)),
                ("urn", models.CharField(blank=True, max_length=6)),
                ("town", models.CharField(blank=True, max_length=80)),
                ("postcode", models.CharField(blank=True, max_length=10)),
                ("opened_on", models.DateField(blank=True, null=True)),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("active", models.BooleanField(default=True)),
                (
                    "successor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessors",
                        to="establishments.establishment",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["school", "la"])), name="establishment_kind_known"
                    )
                ],
            },
        ),
    ]
