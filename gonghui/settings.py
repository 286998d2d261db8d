"""Settings: the environment over defaults that work on a fresh machine.

Every name read from the environment is listed in docs/reference/settings.md.
"""

from __future__ import annotations

from pathlib import Path

import environ
from django.utils.translation import gettext_lazy as _

from gonghui import keys, sign_on

env = environ.Env()
PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = PACKAGE.parent
BASE_DIR = Path(env.str("GONGHUI_HOME", str(_CHECKOUT if (_CHECKOUT / "pyproject.toml").exists() else Path.cwd())))
VAR = BASE_DIR / "var"
environ.Env.read_env(BASE_DIR / ".env", overwrite=False)

DEBUG = env.bool("DEBUG", False)
HTTPS = env.bool("GONGHUI_HTTPS", False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

SECRET_KEY = keys.load(VAR / "keys.json").secret
GONGHUI_RING = keys.Source(VAR / "keys.json")  # all generations of them; noticed anew while the process runs

# --- the parts -------------------------------------------------------------------------------------------------------

LEDGERS = [
    f"gonghui.ledgers.{folder.name}"
    for folder in sorted((PACKAGE / "ledgers").iterdir())
    if (folder / "__init__.py").exists()
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",  # what pages of django-allauth load
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "gonghui.kernel.apps.KernelConfig",
    "gonghui.demo",  # knows every ledger, so stands beside the kernel; brings the command `demo`
    "gonghui.bench",  # likewise; brings the command `bench`
    "gonghui.prove",  # likewise; brings the command `prove`
    *LEDGERS,
]
MIDDLEWARE = [
    "gonghui.kernel.metrics.counting.CountingMiddleware",  # first: what the others refuse is counted too
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # pages and files at a fifth of their size on a slow line
    "gonghui.kernel.web.files.FilesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "gonghui.kernel.web.limits.LimitsMiddleware",
    "gonghui.kernel.access.entry.EntryMiddleware",
    "gonghui.kernel.web.middleware.ActingMiddleware",
]
ROOT_URLCONF = "gonghui.urls"
WSGI_APPLICATION = "gonghui.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "kernel" / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gonghui.kernel.web.frame.frame",
            ],
            "builtins": ["gonghui.kernel.web.tags"],
        },
    },
]

# --- database --------------------------------------------------------------------------------------------------------

DATABASE_URL = env.str("DATABASE_URL", "") or f"sqlite:///{VAR / 'gonghui.sqlite3'}"
DATABASES = {"default": environ.Env.db_url_config(DATABASE_URL)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Sixteen writers at once: none locked out with these, thousands with SQLite's own defaults.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 60,  # seconds that a writer waits for another, such as a large import
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # Compiling a statement of a thousand conditions takes ten times as long as answering it; distinct values sort in memory.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off -c work_mem=32MB")

# What must hold for all web processes together (a code of the second factor works once) lies in the database.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "gonghui_cache"},
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

# Figures of a union with this many unions below it are kept ready instead of counted when asked; 0: of none.
GONGHUI_TALLY_UNIONS = env.int("GONGHUI_TALLY_UNIONS", 100)

# --- a language model that may propose clearer sentences; no address, nothing is ever sent ----------------------------

GONGHUI_MODEL_URL = env.str("GONGHUI_MODEL_URL", "")
GONGHUI_MODEL_NAME = env.str("GONGHUI_MODEL_NAME", "")
GONGHUI_MODEL_KEY = env.str("GONGHUI_MODEL_KEY", "")
GONGHUI_MODEL_SECONDS = env.int("GONGHUI_MODEL_SECONDS", 30)

# --- language, time --------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("简体中文")), ("en", _("英文"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# --- files -----------------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = env.str("STATIC_ROOT", "") or None  # only where another server hands out what collectstatic gathered
STATICFILES_DIRS = [folder for folder in [PACKAGE / "kernel" / "web" / "static"] if folder.exists()]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "gonghui.kernel.web.files.ReleaseStorage"
    },  # the address of a file changes with what it holds
}
WHITENOISE_USE_FINDERS = True  # served from the package: no collecting step between install and first page
WHITENOISE_MAX_AGE = 0 if DEBUG else 3600
MEDIA_ROOT = VAR / "files"
DATA_UPLOAD_MAX_NUMBER_FILES = 200
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # a mapping page of many wide sheets
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024  # bytes of a form without its files
UPLOAD_MOST = env.int("UPLOAD_MOST_MB", 64) * 1024 * 1024  # bytes of one request with its files

# --- accounts, security ----------------------------------------------------------------------------------------------

LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "login"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": "gonghui.kernel.access.passwords.PolicyValidator"},  # length, classes, not used lately: parameters
]
AUTHENTICATION_BACKENDS = ["gonghui.kernel.access.entry.LockingBackend"]
# django-allauth: password change, second factor, passkeys, sessions, single sign-on; accounts come by invitation alone
ACCOUNT_ADAPTER = "gonghui.kernel.access.adapters.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "gonghui.kernel.access.adapters.SignOnAdapter"
MFA_ADAPTER = "gonghui.kernel.access.adapters.FactorAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "login"
ACCOUNT_RATE_LIMITS = False  # failures are counted in the database, for every process: LockingBackend
ACCOUNT_SESSION_REMEMBER = False  # the session ends with the browser, and earlier when nobody is at it
ACCOUNT_PRESERVE_USERNAME_CASING = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Gonghui"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
USERSESSIONS_TRACK_ACTIVITY = False  # EntryMiddleware keeps the time, once a minute
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": sign_on.providers(env)}}
SESSION_COOKIE_NAME = "gonghui_session"
SESSION_COOKIE_AGE = 12 * 3600  # seconds: one working day
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"  # a link in a mail or a chat must find its reader logged in
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "gonghui.kernel.web.views.errors.forbidden"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"
RATE_SIGN_IN = env.int(
    "RATE_SIGN_IN", 60
)  # what one address may send in a minute where no account is needed; 0: no limit
RATE_ACCOUNT = env.int("RATE_ACCOUNT", 600)  # requests of one account in a minute; 0: no limit
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 0)  # how many proxies of ours write X-Forwarded-For: 0 believes none

# --- logging ---------------------------------------------------------------------------------------------------------

LOG_FILE = env.str("LOG_FILE", "")  # opened anew when logrotate has moved it away
_HANDLER = (
    {"class": "logging.handlers.WatchedFileHandler", "filename": LOG_FILE}
    if LOG_FILE
    else {"class": "logging.StreamHandler"}
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "gonghui.quiet.Quiet", "fmt": "{asctime} {levelname} {name}: {message}", "style": "{"},
        "json": {"()": "gonghui.kernel.metrics.logs.Json"},
    },
    "handlers": {"console": {**_HANDLER, "formatter": env.str("LOG_FORMAT", "line")}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING")},
}

# --- counting --------------------------------------------------------------------------------------------------------

METRICS_TOKEN = env.str(
    "METRICS_TOKEN", ""
)  # `Authorization: Bearer …` at /metrics/; neither token nor address: not there
METRICS_ADDRESSES = env.list("METRICS_ADDRESSES", default=[])
