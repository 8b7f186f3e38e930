"""Writes the catalogue as files, for a web server or a CDN that knows nothing of us."""

from integra_cms.delivery.static_export.exceptions import ExportRefused
from integra_cms.delivery.static_export.exporting import Exported, export_to
from integra_cms.delivery.static_export.targets import target

__all__ = ["ExportRefused", "Exported", "export_to", "target"]
