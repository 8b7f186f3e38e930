"""On a new site, takes away what Wagtail gives to its own two groups, and its own workflow.

"Editors" and "Moderators" may change every page there is, which no membership could undo, and the
workflow sends what editors hand in to "Moderators" and locks it away from the city's publishers.
Groups that somebody is in are left alone.
"""

from django.db import migrations

STOCK_GROUPS = ("Editors", "Moderators")


def take_away(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    WorkflowPage = apps.get_model("wagtailcore", "WorkflowPage")
    groups = Group.objects.filter(name__in=STOCK_GROUPS, user__isnull=True)
    if groups.count() == len(STOCK_GROUPS):
        WorkflowPage.objects.filter(page__depth=1).delete()
    groups.delete()


class Migration(migrations.Migration):
    dependencies = [
        ("integra_project", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]

    operations = [migrations.RunPython(take_away, migrations.RunPython.noop)]
