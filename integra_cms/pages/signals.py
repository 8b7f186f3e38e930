"""What pages tell those above them."""

from __future__ import annotations

from django.dispatch import Signal

source_changed = Signal()
"""Other editions than before are the sources of ``resources`` (a set of UUIDs).

Sent inside the transaction that changed them. Receivers may write to the database, nothing else.
"""

editions_changed = Signal()
"""Records of editions of ``resources`` (a set of UUIDs) were written past their model's signals.

Sent inside the transaction that wrote them. Receivers may write to the database, nothing else.
"""
