"""The lists of the settings: rooms, apps, middleware, where a page may load from, how the API answers."""

from csp.constants import NONE, SELF

# Rooms, lowest floor first. Handlers, notices and the other plugs of each are read at start.
ROOMS = [
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

APPS = [
    "toolkit",
    "django.forms",
    *ROOMS,
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

# How often within how many seconds: calls of the API by a token or a person and by an organization, by
# somebody nobody knows from one address, and what costs more than a call. MILEPOST_LIMIT_API=1200 overrides.
LIMITS = {
    "api": (600, 60),
    "organization": (6000, 60),
    "stranger": (120, 60),
    "search": (120, 60),
    "export": (60, 600),
    "import": (60, 600),
}


def limits(environment: dict[str, str]) -> dict[str, tuple[int, int]]:
    """The limits, where the environment says so with other figures."""
    figures = {name: environment.get(f"MILEPOST_LIMIT_{name.upper()}") for name in LIMITS}
    return {name: (int(figures[name] or times), seconds) for name, (times, seconds) in LIMITS.items()}


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

REST_FRAMEWORK = {
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_AUTHENTICATION_CLASSES": ["toolkit.api.ActorAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["toolkit.api.OrjsonRenderer"],
    "DEFAULT_PARSER_CLASSES": ["toolkit.api.OrjsonParser"],
    "EXCEPTION_HANDLER": "toolkit.api.problem",
    "UNAUTHENTICATED_USER": None,
}
