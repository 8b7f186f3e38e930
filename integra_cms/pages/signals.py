"""What pages tell those above them."""

from __future__ import annotations

from django.dispatch import Signal

source_changed = Signal()
"""Other editions than before are the sources of ``resources`` (a set of UUIDs).

Sent inside the transaction that changed them. Receivers may write to the database, nothing else.
"""
