"""Organisations, and the networks they form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.db import models

from integra_cms.sharing.chapter import FormJson, Reference
from integra_cms.sharing.chapters.records import Records, codes
from integra_cms.sharing.formats import NetworkForm, OrganisationForm
from integra_cms.vocabularies.models import Network, Organisation

if TYPE_CHECKING:
    from integra_cms.sharing.loading import Loading


class Organisations(Records):
    """Their logos are pictures of the pack."""

    name = "organisation"
    folder = "organisations"
    schema = OrganisationForm
    model = Organisation
    plain = tuple(name for name in OrganisationForm.model_fields if name != "logo")

    def references(self, form: FormJson) -> Iterator[Reference]:
        if logo := form.get("logo"):
            yield Reference("media", logo, "logo")

    def rows(self) -> models.QuerySet[Any]:
        return super().rows().select_related("logo")

    def form(self, row: Organisation) -> OrganisationForm:
        logo = str(row.logo.uuid) if row.logo else None
        return OrganisationForm(**self.plain_values(row), logo=logo)

    def link(self, row: Organisation, form: OrganisationForm, loading: Loading) -> None:
        row.logo_id = loading.media.image(form.logo) if form.logo else None


class Networks(Records):
    """Their members may be of any pack."""

    name = "network"
    folder = "networks"
    schema = NetworkForm
    model = Network
    plain = tuple(name for name in NetworkForm.model_fields if name != "members")

    def references(self, form: FormJson) -> Iterator[Reference]:
        yield from codes("organisation", form.get("members", ()), "members")

    def rows(self) -> models.QuerySet[Any]:
        return super().rows().prefetch_related("members")

    def form(self, row: Network) -> NetworkForm:
        members = sorted(member.code for member in row.members.all())
        return NetworkForm(**self.plain_values(row), members=members)

    def save_parts(self, row: Network, form: NetworkForm, loading: Loading) -> None:
        row.members.set([loading.organisations[code] for code in form.members])
