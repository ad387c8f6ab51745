from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("notices", "0001_outbox"),
        ("notices", "0002_sealed_columns"),
        ("notices", "0003_seal"),
        ("notices", "0004_plain_columns_gone"),
    ]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=30)),
                ("recipient", models.EmailField(max_length=254)),
                ("subject", models.BinaryField(blank=True, default=b"")),
                ("body", models.BinaryField(blank=True, default=b"")),
                ("created_at", models.DateTimeField(db_index=True)),
                ("next_attempt_at", models.DateTimeField(null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("sent_at", models.DateTimeField(null=True)),
                ("last_fault", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "ordering": ["-created_at", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("next_attempt_at__isnull", False)),
                        fields=["next_attempt_at"],
                        name="notice_due",
                    )
                ],
            },
        ),
    ]
