"""Turns pages into documents."""

from integra_cms.delivery.rendering.batches import render, render_draft
from integra_cms.delivery.rendering.rendered import Rendered

__all__ = ["Rendered", "render", "render_draft"]
