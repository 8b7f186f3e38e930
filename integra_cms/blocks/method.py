"""Parts of a method: its steps, who does what, what is needed."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from integra_cms.blocks import groups
from integra_cms.blocks.choosers import ImageBlock
from integra_cms.blocks.codes import ChoiceBlock, IntegerBlock
from integra_cms.blocks.enums import SupplyUse
from integra_cms.blocks.schemas import Html, ImageReference, Schema
from integra_cms.blocks.struct import StructBlock, StructValue
from integra_cms.blocks.wording import CharBlock, RichTextBlock, TextBlock


class StepData(Schema):
    title: str
    text: Html
    duration: str
    minutes_min: int | None
    minutes_max: int | None
    who: str
    materials: str
    tip: str
    image: ImageReference | None


class RoleData(Schema):
    name: str
    duties: str
    number: str


class SupplyData(Schema):
    name: str
    use: SupplyUse
    quantity: str


class StepBlock(StructBlock):
    """One step of a method."""

    title = CharBlock(label=_("Title"), max_length=200)
    text = RichTextBlock(label=_("What happens"))
    duration = CharBlock(
        label=_("Duration in words"),
        required=False,
        max_length=80,
        help_text=_("As readers should see it, for example “60–90 min” or “one afternoon”."),
    )
    minutes_min = IntegerBlock(
        label=_("At least, in minutes"),
        required=False,
        min_value=0,
        max_value=100_000,
        help_text=_("Makes it possible to add up the time of all steps."),
    )
    minutes_max = IntegerBlock(
        label=_("At most, in minutes"), required=False, min_value=0, max_value=100_000
    )
    who = CharBlock(label=_("Who does it"), required=False, max_length=200)
    materials = TextBlock(label=_("What is needed for it"), required=False, rows=2)
    tip = TextBlock(label=_("Tip"), required=False, rows=2)
    image = ImageBlock(
        label=_("Illustration"),
        required=False,
        help_text=_("It only illustrates the text: screen readers leave it out."),
    )

    schema = StepData

    def problems(self, value: StructValue) -> dict[str, ValidationError]:
        least, most = value["minutes_min"], value["minutes_max"]
        if least is not None and most is not None and least > most:
            error = ValidationError(
                _("The step takes at least %(least)s and at most %(most)s minutes. Correct one."),
                code="minutes_order",
                params={"least": least, "most": most},
            )
            return {"minutes_max": error}
        return {}

    class Meta:
        icon = "list-ol"
        group = groups.METHOD
        label = _("Step")
        description = _("One step of a method: what happens, how long it takes, who does it.")
        template = "integra_cms/blocks/step.html"
        preview_value = {
            "title": "Walk the route",
            "text": "<p>Stop at each place on the map and fill in the checklist there.</p>",
            "duration": "60–90 min",
            "minutes_min": 60,
            "minutes_max": 90,
            "who": "Everybody, in groups of five",
            "materials": "Clipboards, pencils, printed checklists",
            "tip": "Let the person with the most experience of the place go first.",
            "image": None,
        }


class RoleBlock(StructBlock):
    """Somebody a method needs."""

    name = CharBlock(label=_("Role"), max_length=120)
    duties = TextBlock(label=_("What this person does"), required=False, rows=2)
    number = CharBlock(
        label=_("How many"),
        required=False,
        max_length=80,
        help_text=_("In words, for example “2” or “one per group”."),
    )

    schema = RoleData

    class Meta:
        icon = "user"
        group = groups.METHOD
        label = _("Role")
        description = _("Somebody whom a method needs, and what for.")
        template = "integra_cms/blocks/role.html"
        preview_value = {
            "name": "Guide",
            "duties": "Knows the route and keeps the time.",
            "number": "one per group",
        }


class SupplyBlock(StructBlock):
    """Something a method needs."""

    name = CharBlock(label=_("What"), max_length=200)
    use = ChoiceBlock(label=_("Use"), choices=SupplyUse.choices, default=SupplyUse.KEPT.value)
    quantity = CharBlock(
        label=_("How much"),
        required=False,
        max_length=80,
        help_text=_("In words, for example “one per person”."),
    )

    schema = SupplyData

    class Meta:
        icon = "clipboard-list"
        group = groups.METHOD
        label = _("Material")
        description = _("A thing that a method needs, and how much of it.")
        template = "integra_cms/blocks/supply.html"
        preview_value = {"name": "Clipboards", "use": "kept", "quantity": "one per group"}
