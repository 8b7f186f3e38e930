"""What all lists of delivery in the admin have in common."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib.auth.models import Permission
from wagtail.admin.viewsets.model import ModelViewSet

USAGE = "usage_url_name"


class DeliveryViewSet(ModelViewSet):
    """Rows that no content refers to. Roles decide who may see them, not permissions of groups.

    Attributes:
        absent: Addresses of Wagtail's that this one does not have.
    """

    absent: ClassVar[tuple[str, ...]] = (USAGE,)
    add_to_reference_index = False
    copy_view_enabled = False

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Without the addresses that are absent."""
        absent = dict.fromkeys(self.absent)
        given: dict[str, Any] = super().get_common_view_kwargs(**{**absent, **kwargs})
        return given

    def get_permissions_to_register(self) -> Any:
        """None: roles decide, not groups."""
        return Permission.objects.none()


class ListViewSet(DeliveryViewSet):
    """Rows that are made elsewhere: there is the list, and no page for one of them."""

    absent = ("add_url_name", "edit_url_name", "delete_url_name", USAGE)
    list_per_page = 50
    form_fields: Iterable[str] = ()

    def register_admin_url_finder(self) -> None:
        """A row has no page of its own."""
