"""Settings that hold everywhere; ``dev`` and ``production`` hold differences only."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import available_timezones

import environ
from django.utils.translation import gettext_lazy as _

env = environ.Env()

ROOT = Path(__file__).resolve().parents[3]
DATA = Path(env.str("INTEGRA_DATA_DIR", str(ROOT / "var")))

# ------------------------------------------------------------------ applications

INSTALLED_APPS = [
    "integra_cms.project",
    "integra_cms.plugins",
    "integra_cms.languages",
    "integra_cms.blocks",
    "integra_cms.media",
    "integra_cms.vocabularies",
    "integra_cms.pages",
    "integra_cms.sections",
    "integra_cms.translation",
    "integra_cms.delivery",
    "integra_cms.sharing",
    "integra_cms.api",
    "integra_cms.web",
    "toolkit_content",
    # Ours stand before Wagtail's: it builds its page schemas when its first app is ready.
    "wagtail_localize",
    "wagtail.locales",
    "wagtailmedia",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "ninja",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # What the API serves is the same for everybody: sessions, people, languages come after it.
    "integra_cms.api.middleware.ApiMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "integra_cms.project.urls"
WSGI_APPLICATION = "integra_cms.project.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# ------------------------------------------------------------------ people

AUTH_USER_MODEL = "integra_project.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "integra_cms.sections.backends.MembershipBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# ------------------------------------------------------------------ data

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{DATA / 'integra.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Readers go on while one writes; a second writer waits for the first instead of failing.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if REDIS_URL := env.str("REDIS_URL", ""):
    CACHES["default"] = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
    }

MEDIA_ROOT = DATA / "media"
MEDIA_URL = "/media/"
STATIC_ROOT = DATA / "static"
STATIC_URL = "/static/"

# ------------------------------------------------------------------ languages

LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    ("en", _("English")),
    ("bg", _("Bulgarian")),
    ("hr", _("Croatian")),
    ("sk", _("Slovak")),
    ("cs", _("Czech")),
    ("it", _("Italian")),
]
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
USE_I18N = WAGTAIL_I18N_ENABLED = True
USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", "Europe/Sofia")

# ------------------------------------------------------------------ Wagtail

WAGTAIL_SITE_NAME = "INTEGRA CMS"
WAGTAILADMIN_BASE_URL = env.str("SITE_URL", "http://localhost:8000")
WAGTAILIMAGES_IMAGE_MODEL = "integra_media.ToolkitImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "integra_cms.media.forms.ToolkitImageForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "jpeg", "jpg", "png", "tif", "tiff", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 30 * 1024 * 1024
WAGTAILDOCS_DOCUMENT_MODEL = "integra_media.ToolkitDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "integra_cms.media.forms.ToolkitDocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILMEDIA = {
    "MEDIA_MODEL": "integra_media.ToolkitMedia",
    "MEDIA_FORM_BASE": "integra_cms.media.forms.ToolkitMediaForm",
}
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_USER_TIME_ZONES = sorted(available_timezones() - {"localtime"})
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
# Deleting one edition must not take the stored translations of all its siblings with it.
WAGTAILLOCALIZE_DISABLE_ON_DELETE = True

# ------------------------------------------------------------------ this project

INTEGRA: dict[str, object] = {"LEMMAS_DIR": DATA / "lemmas"}
