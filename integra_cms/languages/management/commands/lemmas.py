"""``manage.py lemmas build``: the files that make search find all forms of a word."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from integra_cms.conf import integra_settings
from integra_cms.languages.exceptions import LemmasNotBuilt
from integra_cms.languages.lemma_building import build_tries
from integra_cms.languages.lemma_sources import has_dictionary
from integra_cms.languages.locales import locale_codes
from integra_cms.verbs import VerbCommand


class Command(VerbCommand):
    help = "Builds the lemma tries that search uses. Safe to repeat; takes under a minute."
    requires_system_checks = ()  # part of set-up: it needs languages, no database and no pages

    def add_verbs(self) -> None:
        build = self.add_verb("build", help="Build the tries of the site's languages.")
        build.add_argument(
            "--dir",
            type=Path,
            dest="directory",
            help="Where to put them. Default: INTEGRA['LEMMAS_DIR'].",
        )
        build.add_argument("--json", action="store_true", dest="as_json", help="Report as JSON.")

    def handle(
        self,
        *,
        directory: Path | None,
        as_json: bool,
        verbosity: int,
        **options: Any,
    ) -> None:
        directory = directory or integra_settings.LEMMAS_DIR
        if directory is None:
            raise CommandError("There is no folder to build in. Give --dir, or set LEMMAS_DIR.")
        languages = sorted({code.partition("-")[0] for code in locale_codes()})
        chosen = [language for language in languages if has_dictionary(language)]

        def progress(language: str) -> None:
            if verbosity:
                self.stderr.write(f"{chosen.index(language) + 1}/{len(chosen)} {language}")

        if verbosity and (without := sorted(set(languages) - set(chosen))):
            self.stderr.write(f"No dictionary for: {', '.join(without)}. Search uses whole words.")

        try:
            built = build_tries(Path(directory), chosen, progress)
        except LemmasNotBuilt as error:
            raise CommandError(str(error)) from error
        if as_json:
            report = {"directory": str(directory), "tries": [trie._asdict() for trie in built]}
            self.stdout.write(json.dumps(report))
        else:
            size = sum(trie.bytes for trie in built) / 1_000_000
            self.stdout.write(f"Built {len(built)} tries ({size:.1f} MB) in {directory}.")
