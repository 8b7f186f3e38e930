from django.db import migrations, models

import integra_cms.delivery.models.feed


class Migration(migrations.Migration):
    dependencies = [("integra_delivery", "0004_storage")]

    operations = [
        migrations.AddField(
            model_name="cataloguestate",
            name="token",
            field=models.BigIntegerField(default=integra_cms.delivery.models.feed.new_token),
        ),
    ]
