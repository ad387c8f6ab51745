"""Takes over what libraries kept that the site no longer uses: second steps stay, sessions end, counts of tries begin anew.

The secrets of authenticator apps are sealed as before. Recovery codes were made from a seed; what is kept of those that
are not used yet is a keyed hash. Everybody signs in again, because the old table held the sessions' keys in clear.
"""

import json
from hashlib import sha1
from hmac import HMAC
from typing import Any

from django.db import migrations
from django.utils import timezone

from handover.portal.accounts.keys import keyed_hash
from handover.portal.accounts.second_step import RECOVERY_PURPOSE, opened_secret
from handover.portal.sealed_migrations import prove_key

OLD_TABLES = (
    *("mfa_authenticator", "account_emailconfirmation", "account_emailaddress", "axes_accessattemptexpiration"),
    *("axes_accessattempt", "axes_accesslog", "axes_accessfailurelog", "django_session"),
)


def old_recovery_codes(seed: str, used: int) -> list[str]:
    """Return the codes of a seed that are not used yet, as django-allauth makes them: ten of eight figures."""
    digest, codes = HMAC(seed.encode(), digestmod=sha1), []
    for number in range(10):
        digest.update(f"{number:3},".encode())
        if not used & (1 << number):
            codes.append(f"{int.from_bytes(digest.digest()[:4], 'big') % 10**8:08}")
    return codes


def take_over_second_steps(apps: Any, schema_editor: Any) -> None:
    connection = schema_editor.connection
    if "mfa_authenticator" not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT user_id, type, data FROM mfa_authenticator ORDER BY id")
        rows = cursor.fetchall()
    now = timezone.now()
    for user, kind, kept in rows:
        data = json.loads(kept) if isinstance(kept, str) else kept
        if kind == "totp":
            apps.get_model("accounts", "AuthenticatorApp").objects.create(
                user_id=user, secret=data["secret"], created_at=now
            )
        elif kind == "recovery_codes":
            RecoveryCode = apps.get_model("accounts", "RecoveryCode")
            for code in set(old_recovery_codes(opened_secret(data["seed"]), data["used_mask"])):
                RecoveryCode.objects.create(user_id=user, hash=keyed_hash(RECOVERY_PURPOSE, f"{user} {code}"))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_sign_in")]

    operations = [
        migrations.RunPython(prove_key, migrations.RunPython.noop),
        migrations.RunPython(take_over_second_steps, migrations.RunPython.noop),
        *(migrations.RunSQL(f"DROP TABLE IF EXISTS {table}", migrations.RunSQL.noop) for table in OLD_TABLES),
    ]
