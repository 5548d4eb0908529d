"""One settings file; the environment decides. See README for the variables."""

import os
import sys
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from celery.exceptions import OperationalError as CeleryBroken
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from kombu.exceptions import OperationalError as BrokerDown

from config import accounts, schema

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

# Rooms, lowest floor first. Handlers, notices and the other plugs of each are read at start.
MILEPOST_ROOMS = [
    "tenancy",
    "notifications",
    "records",
    "projects",
    "planning",
    "kpis",
    "exchange",
    "portal",
    "home",
]
MILEPOST_PROJECT_MODEL = "projects.Project"
MILEPOST_PROJECT_ROLES = "projects.selectors.roles"
MILEPOST_PROJECTS = "projects.selectors.projects"
MILEPOST_ADDRESSES = "home.addresses.address_of"
MILEPOST_DEMO = "config.demo.people.welcome"
MILEPOST_BELL = "tenancy.tasks.ring"
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

INSTALLED_APPS = [
    "toolkit",
    "django.forms",
    *MILEPOST_ROOMS,
    "config.apps.MilepostConfig",
    "config.apps.PlatformAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "toolkit.middleware.RequestIdMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "tenancy.signin.origin.SameSiteMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tenancy.signin.sessions.SessionLimits",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "toolkit.passing.OnceMoreMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tenancy.middleware.LanguageMiddleware",
    "tenancy.access.AccessMiddleware",
    "tenancy.middleware.TenantMiddleware",
    "tenancy.platform.PlatformMiddleware",
]

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
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
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

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
    }
}
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

REST_FRAMEWORK = {
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_AUTHENTICATION_CLASSES": ["toolkit.api.ActorAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["toolkit.api.OrjsonRenderer"],
    "DEFAULT_PARSER_CLASSES": ["toolkit.api.OrjsonParser"],
    "EXCEPTION_HANDLER": "toolkit.api.problem",
    "UNAUTHENTICATED_USER": None,
}
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
    "ENUM_NAME_OVERRIDES": schema.ENUMS,
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
