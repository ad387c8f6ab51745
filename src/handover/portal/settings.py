"""Django's settings, all of them derived from the table in `config.py`."""

from pathlib import Path

from csp.constants import NONCE, NONE, SELF

from handover.portal.config import read_config
from handover.portal.database import database, of_zones, replica
from handover.portal.features import FEATURES, find_folders

CONFIG = read_config()
HERE = Path(__file__).resolve().parent
HTTPS = CONFIG.https

DEBUG = False
SECRET_KEY = CONFIG.secret_key
SECRET_KEY_FALLBACKS = list(CONFIG.secret_key_old)
ALLOWED_HOSTS = list(CONFIG.hosts)
ROOT_URLCONF = "handover.portal.urls"
WSGI_APPLICATION = "handover.portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    *(f"handover.portal.{feature}" for feature in FEATURES),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
]

MIDDLEWARE = [
    "handover.portal.logs.requests.RouteNoted",
    "handover.portal.web.response_headers.ResponseHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "handover.portal.api.door.ApiDoor",
    "handover.portal.web.limits.RequestLimits",
    "handover.portal.web.limits.NoNullCharacters",
    "handover.portal.accounts.sign_in_pauses.PasswordTurns",
    "handover.portal.operations.site_status.StatusWithoutDatabase",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "handover.portal.accounts.chosen_office.OfficeOfSession",
    "handover.portal.web.language.PersonLanguage",
    "handover.portal.accounts.sessions.SessionLimits",
    "handover.portal.accounts.gate.SignInGate",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "handover.portal.transfers.views.damaged.StoredFileFaults",
    "handover.portal.replicas.middleware.ReadFromReplica",
    "handover.portal.zones.databases.ZoneLeading",
    # The last, so that it stands right before the view and what the others do is never done twice.
    "handover.portal.web.retrying.RetryAborted",
]

DATABASES = {"default": database(CONFIG.database_url)}
DATABASE_ROUTERS = []
if CONFIG.zone_databases:
    DATABASES |= {f"zones_{name}": of_zones(url) for name, url in CONFIG.zone_databases.items()}
    # Before that of the replica, so that no page reads the zones of another database from there.
    DATABASE_ROUTERS.append("handover.portal.zones.databases.ZoneRouter")
if CONFIG.database_replica_url:
    DATABASES["replica"] = replica(CONFIG.database_replica_url)
    DATABASE_ROUTERS.append("handover.portal.replicas.router.ReplicaRouter")

# Pages: Jinja2 for ours and the design system's components; Django's own engine for what libraries bring.
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": find_folders("templates"),
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "handover.portal.web.environment.environment",
            "context_processors": [
                "handover.portal.web.context.site",
                "handover.portal.accounts.context.tell_workplace",
                "handover.portal.accounts.context.mark_forms",
                "handover.portal.messaging.context.count_unread",
                "handover.portal.replicas.middleware.tell_as_of",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

STATIC_URL = "/static/"
STATICFILES_DIRS = [HERE / "web" / "static", HERE / "web" / "assets" / "govuk"]
WHITENOISE_USE_FINDERS = True

# People.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["handover.portal.accounts.backends.PeopleBackend"]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
PASSWORD_HASHERS = ["handover.portal.accounts.hashing.BoundedArgon2"]
SESSION_ENGINE = "handover.portal.accounts.session_store"
# Browsers take a cookie of such a name only over HTTPS, from this host itself, for all of it: no neighbour can plant one.
COOKIE_PREFIX = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}handover_session"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}handover_csrf"
LANGUAGE_COOKIE_NAME = f"{COOKIE_PREFIX}handover_language"
DEVICE_COOKIE_NAME = f"{COOKIE_PREFIX}handover_device"
FRESH_COOKIE_NAME = f"{COOKIE_PREFIX}handover_fresh"
SESSION_COOKIE_AGE = CONFIG.session_hours * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # whether HSTS covers sub-domains is a setting,
    "security.W021",  # and whether browsers learn it beforehand is for the owner of the domain to say
]

# Languages: Welsh and English, chosen per person.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("cy", "Cymraeg")]
LOCALE_PATHS = [HERE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"

# Files on their way in: nothing large is held in memory.
FILE_UPLOAD_HANDLERS = ["handover.portal.transfers.receiving.MeasuredUpload"]

DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
# Those beyond `upload_files` are passed over and told; ten times as many are no upload of a person's.
DATA_UPLOAD_MAX_NUMBER_FILES = 10 * CONFIG.upload_files

DEFAULT_FROM_EMAIL = CONFIG.mail_from

# The browser's own protections.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
# Those who ask after the process itself do not come through the proxy that speaks TLS. A program with a key is refused
# (`api/door.py`): led on to HTTPS it would go on sending its key in the open each time.
SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$", "^metrics$", "^api/v1/(?!$|problems/)"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = CONFIG.hsts_subdomains
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "handover.portal.web.faults.forgery"
if CONFIG.proxy:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "lines": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
        "json": {"()": "handover.portal.logs.json_lines.JsonLines"},
    },
    "filters": {
        "database": {"()": "handover.portal.database_log.DatabaseAwayOnce"},
        "keys": {"()": "handover.zone.http.logs.KeysHidden"},
        "one_line": {"()": "handover.portal.request_log.OneLine"},
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": CONFIG.log_form,
            "filters": ["database", "keys", "one_line"],
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"handover": {"level": "INFO"}},
}
