"""What every part of a pack can do: be read, checked, compared, written and dumped."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from integra_cms.sharing.checking import Checking
    from integra_cms.sharing.formats import PackForm
    from integra_cms.sharing.loading import Loading
    from integra_cms.sharing.reading import Reading

FormJson = dict[str, Any]
"""One object as a pack writes it."""


@dataclass(frozen=True)
class Staged:
    """One object of a pack that is read, with its file.

    Attributes:
        chapter: Name of the chapter it belongs to.
        key: Names it inside the chapter, on every site: a code or a UUID.
        file: The path inside the pack.
        form: The object as a pack writes it.
    """

    chapter: str
    key: str
    file: str
    form: FormJson


@dataclass(frozen=True)
class Reference:
    """Something an object needs, which may be in the pack or on the site already."""

    chapter: str
    key: str
    place: str


class Chapter(ABC):
    """One kind of object in packs."""

    name: ClassVar[str]
    folder: ClassVar[str]

    @abstractmethod
    def read(self, file: str, data: Any, pack: PackForm, reading: Reading) -> list[Staged]:
        """The objects of one JSON file; what is wrong goes into the report of ``reading``."""

    def references(self, form: FormJson) -> Iterator[Reference]:
        """What the object needs to be there."""
        yield from ()

    def check(self, staged: Sequence[Staged], checking: Checking) -> None:
        """Everything that can be wrong with objects that have the right shape."""
        return

    @abstractmethod
    def current(self, keys: Collection[str] | None = None) -> dict[str, FormJson]:
        """What the site has, by key; of all objects, or of those with the given keys.

        The number of queries does not grow with the number of objects.
        """

    def names(self, staged: Mapping[str, Staged]) -> Collection[str]:
        """What references to these objects call them; by default their keys."""
        return staged.keys()

    def brings(self, form: FormJson) -> Iterator[tuple[str, str]]:
        """Chapter and name of what an object creates beside itself."""
        yield from ()

    def existing(self, names: Iterable[str]) -> set[str]:
        """Which of the names the site has an object for."""
        return set(self.current(set(names)))

    def drafts(self, keys: Collection[str]) -> set[str]:
        """Which of the objects have changes here that nobody but their editors sees yet."""
        return set()

    def comparable(self, form: FormJson) -> FormJson:
        """The part of a form by which it is told whether an object changed."""
        return form

    @abstractmethod
    def write(self, staged: Sequence[Staged], loading: Loading) -> None:
        """Creates or changes the objects on the site, inside the caller's transaction."""

    def finish(self, staged: Sequence[Staged], loading: Loading) -> None:
        """What can only be written when all chapters are: links to objects that come later."""
        return

    @abstractmethod
    def files(self, forms: Mapping[str, FormJson]) -> dict[str, Any]:
        """Path inside a pack → JSON, for objects by key."""
