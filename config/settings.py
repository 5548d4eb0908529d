"""One settings file; the environment decides. See README for the variables."""

import os
import sys
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from celery.exceptions import OperationalError as CeleryBroken
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from kombu.exceptions import OperationalError as BrokerDown

from config import accounts, parts

ROOT = Path(__file__).resolve().parent.parent
STATE = Path(os.environ.get("MILEPOST_STATE") or ROOT / ".milepost").resolve()
PROCESS = os.environ.get("MILEPOST_PROCESS", "")


def _read(file: Path) -> dict[str, str]:
    """KEY=VALUE lines that the launcher leaves for commands typed beside it."""
    if not file.is_file():
        return {}
    pairs = (line.split("=", 1) for line in file.read_text().splitlines() if "=" in line)
    return {key.strip(): value.strip() for key, value in pairs}


ENV = dict(os.environ)
if "DATABASE_URL" not in ENV:
    ENV = {**_read(STATE / "app.env"), **({} if PROCESS else _read(STATE / "owner.env")), **ENV}

MODE = ENV.get("MILEPOST_MODE", "development")
DEMO = MODE == "demo"
PRODUCTION = MODE == "production"
DEBUG = False
SECRET_KEY = ENV.get("SECRET_KEY", "")
if not SECRET_KEY:
    if PRODUCTION:
        raise ImproperlyConfigured("SECRET_KEY is missing. Set it to a long random text.")
    SECRET_KEY = "only for development: " + "x" * 50
SECRET_KEY_FALLBACKS = list(filter(None, ENV.get("SECRET_KEY_FALLBACKS", "").split(",")))
ALLOWED_HOSTS = ENV.get("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
if PRODUCTION and "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS may not be *. Name the hosts.")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if PRODUCTION]

MILEPOST_ROOMS = parts.ROOMS
MILEPOST_PROJECT_MODEL = "projects.Project"
MILEPOST_ENTRY_MODEL = "records.Entry"
MILEPOST_CARRIED = "records.carried.tabs_of"
MILEPOST_ONCE = "records.services.once.sent_before"
MILEPOST_VIEWS = "records.shelves.Shelves"
MILEPOST_FIELDS = "records.extras.Extras"
MILEPOST_EXPORTS = "records.services.exports.begin_export"
MILEPOST_PROJECT_ROLES = "projects.selectors.roles"
MILEPOST_PROJECT_PEOPLE = "projects.selectors.roles_by_person"
MILEPOST_PROJECTS = "projects.selectors.projects"
MILEPOST_PEOPLE_IN_ROLE = "projects.selectors.people_in_role"
MILEPOST_ADDRESSES = "home.addresses.address_of"
MILEPOST_WHO_MAY = "home.who.who_may"
MILEPOST_DEMO = "config.demo.people.welcome"
MILEPOST_BELL = "records.tasks.ring"
MILEPOST_BROKER_ERRORS = (BrokerDown, CeleryBroken, OSError)
MILEPOST_NOT_FOUND = "toolkit.pages.errors.not_found"
MILEPOST_LEASE_SECONDS = int(ENV.get("MILEPOST_LEASE_SECONDS", "60"))
MILEPOST_SWEEP_SECONDS = int(ENV.get("MILEPOST_SWEEP_SECONDS", "30"))
MILEPOST_BACKOFF_SECONDS = int(ENV.get("MILEPOST_BACKOFF_SECONDS", "15"))
MILEPOST_OVERDUE_SECONDS = int(ENV.get("MILEPOST_OVERDUE_SECONDS", "60"))
MILEPOST_TOKEN_SECONDS = int(ENV.get("MILEPOST_TOKEN_SECONDS", "3600"))
MILEPOST_ROLLUP_SECONDS = int(ENV.get("MILEPOST_ROLLUP_SECONDS", "3600"))
MILEPOST_ATTEMPTS = int(ENV.get("MILEPOST_ATTEMPTS", "8"))
MILEPOST_CLAIM_SIZE = 100
# Jobs that people ask for: how long a worker may be silent, how often one is begun, when a letter tells.
MILEPOST_JOB_LEASE_SECONDS = int(ENV.get("MILEPOST_JOB_LEASE_SECONDS", "120"))
MILEPOST_JOB_ATTEMPTS, MILEPOST_JOBS_AT_ONCE, MILEPOST_JOB_DAYS = 3, 5, 7
MILEPOST_JOB_LETTER_SECONDS = 20
MILEPOST_ANSWER_HOURS = 24  # how long the answer to an Idempotency-Key is kept
MILEPOST_ANSWERS = "tenancy.services.idempotency.answer_once"
MILEPOST_LIMITS = parts.limits(ENV)
# A mail that the server refuses for now is tried eight times over a day: 90 s, then four times longer each.
MILEPOST_MAIL_BACKOFF_SECONDS = float(ENV.get("MILEPOST_MAIL_BACKOFF_SECONDS", "90"))
MILEPOST_MAIL_LONGEST_SECONDS = float(ENV.get("MILEPOST_MAIL_LONGEST_SECONDS", "28800"))
MILEPOST_GATHER_SIZE = 2000
MILEPOST_ADMIN_MINUTES = 60
# Requests to addresses that tenants write (toolkit.egress). `ALLOW` opens one loopback port, for tests.
MILEPOST_EGRESS_ALLOW = frozenset(filter(None, ENV.get("MILEPOST_EGRESS_ALLOW", "").split(",")))
MILEPOST_EGRESS_PORTS = frozenset(map(int, ENV.get("MILEPOST_EGRESS_PORTS", "443").split(",")))
MILEPOST_EGRESS_ROOTS = ENV.get("MILEPOST_EGRESS_ROOTS", "")
MILEPOST_EGRESS_SECONDS = float(ENV.get("MILEPOST_EGRESS_SECONDS", "10"))
# In the demo these domains, which exist nowhere, are answered by the house itself.
MILEPOST_EGRESS_STAND_INS = {"milepost.test": "notifications.demo_hooks.answer"} if DEMO else {}
if PRODUCTION and MILEPOST_EGRESS_ALLOW:
    raise ImproperlyConfigured("MILEPOST_EGRESS_ALLOW opens this machine to webhooks. Take it out.")
if MILEPOST_EGRESS_PORTS - {443, 8443}:
    raise ImproperlyConfigured("MILEPOST_EGRESS_PORTS may name 443 and 8443 only.")
# Seconds until the next of eight tries, 24 hours in all; up to a tenth more or less, so that they spread.
WAITS = ENV.get("MILEPOST_WEBHOOK_WAITS", "60,300,1800,5400,14400,25200,39600")
MILEPOST_WEBHOOK_WAITS = tuple(map(int, WAITS.split(",")))
MILEPOST_WEBHOOK_DEAD = 20
MILEPOST_WEBHOOK_REST_SECONDS = int(ENV.get("MILEPOST_WEBHOOK_REST_SECONDS", "60"))
# Where the ends of the audit chains are noted outside the database: best a disk of another machine.
MILEPOST_ANCHORS = Path(ENV.get("MILEPOST_ANCHORS") or STATE / "anchors")
MILEPOST_REFUSALS = 20  # by one person within a minute: an alarm
MILEPOST_SEAL_SECONDS = int(ENV.get("MILEPOST_SEAL_SECONDS", "60"))
MILEPOST_AUDIT_CHECK_SECONDS = int(ENV.get("MILEPOST_AUDIT_CHECK_SECONDS", "900"))
MILEPOST_DATA = Path(ENV.get("MILEPOST_DATA") or ROOT.parent / "shared" / "data")

INSTALLED_APPS = parts.APPS
MIDDLEWARE = parts.MIDDLEWARE
CONTENT_SECURITY_POLICY = parts.CONTENT_SECURITY_POLICY
REST_FRAMEWORK = parts.REST_FRAMEWORK
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "home.context.shell",
            ],
        },
    }
]
COTTON_DIR = "ui"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"


def database(url: str, **more: object) -> dict[str, object]:
    """Django's settings of a libpq URL; `host` may stand in the query (a socket's folder)."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": query.pop("port", "") or str(parts.port or ""),
        "CONN_HEALTH_CHECKS": True,
        **more,
        "OPTIONS": {**query, **more.get("OPTIONS", {})},  # type: ignore[dict-item]
    }


# A connection that is not back in this time is given up; the next request tries afresh.
POOL = {"min_size": 1, "max_size": 8, "timeout": 5, "reconnect_timeout": 5} if PROCESS == "web" else None
DATABASES = {
    "default": database(
        ENV.get("DATABASE_URL", "postgresql://milepost_app@localhost/milepost"),
        ATOMIC_REQUESTS=True,
        CONN_MAX_AGE=0 if POOL else None,
        OPTIONS={"pool": POOL} if POOL else {},
        TEST={"MIRROR": "owner"},
    )
}
if not PROCESS:
    DATABASES["owner"] = database(
        ENV.get("DATABASE_OWNER_URL", "postgresql://milepost_migrate@localhost/milepost"),
        OPTIONS={"options": "-c role=milepost_owner -c lock_timeout=2s"},
    )
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "tenancy.User"
AUTHENTICATION_BACKENDS = ["tenancy.signin.backend.MailBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
PASSWORD_RESET_TIMEOUT = 3600
AUTH_PASSWORD_VALIDATORS = accounts.PASSWORD_RULES
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "tenancy.signin.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_FORMS = accounts.PASSWORD_FORMS
ACCOUNT_RATE_LIMITS = accounts.RATE_LIMITS
ALLAUTH_TRUSTED_PROXY_COUNT = int(ENV.get("MILEPOST_PROXIES", "0"))

MFA_ADAPTER = "tenancy.signin.keys.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the invitation's link has proved the address
MFA_TOTP_ISSUER = "Milepost"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODE_DIGITS = 10
MFA_FORMS = accounts.SECOND_FACTOR_FORMS
# Who must have a second factor before /admin/ and an organization's settings open: platform, TA.
MILEPOST_MFA_FOR = frozenset(ENV.get("MILEPOST_MFA_FOR", "platform,TA" if PRODUCTION else "").split(","))
MILEPOST_SESSION_HOURS, MILEPOST_IDLE_HOURS, MILEPOST_LOOK_MINUTES = 12, 3, 30

SOCIALACCOUNT_ADAPTER = "tenancy.signin.oidc.IdentityAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = SOCIALACCOUNT_AUTO_SIGNUP = SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = accounts.identity_providers(ENV)

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("zh-hans", "简体中文")]
LOCALE_PATHS = [ROOT / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True

REDIS_URL = ENV.get("REDIS_URL", "redis://localhost:6379/0")
CACHES = {
    "default": {
        "BACKEND": "config.cache.SteadyCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_NAME = "__Host-sessionid" if PRODUCTION else "milepost_session"
CSRF_COOKIE_NAME = "__Host-csrftoken" if PRODUCTION else "csrftoken"
CSRF_COOKIE_HTTPONLY = False
CSRF_FAILURE_VIEW = "toolkit.pages.errors.csrf_failed"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

STATIC_URL = "/static/"
STATIC_ROOT = STATE / "static"
STATICFILES_DIRS = [ROOT / "static"]
TESTING = "pytest" in sys.modules
# What people upload and what jobs make: outside every folder that is served.
# The fonts of papers: built once per checkout at set-up.
MILEPOST_FONTS = Path(ENV.get("MILEPOST_FONTS") or ROOT / ".milepost" / "fonts")
MILEPOST_FILES = Path(ENV.get("MILEPOST_FILES") or STATE / "files")
MILEPOST_FILE_LIMIT = 25 * 1024 * 1024
MILEPOST_FILES_QUOTA = int(ENV.get("MILEPOST_FILES_QUOTA", str(5 * 1024**3)))  # bytes per organization
MILEPOST_FILES_A_DAY = int(ENV.get("MILEPOST_FILES_A_DAY", "2000"))  # per person
# Another name of this house under which files are handed out by addresses that hold for a minute.
MILEPOST_FILES_HOST = ENV.get("MILEPOST_FILES_HOST", "")
MILEPOST_FILES_SWEEP_SECONDS = int(ENV.get("MILEPOST_FILES_SWEEP_SECONDS", "3600"))
# clamd as unix:/path or host:port; without it only the test virus is found.
MILEPOST_CLAMD = ENV.get("MILEPOST_CLAMD", "")
MILEPOST_CLAMD_SECONDS = float(ENV.get("MILEPOST_CLAMD_SECONDS", "20"))
# The most that one upload brings where an address names no limit of its own.
MILEPOST_UPLOAD_LIMIT = 64 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "toolkit.files.uploads.CappedUploads",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_TEMP_DIR = MILEPOST_FILES / "incoming"
SILENCED_SYSTEM_CHECKS = ["files.E001"]  # that folder is made by the first upload
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": MILEPOST_FILES, "file_permissions_mode": 0o600},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING
        else "config.storage.HashedStaticFiles"
    },
}
WHITENOISE_MANIFEST_STRICT = False
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = TESTING
DATA_UPLOAD_MAX_MEMORY_SIZE = 11 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if PRODUCTION else 0
SECURE_SSL_REDIRECT = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None

EMAIL_BACKEND = (
    "notifications.demo_mail.DemoMailBackend" if DEMO else "django.core.mail.backends.smtp.EmailBackend"
)
EMAIL_HOST = ENV.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(ENV.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = ENV.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = ENV.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = ENV.get("EMAIL_USE_TLS", "") == "1"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = ENV.get("DEFAULT_FROM_EMAIL", "Milepost <no-reply@milepost.test>")
SITE_ADDRESS = ENV.get("SITE_ADDRESS", f"http://localhost:{ENV.get('PORT', '8000')}")

CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_ACKS_ON_FAILURE_OR_TIMEOUT = True
CELERY_TASK_TIME_LIMIT = 900
CELERY_TASK_SOFT_TIME_LIMIT = 840
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# A child that has grown past this many KiB is replaced after its task.
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 300_000
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": int(ENV.get("MILEPOST_VISIBILITY", "3600")),
    "unacked_restore_interval": MILEPOST_SWEEP_SECONDS,
    "unacked_restore_throttle": 1,
    # A dead broker must not hold up a page: the bell gives up at once, the sweep finds the rows.
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.1,
    "interval_max": 0.1,
    "socket_connect_timeout": 1,
}
CELERY_TIMEZONE = "UTC"

SPECTACULAR_SETTINGS = {
    "TITLE": "Milepost",
    "DESCRIPTION": _("The whole life of a BPO project, by machine."),
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PUBLIC": True,
    "SERVE_AUTHENTICATION": [],
    "SWAGGER_UI_DIST": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "SCHEMA_PATH_PREFIX": "/api/v1/o/{org}",
    # Choices stand where they are used: many records have a `state`, and each has its own.
    "POSTPROCESSING_HOOKS": [],
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "toolkit.logs.OneLine"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": ENV.get("LOG_LEVEL", "INFO")},
    # It would print whole addresses, which may hold other people's keys.
    "loggers": {"httpx": {"level": "WARNING"}, "httpcore": {"level": "WARNING"}},
}
