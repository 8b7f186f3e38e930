"""What is served: documents, the map to them, public media and registers."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Document(models.Model):
    """The published JSON of one edition, ready to serve.

    It exists as long as the edition is live and nobody needs a password to see it.

    Attributes:
        page_id: The page it was rendered from. No foreign key: the drainer removes the document
            after the page, and says so in the feed.
        url_path: Where the page stands in the tree, as Wagtail writes it.
        path: Where the page stands on the site, without host: ``/bg/library/photovoice/``.
        body: Canonical JSON of the edition alone.
        card: Canonical JSON of what lists show of it.
        text: Its words, for excerpts of search.
        digest: SHA-256 of body and card.
        sequence: The number of its latest change in the feed.
    """

    resource = models.UUIDField()
    locale = models.CharField(max_length=35)
    page_id = models.BigIntegerField(db_index=True)
    kind = models.CharField(max_length=64)
    listed = models.BooleanField()
    city = models.CharField(max_length=64, blank=True)
    url_path = models.CharField(max_length=2000)
    path = models.CharField(max_length=2000)
    title = models.CharField(max_length=255)
    body = models.TextField()
    card = models.TextField()
    head = models.TextField(blank=True)
    text = models.TextField(blank=True)
    digest = models.CharField(max_length=64)
    origin = models.CharField(max_length=8)
    freshness = models.CharField(max_length=10)
    is_source = models.BooleanField()
    facets = models.JSONField(default=list)
    published_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    sequence = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "locale"], name="integra_document_once_per_edition"
            )
        ]
        indexes = [models.Index(fields=["path"], name="integra_document_path")]

    def __str__(self) -> str:
        return f"{self.title} ({self.locale})"


class Dependency(models.Model):
    """Something a document was made from, besides its own page.

    ``what`` and ``key`` are those of dirty marks: when such a mark appears, the document is
    rendered anew.

    Attributes:
        seen: Of a linked resource: the digest of what the document says of it; empty for nothing.
            A document that says already what it should need not be rendered.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="dependencies")
    what = models.CharField(max_length=16)
    key = models.CharField(max_length=255)
    seen = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("dependency")
        verbose_name_plural = _("dependencies")
        constraints = [
            models.UniqueConstraint(
                fields=["document", "what", "key"], name="integra_dependency_once"
            )
        ]
        indexes = [models.Index(fields=["what", "key"], name="integra_dependency_key")]

    def __str__(self) -> str:
        return f"{self.what}:{self.key}"


class Entry(models.Model):
    """The map: which edition of a resource is served to those who ask for a locale.

    One row for each resource, asked locale and fallback chain that leads to an edition.

    Attributes:
        scope: Chain and asked locale, such as ``default.bg``; see ``delivery.chains``.
        foreign: The edition served is not in the asked locale.
        title_key: The title as the asked locale sorts it. Bytes, so that no database collates it.
        label: Canonical JSON: asked and served locale, origin, freshness, editions available.
        etag: Stands for label and document together.
    """

    scope = models.CharField(max_length=64)
    resource = models.UUIDField()
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=64)
    listed = models.BooleanField()
    city = models.CharField(max_length=64, blank=True)
    foreign = models.BooleanField()
    title_key = models.BinaryField()
    published_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    label = models.TextField()
    etag = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("entry of the map")
        verbose_name_plural = _("entries of the map")
        constraints = [
            models.UniqueConstraint(fields=["scope", "resource"], name="integra_entry_once")
        ]
        indexes = [
            models.Index(
                fields=["scope", "listed", "title_key", "resource"], name="integra_entry_title"
            ),
            models.Index(
                fields=["scope", "kind", "title_key", "resource"], name="integra_entry_kind"
            ),
            models.Index(
                fields=["scope", "city", "title_key", "resource"], name="integra_entry_city"
            ),
            models.Index(
                fields=["scope", "listed", "updated_at", "resource"], name="integra_entry_date"
            ),
            models.Index(
                fields=["scope", "kind", "updated_at", "resource"], name="integra_entry_kind_date"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resource} ({self.scope})"


class Facet(models.Model):
    """One code of one facet of an entry, for filtering and counting."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+", db_index=False)
    scope = models.CharField(max_length=64)
    facet = models.CharField(max_length=64)
    code = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("facet")
        verbose_name_plural = _("facets")
        constraints = [
            models.UniqueConstraint(fields=["entry", "facet", "code"], name="integra_facet_once")
        ]
        indexes = [
            models.Index(fields=["scope", "facet", "code", "entry"], name="integra_facet_code")
        ]

    def __str__(self) -> str:
        return f"{self.facet}={self.code}"


class PublicMedia(models.Model):
    """A file that at least one document shows or links to. No other file is served.

    Attributes:
        media: The identifier of the image, document or recording.
        type: ``image``, ``document`` or ``recording``.
        sha256: Of the original file; its address contains it.
        filename: Name of the original in its storage.
        body: Canonical JSON: what the API says about it, renditions included.
        pending: Renditions of it are still to be made.
    """

    media = models.UUIDField(primary_key=True)
    type = models.CharField(max_length=16)
    sha256 = models.CharField(max_length=64, db_index=True)
    filename = models.CharField(max_length=500)
    body = models.TextField()
    digest = models.CharField(max_length=64)
    pending = models.BooleanField(default=False, db_index=True)
    sequence = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("public file")
        verbose_name_plural = _("public files")

    def __str__(self) -> str:
        return str(self.media)


class Register(models.Model):
    """A small answer about the whole site: vocabularies, cities, project, menus, redirects.

    ``locale`` is empty where it is the same in all languages. ``media`` are the files it shows.
    """

    name = models.CharField(max_length=120)
    locale = models.CharField(max_length=35, blank=True)
    body = models.TextField()
    digest = models.CharField(max_length=64)
    media = models.JSONField(default=list)
    sequence = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("register")
        verbose_name_plural = _("registers")
        constraints = [
            models.UniqueConstraint(fields=["name", "locale"], name="integra_register_once")
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.locale})" if self.locale else self.name
