from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("establishments", "0002_contacts"),
        ("messaging", "0002_national_templates"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="delivery",
            name="inbox_by_state",
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                models.F("establishment"),
                models.F("role"),
                models.OrderBy(
                    models.ExpressionWrapper(models.Q(("read_at__isnull", True)), output_field=models.BooleanField()),
                    descending=True,
                ),
                models.F("read_at"),
                models.F("id"),
                condition=models.Q(("gone_at__isnull", True)),
                name="inbox_by_state",
            ),
        ),
    ]
