"""Content upgrades: how stored blocks of an older version become those of today.

An upgrade is a pure function on stored (raw) content. It says what it took out and which paths it
moved, so that a runner can apply it to live rows, revisions, stored translations and packs alike.
Upgrades change nothing where there is nothing to change: running one twice does no harm.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from integra_cms.blocks.exceptions import UpgradeError
from integra_cms.plugins import contributions

CONTENT_VERSION = 1
"""The version of content that this release writes, as far as its own blocks go."""

Raw = list[dict[str, Any]]


@dataclass(frozen=True)
class Removed:
    """Content that an upgrade took out: nothing may vanish unreported."""

    path: str
    raw: Any


@dataclass(frozen=True)
class Outcome:
    """What an upgrade made of a stream.

    Attributes:
        raw: The new content.
        moves: Old path → new paths, for what is no longer where it was; an empty tuple: gone.
            Paths start below the field (``block-id.field.item-id``) and stand for all below them.
        removed: What was taken out.
    """

    raw: Raw
    moves: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    removed: tuple[Removed, ...] = ()

    def map_path(self, path: str) -> tuple[str, ...]:
        """Where the content of an old path is now; empty if it is gone."""
        steps = path.split(".")
        for length in range(len(steps), 0, -1):
            prefix = ".".join(steps[:length])
            if prefix in self.moves:
                rest = steps[length:]
                return tuple(".".join([new, *rest]) for new in self.moves[prefix])
        return (path,)


Change = Callable[[Raw], Outcome]


@dataclass(frozen=True)
class Upgrade:
    """One step from an older version of content to a newer one.

    Attributes:
        version: The version that content has afterwards.
        name: Public; tells upgrades of one version apart and orders them.
        apply: The change, pure. Make it with the functions of ``integra_cms.blocks.changes``.
        streams: Names of the streams it applies to; empty: to all. A stream field with a block
            class of its own goes by ``app_label.Model.field``.
    """

    version: int
    name: str
    apply: Change
    streams: tuple[str, ...] = ()

    def applies_to(self, stream: str) -> bool:
        """Whether a stream is among those it changes."""
        return not self.streams or stream in self.streams


@dataclass(frozen=True)
class Upgraded:
    """What all due upgrades together made of a stream."""

    raw: Raw
    changed: bool
    removed: tuple[Removed, ...]
    outcomes: tuple[Outcome, ...]

    def map_path(self, path: str) -> tuple[str, ...]:
        """Where the content of an old path is now; empty if it is gone."""
        paths: tuple[str, ...] = (path,)
        for outcome in self.outcomes:
            paths = tuple(new for old in paths for new in outcome.map_path(old))
        return paths


def registered_upgrades() -> tuple[Upgrade, ...]:
    """The upgrades of all switched-on plugins, in the order in which they are applied."""
    upgrades: Sequence[Upgrade] = list(contributions.content_upgrades.values())
    return tuple(sorted(upgrades, key=lambda upgrade: (upgrade.version, upgrade.name)))


def current_version() -> int:
    """The version that content has after all upgrades."""
    return max([CONTENT_VERSION, *(upgrade.version for upgrade in registered_upgrades())])


def upgrade_stream(
    raw: Raw,
    stream: str,
    from_version: int,
    to_version: int | None = None,
    *,
    upgrades: Sequence[Upgrade] | None = None,
) -> Upgraded:
    """Stored content of one stream, brought from one version to another.

    Args:
        raw: The stored list of blocks; it is not changed.
        stream: The name of the stream, or ``app_label.Model.field``.
        from_version: What the content says its version is.
        to_version: By default the current one.
        upgrades: By default those of all switched-on plugins.

    Raises:
        UpgradeError: The content is newer than ``to_version``.
    """
    target = current_version() if to_version is None else to_version
    if from_version > target:
        raise UpgradeError(
            f"The content has version {from_version}, this site knows versions up to {target}. "
            f"Update the site or its plugins first."
        )
    outcomes = []
    for upgrade in registered_upgrades() if upgrades is None else upgrades:
        if from_version < upgrade.version <= target and upgrade.applies_to(stream):
            outcomes.append(upgrade.apply(outcomes[-1].raw if outcomes else raw))
    result = outcomes[-1].raw if outcomes else raw
    return Upgraded(
        raw=result,
        changed=result != raw,
        removed=tuple(removed for outcome in outcomes for removed in outcome.removed),
        outcomes=tuple(outcomes),
    )
