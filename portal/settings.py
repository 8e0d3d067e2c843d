"""Settings of the portal: the environment is read at the top, everything else follows from it."""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from portal.api_schema_settings import SPECTACULAR_SETTINGS  # noqa: F401  drf-spectacular reads it

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("VAR_DIR", BASE_DIR / "var"))

# The environment (.env.example explains each variable)
MODE = os.environ.get("PORTAL_MODE", "development")
SECRET_KEY = os.environ.get("SECRET_KEY", "")
ALLOWED_HOSTS = [host.strip() for host in os.environ.get("ALLOWED_HOSTS", "").split(",")]
ALLOWED_HOSTS = [host for host in ALLOWED_HOSTS if host]
DATABASE_URL = os.environ.get("DATABASE_URL", "")
MEDIA_ROOT = Path(os.environ.get("MEDIA_ROOT", VAR_DIR / "media"))
TRUSTED_PROXIES = os.environ.get("TRUSTED_PROXIES", "0")  # how many stand before the portal
FILING_NUMBER = os.environ.get("FILING_NUMBER", "")
SITE_ADDRESS = os.environ.get("SITE_ADDRESS", "").rstrip("/") or "http://localhost:8000"
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")  # blank: no mail is sent
EMAIL_PORT = os.environ.get("EMAIL_PORT", "25")
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS", "") == "1"
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "") or "portal@localhost"
EMAIL_TIMEOUT = 10  # seconds
PAGE_FETCH_ENABLED = os.environ.get("PAGE_FETCH_ENABLED", "") == "1"
# When facts accepted out of a draft go public: with its article, or once a second person confirms them
ACCEPTED_FACTS_PUBLIC = os.environ.get("ACCEPTED_FACTS_PUBLIC", "") or "with_article"

PRODUCTION = MODE == "production"
MIN_KEY_LENGTH = 50


def _environment_errors():
    """The sentences that say why the portal may not start."""
    if MODE not in {"development", "production"}:
        yield f"PORTAL_MODE is {MODE!r}: it must be development or production."
    for name, text in (("EMAIL_PORT", EMAIL_PORT), ("TRUSTED_PROXIES", TRUSTED_PROXIES)):
        if not text.isascii() or not text.isdigit():
            yield f"{name} is {text!r}: it must be a number."
    if "BEHIND_PROXY" in os.environ:
        yield "BEHIND_PROXY is TRUSTED_PROXIES now: the number of proxies in front of the portal."
    if ACCEPTED_FACTS_PUBLIC not in {"with_article", "second_person"}:
        yield f"ACCEPTED_FACTS_PUBLIC is {ACCEPTED_FACTS_PUBLIC!r}: with_article or second_person."
    if PRODUCTION:
        yield from _security_errors()
        yield from _address_errors()


def _security_errors():
    if len(SECRET_KEY) < MIN_KEY_LENGTH or len(set(SECRET_KEY)) < 10:
        yield f"SECRET_KEY is missing or weak: it needs at least {MIN_KEY_LENGTH} random characters."
    if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
        yield (
            "ALLOWED_HOSTS is missing or holds *: name the hosts that serve the portal, parted by commas."
        )


def _address_errors():
    if not DATABASE_URL.startswith(("postgres://", "postgresql://")):
        yield (
            "DATABASE_URL is missing or not PostgreSQL: "
            "production runs on postgres://USER:PASSWORD@HOST/NAME."
        )
    if not SITE_ADDRESS.startswith("https://"):
        yield "SITE_ADDRESS is missing or not https: it is the address of the portal in mails and files."
    if EMAIL_HOST and DEFAULT_FROM_EMAIL.endswith("@localhost"):
        yield "DEFAULT_FROM_EMAIL is missing or local: mail needs a sender that can be answered."


environment_errors = list(_environment_errors())
if environment_errors:
    raise ImproperlyConfigured(" ".join(environment_errors))
EMAIL_PORT = int(EMAIL_PORT)
TRUSTED_PROXIES = int(TRUSTED_PROXIES)

DEBUG = not PRODUCTION and os.environ.get("DEBUG", "") == "1"
WHITENOISE_USE_FINDERS = not PRODUCTION
if not PRODUCTION and not SECRET_KEY:
    SECRET_KEY = "development-only-key-that-production-refuses"  # noqa: S105  it opens nothing
if not PRODUCTION and not ALLOWED_HOSTS:
    ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]

INSTALLED_APPS = [
    "portal.site.apps.SiteConfig",
    "portal.site.apps.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_filters",
    "taggit",
    "simple_history",
    "axes",
    "csp",
    "django_prose_editor",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "portal.core",
    "portal.api",
    "portal.listing",
    "portal.audit",
    "articles",
    "consortia",
    "seeds",
]

# A kept page is answered by the first two, with the headers that the others gave it
MIDDLEWARE = [
    "portal.caching.compression.compression_middleware",
    "portal.caching.page_cache.page_cache_middleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.site.middleware.reject_nul_middleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.site.middleware.FixedPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "portal.site.middleware.CheckedKeysMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.site.context_processors.site_context",
            ],
            "builtins": ["django.templatetags.i18n", "portal.core.templatetags.records"],
        },
    }
]

# Database: SQLite in VAR_DIR, or the one of DATABASE_URL
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}
VAR_DIR.mkdir(parents=True, exist_ok=True)
POSTGRESQL_POOL = {"min_size": 1, "max_size": 8, "timeout": 10}
database = dj_database_url.parse(DATABASE_URL or f"sqlite:///{VAR_DIR}/portal.sqlite3")
database_options = database.get("OPTIONS", {})
if database["ENGINE"].endswith("sqlite3"):
    database["OPTIONS"] = {**SQLITE_OPTIONS, **database_options}
    database["CONN_MAX_AGE"] = 60  # opening the file with its pragmas takes longer than most pages
else:
    # Statements of portal/core/prepared_statements.py are prepared, nothing else is
    database["OPTIONS"] = {**database_options, "pool": POSTGRESQL_POOL, "prepare_threshold": 5}
DATABASES = {"default": database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The spellings of names are a file, which all workers of a machine share (consortia/matching)
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "spellings": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR_DIR / "spellings",
        "OPTIONS": {"MAX_ENTRIES": 100},
    },
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 1000},
    },
}
# Public pages are cached whole until something that the public sees changes; a change touches the file
PAGE_CACHE_ENABLED = not DEBUG
SITE_VERSION_FILE = VAR_DIR / "version"
SITE_VERSION_LAG = 1.0  # seconds after which a process that cannot see the file asks the database

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
    )
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.5  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "portal.core.client_address.client_address"
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False  # its lists have no Chinese; a lockout ends by itself

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "portal" / "site" / "locale"]
FORMAT_MODULE_PATH = "portal.site.formats"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)  # a server without it would warn at every start
MEDIA_URL = "/media/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if PRODUCTION:
    STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
TAGGIT_CASE_INSENSITIVE = True
TAGGIT_TAGS_FROM_STRING = "articles.tag_parsing.split_tags"
TAGGIT_STRING_FROM_TAGS = "articles.tag_parsing.join_tags"
SIMPLE_HISTORY_REVERT_DISABLED = False

# Security: own styles, scripts and pictures only, nothing inline, no frames
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
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_SECURE = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# A pasted text that is too long gets an answer in words, and is not lost
DATA_UPLOAD_MAX_MEMORY_SIZE = 12_000_000
# A consortium's form holds over a hundred memberships
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
# A folder of captured pages is chosen at once
DATA_UPLOAD_MAX_NUMBER_FILES = 500

# The API: read only, nobody signs in, gently throttled
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_THROTTLE_CLASSES": ["portal.api.throttle.ClientRateThrottle"],
    "DEFAULT_THROTTLE_RATES": {"anon": "120/min"},
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "URL_FORMAT_OVERRIDE": None,
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"seeds.second_reader": {"level": "INFO"}},  # what was sent to whom
}
