"""What vocabularies tell those above them."""

from __future__ import annotations

from django.dispatch import Signal

terms_changed = Signal()
"""Rows of ``terms`` (a set of vocabulary and code) were written past their model's signals.

Sent inside the transaction that wrote them. Receivers may write to the database, nothing else.
"""
