"""What can be wrong with blocks and with what is done to them."""

from __future__ import annotations

from integra_cms.exceptions import IntegraError


class UntranslatableBlock(IntegraError, TypeError):
    """A block does not say what of it translators should see."""

    code = "block_untranslatable"


class SegmentMismatch(IntegraError, ValueError):
    """Translated segments do not fit the content they are to be put into."""

    code = "segment_mismatch"


class UpgradeError(IntegraError, ValueError):
    """Content upgrades contradict each other, or content has a version nobody knows."""

    code = "content_upgrade"
