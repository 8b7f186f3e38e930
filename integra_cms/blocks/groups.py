"""The groups in which editors find blocks in the menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

TEXT = _("Text")
MEDIA = _("Pictures, sound and film")
LINKS = _("Links")
METHOD = _("Methods")
CHECKLIST = _("Checklists")
EVIDENCE = _("Evidence")
AGENDA = _("Integration agendas")
FIGURES = _("Figures")
FILES = _("Files")
