"""What a cleaned recording is made of."""

from __future__ import annotations

# Stretches of the file that came in, and bytes that stand between them.
Piece = slice | bytes
