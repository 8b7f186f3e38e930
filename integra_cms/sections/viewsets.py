"""Where administrators give people their roles."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from integra_cms.sections.models import Membership


class MembershipViewSet(ModelViewSet):
    """Who is what for which city. Shown to those who have the model permissions."""

    model = Membership
    icon = "group"
    menu_label = _("Memberships")
    add_to_settings_menu = True
    list_display = ["user", "city", "locale", "role"]
    list_filter = ["role", "city", "locale"]
    form_fields = ["user", "city", "locale", "role"]
