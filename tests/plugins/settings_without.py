"""The test settings with the sample plugin switched off."""

from tests.settings import *  # noqa: F403 - settings are layered this way
from tests.settings import INSTALLED_APPS

INSTALLED_APPS = [app for app in INSTALLED_APPS if app != "tests.plugins.neighbours"]
