"""Entries of vocabularies, in one file per vocabulary."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from integra_cms.sections.models import City
from integra_cms.sections.opening import VOCABULARY as CITY_VOCABULARY
from integra_cms.sharing.chapter import Chapter, FormJson, Reference, Staged
from integra_cms.sharing.formats import PackForm, TermForm, VocabularyForm
from integra_cms.vocabularies.models import Term

if TYPE_CHECKING:
    from integra_cms.sharing.checking import Checking
    from integra_cms.sharing.loading import Loading
    from integra_cms.sharing.reading import Reading

# The place of a term in its vocabulary is part of the object, though not of its JSON.
ORDER = "order"


def key_of(vocabulary: str, code: str) -> str:
    """How a term is named among all vocabularies."""
    return f"{vocabulary}:{code}"


class Terms(Chapter):
    """Terms that belong to a city are not among them: they come with the city."""

    name = "term"
    folder = "vocabularies"

    def read(self, file: str, data: Any, pack: PackForm, reading: Reading) -> list[Staged]:
        vocabulary = reading.form(VocabularyForm, file, data)
        if vocabulary is None:
            return []
        return [
            Staged(
                self.name,
                key_of(vocabulary.vocabulary, term.code),
                file,
                {**term.as_json(), ORDER: number},
            )
            for number, term in enumerate(vocabulary.terms)
        ]

    def check(self, staged: Sequence[Staged], checking: Checking) -> None:
        for each in staged:
            vocabulary = _vocabulary(each)
            term = Term(vocabulary=vocabulary, **_values(each.form))
            if broader := term.broader_code:
                key = key_of(vocabulary, broader)
                checking.require(each, Reference(self.name, key, f"{term.code}.broader"))
                # It may be in this very pack, which the model cannot know.
                term.broader_code = ""
            try:
                term.full_clean(validate_unique=False, validate_constraints=False)
            except ValidationError as error:
                checking.reading.invalid(each.file, term.code, error)
            if broader == term.code:
                checking.report.refuse(
                    "term_broader_itself",
                    each.file,
                    _("“%(code)s” cannot be its own broader term.") % {"code": broader},
                    place=f"{term.code}.broader",
                )

    def current(self, keys: Collection[str] | None = None) -> dict[str, FormJson]:
        terms = Term.objects.all()
        if keys is None:
            own = City.objects.values("code")
            terms = terms.exclude(Q(vocabulary=CITY_VOCABULARY) & Q(code__in=own))
        else:
            terms = terms.filter(vocabulary__in={key.partition(":")[0] for key in keys})
        forms = {key_of(term.vocabulary, term.code): _form(term) for term in terms}
        return forms if keys is None else {key: forms[key] for key in forms if key in keys}

    def write(self, staged: Sequence[Staged], loading: Loading) -> None:
        vocabularies = {_vocabulary(each) for each in staged}
        stored = {
            key_of(term.vocabulary, term.code): term
            for term in Term.objects.filter(vocabulary__in=vocabularies)
        }
        new, changed = [], []
        for each in staged:
            if term := stored.get(each.key):
                for name, value in _values(each.form).items():
                    setattr(term, name, value)
                changed.append(term)
            else:
                new.append(Term(vocabulary=_vocabulary(each), **_values(each.form)))
        Term.objects.bulk_create(new)
        Term.objects.bulk_update(changed, [name for name in _names() if name != "code"])
        loading.progress.step(len(staged))

    def files(self, forms: Mapping[str, FormJson]) -> dict[str, Any]:
        terms: dict[str, list[FormJson]] = {}
        for key, form in sorted(forms.items(), key=lambda item: (item[1][ORDER], item[0])):
            entry = {name: value for name, value in form.items() if name != ORDER}
            terms.setdefault(key.partition(":")[0], []).append(entry)
        return {
            f"data/{self.folder}/{vocabulary}.json": {"vocabulary": vocabulary, "terms": entries}
            for vocabulary, entries in terms.items()
        }


def _vocabulary(staged: Staged) -> str:
    return staged.key.partition(":")[0]


def _names() -> list[str]:
    renamed = {"broader": "broader_code"}
    return [renamed.get(name, name) for name in TermForm.model_fields] + [ORDER]


def _values(form: FormJson) -> dict[str, Any]:
    """Model fields, with defaults for what the form leaves out."""
    order = form[ORDER]
    full = TermForm(**{name: value for name, value in form.items() if name != ORDER})
    values = full.model_dump()
    broader = values.pop("broader")
    return {**values, "broader_code": broader, ORDER: order}


def _form(term: Term) -> FormJson:
    form = TermForm(
        code=term.code,
        labels=dict(term.labels),
        abbreviations=dict(term.abbreviations),
        descriptions=dict(term.descriptions),
        uri=term.uri,
        broader=term.broader_code,
        reviewed=term.reviewed,
        retired=term.retired,
    )
    return {**form.as_json(), ORDER: term.order}
