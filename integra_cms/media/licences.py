"""Licences a file or a resource may have, and what each allows.

Identifiers are those of the SPDX licence list, or ``LicenseRef-…`` for a status that is no
licence. What nobody knows is not free: unknown means describe and link, never copy or change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from integra_cms.exceptions import IntegraError


class UnknownLicence(IntegraError, LookupError):
    """There is no licence with this code."""

    code = "unknown_licence"


class LicenceCode(models.TextChoices):
    """Licences and states of rights, by code."""

    CC0 = "CC0-1.0", _("CC0 1.0 (no rights reserved)")
    CC_BY = "CC-BY-4.0", _("CC BY 4.0 (credit)")
    CC_BY_SA = "CC-BY-SA-4.0", _("CC BY-SA 4.0 (credit, same licence)")
    CC_BY_NC = "CC-BY-NC-4.0", _("CC BY-NC 4.0 (credit, not for profit)")
    CC_BY_NC_SA = "CC-BY-NC-SA-4.0", _("CC BY-NC-SA 4.0 (credit, not for profit, same licence)")
    CC_BY_ND = "CC-BY-ND-4.0", _("CC BY-ND 4.0 (credit, unchanged)")
    CC_BY_NC_ND = "CC-BY-NC-ND-4.0", _("CC BY-NC-ND 4.0 (credit, not for profit, unchanged)")
    UNKNOWN = "LicenseRef-Unknown", _("Unknown: describe and link only")
    ALL_RIGHTS_RESERVED = "LicenseRef-AllRightsReserved", _("All rights reserved")
    CITE_ONLY = "LicenseRef-CiteOnly", _("May be cited with its source only")


@dataclass(frozen=True)
class Licence:
    """What one licence allows.

    Attributes:
        code: SPDX identifier or ``LicenseRef-…``.
        uri: Where the licence text is; empty for a mere status.
        may_rehost: Copies may be published here and passed on.
        may_adapt: Changed versions, translations too, may be published.
        commercial: Use for profit is allowed.
        share_alike: Changed versions must carry the same licence.
        needs_credit: The author must be named.
    """

    code: str
    uri: str = ""
    may_rehost: bool = False
    may_adapt: bool = False
    commercial: bool = False
    share_alike: bool = False
    needs_credit: bool = True

    @property
    def label(self) -> Any:
        """What people call it, in the active language."""
        return LicenceCode(self.code).label


def _creative_commons(code: LicenceCode, path: str) -> Licence:
    parts = path.split("-")
    return Licence(
        code=code.value,
        uri=f"https://creativecommons.org/licenses/{path}/4.0/",
        may_rehost=True,
        may_adapt="nd" not in parts,
        commercial="nc" not in parts,
        share_alike="sa" in parts,
    )


LICENCES: dict[str, Licence] = {
    licence.code: licence
    for licence in (
        Licence(
            LicenceCode.CC0.value,
            "https://creativecommons.org/publicdomain/zero/1.0/",
            may_rehost=True,
            may_adapt=True,
            commercial=True,
            needs_credit=False,
        ),
        _creative_commons(LicenceCode.CC_BY, "by"),
        _creative_commons(LicenceCode.CC_BY_SA, "by-sa"),
        _creative_commons(LicenceCode.CC_BY_NC, "by-nc"),
        _creative_commons(LicenceCode.CC_BY_NC_SA, "by-nc-sa"),
        _creative_commons(LicenceCode.CC_BY_ND, "by-nd"),
        _creative_commons(LicenceCode.CC_BY_NC_ND, "by-nc-nd"),
        Licence(LicenceCode.UNKNOWN.value, needs_credit=False),
        Licence(LicenceCode.ALL_RIGHTS_RESERVED.value),
        Licence(LicenceCode.CITE_ONLY.value),
    )
}


def get_licence(code: str) -> Licence:
    """What a licence allows.

    Raises:
        UnknownLicence: There is none with this code; the message lists those there are.
    """
    try:
        return LICENCES[code]
    except KeyError:
        raise UnknownLicence(
            f"There is no licence {code!r}. Use one of: {', '.join(LICENCES)}."
        ) from None


class AddressField(models.URLField):
    """An address on the web; one without a scheme is one with https."""

    def formfield(self, **kwargs: Any) -> Any:
        """Wagtail does this for the forms of pages, but not for those of images and documents."""
        return super().formfield(**{"assume_scheme": "https", **kwargs})

    def deconstruct(self) -> tuple[Any, ...]:
        """For the database it is a ``URLField``."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs


class LicensedMixin(models.Model):
    """Whose something is, what others may do with it, and who said so."""

    licence = models.CharField(
        _("licence"),
        max_length=40,
        choices=LicenceCode.choices,
        default=LicenceCode.UNKNOWN,
        help_text=_("If you do not know it, leave it unknown: then it is described and linked."),
    )
    rights_holder = models.CharField(_("rights holder"), max_length=255, blank=True)
    credit_line = models.CharField(
        _("credit line"),
        max_length=500,
        blank=True,
        help_text=_("How the author wants to be named, word for word."),
    )
    source_url = AddressField(_("address of the source"), max_length=500, blank=True)
    licence_note = models.CharField(
        _("where the licence is stated"),
        max_length=500,
        blank=True,
        help_text=_("For example: imprint of the publication, e-mail of 12 March 2019."),
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        """A licence that asks for credit needs somebody to credit."""
        super().clean()
        licence = LICENCES.get(self.licence)
        if licence and licence.needs_credit and not (self.rights_holder or self.credit_line):
            raise ValidationError(
                {
                    "credit_line": ValidationError(
                        _("The licence %(licence)s asks for credit: say whom to name."),
                        code="credit_missing",
                        params={"licence": licence.code},
                    )
                }
            )
