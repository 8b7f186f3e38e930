"""Why a file is refused."""

from __future__ import annotations

from integra_cms.exceptions import IntegraError


class CleaningError(IntegraError):
    """A file that is not taken in. The text names the reason and the remedy."""

    code = "cleaning_error"


class TooManyBytes(CleaningError):
    """The file, or what it unpacks to, is larger than the limit."""

    code = "too_many_bytes"


class TooManyPixels(CleaningError):
    """The picture is larger than the limit, counted over all its frames."""

    code = "too_many_pixels"


class Unreadable(CleaningError):
    """The file is damaged, or not what its first bytes say it is."""

    code = "unreadable"


class UnsupportedFormat(CleaningError):
    """A format we cannot clean, or do not take in this place."""

    code = "unsupported_format"


class MetadataRemains(CleaningError):
    """Something is left after cleaning: we fail closed."""

    code = "metadata_remains"


class LockedFile(CleaningError):
    """Encrypted or signed: changing it is impossible or would break it."""

    code = "locked_file"


class HiddenContent(CleaningError):
    """Macros, attachments or foreign objects: content nobody sees and we cannot look into."""

    code = "hidden_content"
