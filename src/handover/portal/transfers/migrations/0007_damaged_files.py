import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("transfers", "0006_plain_columns_gone")]

    operations = [
        migrations.CreateModel(
            name="DamagedFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fault", models.CharField(max_length=10)),
                ("found_at", models.DateTimeField()),
                (
                    "sealed",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="damage",
                        to="transfers.sealedfile",
                    ),
                ),
            ],
            options={"ordering": ["-found_at"]},
        ),
    ]
