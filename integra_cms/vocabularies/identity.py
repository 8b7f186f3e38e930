"""Codes that name a thing for ever: in packs, in addresses, in content that refers to it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

validate_code = RegexValidator(
    r"\A[A-Za-z0-9][A-Za-z0-9._-]*\Z",
    _(
        "“%(value)s” is not a code. Use Latin letters, digits, full stops, hyphens and "
        "underscores, beginning with a letter or digit."
    ),
    code="code_invalid",
)


class StableIdentityMixin(models.Model):
    """A row whose identity never changes once it is stored.

    Costs one query whenever a stored row is saved; such rows are few and rarely written.
    """

    identity_fields: ClassVar[tuple[str, ...]] = ("code",)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refuses another identity, also where nobody called ``full_clean``.

        Raises:
            ValidationError: With the code ``code_immutable``.
        """
        self._refuse_another_identity()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuses another identity.

        Raises:
            ValidationError: With the code ``code_immutable``.
        """
        super().clean()
        self._refuse_another_identity()

    def _refuse_another_identity(self) -> None:
        if self.pk is None:
            return
        rows = type(self)._base_manager.filter(pk=self.pk).values(*self.identity_fields)
        for name, stored in (rows.first() or {}).items():
            if stored != getattr(self, name):
                raise ValidationError(
                    _(
                        "The %(field)s “%(stored)s” cannot become “%(value)s”: content and other "
                        "sites refer to it. Keep it, and add a new entry if you need another."
                    ),
                    code="code_immutable",
                    params={
                        "field": self._meta.get_field(name).verbose_name,
                        "stored": stored,
                        "value": getattr(self, name),
                    },
                )
