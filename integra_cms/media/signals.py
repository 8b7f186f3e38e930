"""What files tell those above them."""

from __future__ import annotations

from django.dispatch import Signal

files_changed = Signal()
"""Rows of files with ``uuids`` (a set of UUIDs) were written past their model's signals.

Sent inside the transaction that wrote them. Receivers may write to the database, nothing else.
"""
