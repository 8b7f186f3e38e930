"""``manage.py city open``: gives a city a section of its own."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError

from integra_cms.sections.opening import CityPlan, CityRefused, open_cities, refusals
from integra_cms.verbs import VerbCommand


class Command(VerbCommand):
    help = "Opens a city: its record, term, collection and front pages, all or nothing."

    def add_verbs(self) -> None:
        opening = self.add_verb("open", help="Open a city.")
        opening.add_argument("name", help="Its name in English.")
        opening.add_argument("--country", default="", help="ISO 3166-1, two letters, such as BG.")
        opening.add_argument(
            "--locales",
            required=True,
            help="Codes with commas between them; its texts are written in the first.",
        )
        opening.add_argument("--native-name", default="", help="Its name in its own language.")
        opening.add_argument("--code", default="", help="For addresses and packs; for ever.")
        opening.add_argument("--nuts", default="", help="NUTS 3 code.")
        opening.add_argument("--geonames", type=int, help="Number in GeoNames.")
        opening.add_argument(
            "--example", action="store_true", help="Not a real city; marked everywhere."
        )
        opening.add_argument("--dry-run", action="store_true", help="Only say what would be done.")

    def handle(
        self,
        *,
        name: str,
        country: str,
        locales: str,
        native_name: str,
        code: str,
        nuts: str,
        geonames: int | None,
        example: bool,
        dry_run: bool,
        **options: Any,
    ) -> None:
        """Opens it.

        Raises:
            CommandError: It cannot be opened; every reason is named.
        """
        codes = [locale.strip() for locale in locales.split(",") if locale.strip()]
        names = {"en": name}
        if native_name and codes:
            names[codes[0]] = native_name
        plan = CityPlan(
            names=names,
            locales=codes,
            country=country.upper(),
            code=code,
            details={
                "native_name": native_name,
                "nuts_code": nuts,
                "geonames_id": geonames,
                "is_example": example,
            },
        )
        if dry_run:
            if reasons := refusals([plan]):
                raise CommandError("\n".join(reasons))
            self.stdout.write(
                f"Would open {name} as {plan.final_code!r} with front pages in "
                f"{', '.join(codes)}. Nothing was changed."
            )
            return
        try:
            [city] = open_cities([plan])
        except CityRefused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Opened {name} as {city.code!r} with unpublished front pages in "
            f"{', '.join(city.locales)}."
        )
