from django.db import migrations

from handover.portal.zones.tuning import tune


class Migration(migrations.Migration):
    dependencies = [("zones", "0001_zones")]

    operations = [migrations.RunPython(tune, migrations.RunPython.noop)]
