import django.core.validators
import django.db.models.deletion
import integra_cms.vocabularies.fields
import integra_cms.vocabularies.lists
import integra_cms.vocabularies.localised
import integra_cms.vocabularies.querysets
import integra_cms.vocabularies.validators
import modelcluster.fields
from django.db import migrations, models
from wagtail.images import get_image_model_string


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(get_image_model_string()),
    ]

    operations = [
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=64, unique=True, validators=[django.core.validators.RegexValidator('\\A[A-Za-z0-9][A-Za-z0-9._-]*\\Z', '“%(value)s” is not a code. Use Latin letters, digits, full stops, hyphens and underscores, beginning with a letter or digit.', code='code_invalid')], verbose_name='code')),
                ('names', integra_cms.vocabularies.localised.LocalisedTextField(blank=False, verbose_name='names')),
                ('short_name', models.CharField(blank=True, max_length=64, verbose_name='short name')),
                ('aliases', integra_cms.vocabularies.lists.ListField(blank=True, help_text='Spellings under which people look for it, one per line.', verbose_name='other names')),
                ('type', models.CharField(choices=[('municipality', 'Municipality'), ('municipal_agency', 'Municipal agency'), ('ngo', 'Non-governmental organisation'), ('research', 'Research institution'), ('migrant_led', 'Migrant-led organisation'), ('international', 'International organisation')], max_length=32, verbose_name='type')),
                ('country', models.CharField(help_text='The two-letter ISO 3166-1 code, such as “BG”.', max_length=2, validators=[integra_cms.vocabularies.validators.validate_country], verbose_name='country')),
                ('seat', models.CharField(blank=True, help_text='The town, in English. Leave it empty if it is not known.', max_length=128, verbose_name='seat')),
                ('url', models.URLField(blank=True, max_length=500, verbose_name='website')),
                ('contact_url', models.URLField(blank=True, help_text='The address of a page, not of a person.', max_length=500, verbose_name='contact form')),
                ('logo_alts', integra_cms.vocabularies.localised.LocalisedTextField(blank=True, verbose_name='alternative texts of the logo')),
                ('logo_permission', models.BooleanField(default=False, help_text='The organisation has agreed to its logo being shown here.', verbose_name='logo may be shown')),
                ('logo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=get_image_model_string(), verbose_name='logo')),
            ],
            options={
                'verbose_name': 'organisation',
                'verbose_name_plural': 'organisations',
                'ordering': ('code',),
            },
        ),
        migrations.CreateModel(
            name='Network',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=64, unique=True, validators=[django.core.validators.RegexValidator('\\A[A-Za-z0-9][A-Za-z0-9._-]*\\Z', '“%(value)s” is not a code. Use Latin letters, digits, full stops, hyphens and underscores, beginning with a letter or digit.', code='code_invalid')], verbose_name='code')),
                ('names', integra_cms.vocabularies.localised.LocalisedTextField(blank=False, verbose_name='names')),
                ('descriptions', integra_cms.vocabularies.localised.LocalisedTextField(blank=True, verbose_name='descriptions')),
                ('kind', models.CharField(choices=[('network', 'Network'), ('stakeholder_group', 'Stakeholder integration group'), ('event', 'Event')], default='network', max_length=32, verbose_name='kind')),
                ('level', models.CharField(choices=[('local', 'Local'), ('city_to_city', 'City to city'), ('cross_border', 'Cross-border')], max_length=32, verbose_name='level')),
                ('date', models.CharField(blank=True, help_text='Of an event: the year, the month or the day, such as “2018-10-16”.', max_length=10, validators=[integra_cms.vocabularies.validators.validate_partial_date], verbose_name='date')),
                ('url', models.URLField(blank=True, max_length=500, verbose_name='website')),
                ('members', models.ManyToManyField(blank=True, related_name='networks', to='integra_vocabularies.organisation', verbose_name='members')),
            ],
            options={
                'verbose_name': 'network',
                'verbose_name_plural': 'networks',
                'ordering': ('code',),
            },
        ),
        migrations.CreateModel(
            name='Project',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=64, unique=True, validators=[django.core.validators.RegexValidator('\\A[A-Za-z0-9][A-Za-z0-9._-]*\\Z', '“%(value)s” is not a code. Use Latin letters, digits, full stops, hyphens and underscores, beginning with a letter or digit.', code='code_invalid')], verbose_name='code')),
                ('titles', integra_cms.vocabularies.localised.LocalisedTextField(blank=False, verbose_name='titles')),
                ('acronym', models.CharField(blank=True, max_length=64, verbose_name='acronym')),
                ('goals', integra_cms.vocabularies.localised.LocalisedTextField(blank=True, verbose_name='goal')),
                ('chain_of_work', integra_cms.vocabularies.localised.LocalisedTextField(blank=True, verbose_name='chain of work')),
                ('networks', integra_cms.vocabularies.localised.LocalisedTextField(blank=True, verbose_name='networks')),
                ('competence', integra_cms.vocabularies.localised.LocalisedTextField(blank=True, verbose_name='competence')),
                ('advocacy', integra_cms.vocabularies.localised.LocalisedTextField(blank=True, verbose_name='advocacy')),
                ('aims', integra_cms.vocabularies.fields.TermCodesField(blank=True, verbose_name='aims', vocabulary='aim')),
                ('countries', integra_cms.vocabularies.lists.CountriesField(blank=True, verbose_name='countries')),
                ('funding_statements', integra_cms.vocabularies.localised.LocalisedTextField(blank=True, verbose_name='funding statement')),
                ('disclaimers', integra_cms.vocabularies.localised.LocalisedTextField(blank=True, verbose_name='disclaimer')),
                ('unofficial', integra_cms.vocabularies.lists.LocalesField(blank=True, help_text='Languages in which the funder has not approved the funding statement and the disclaimer. They are marked wherever they are shown.', verbose_name='unofficial translations')),
                ('emblem', models.CharField(blank=True, default='integra_cms/eu-emblem.svg', help_text="The static file of the funder's emblem, shown next to the statement.", max_length=200, validators=[integra_cms.vocabularies.validators.validate_static_file], verbose_name='emblem')),
                ('start_month', models.CharField(blank=True, help_text='Year and month, such as “2018-01”.', max_length=7, validators=[integra_cms.vocabularies.validators.validate_month], verbose_name='first month')),
                ('end_month', models.CharField(blank=True, help_text='Year and month, such as “2019-12”.', max_length=7, validators=[integra_cms.vocabularies.validators.validate_month], verbose_name='last month')),
                ('budget_total', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='total budget')),
                ('budget_eu', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='contribution of the EU')),
                ('currency', models.CharField(default='EUR', max_length=3, validators=[integra_cms.vocabularies.validators.validate_currency], verbose_name='currency')),
                ('grant_id', models.CharField(blank=True, max_length=64, verbose_name='grant identifier')),
                ('contract_wording', models.CharField(blank=True, max_length=200, verbose_name='contract, as the source writes it')),
                ('url', models.URLField(blank=True, max_length=500, verbose_name='website')),
                ('notes', integra_cms.vocabularies.lists.ListField(blank=True, help_text='What was corrected in the sources, and why; one note per line.', verbose_name='editorial notes')),
            ],
            options={
                'verbose_name': 'project',
                'verbose_name_plural': 'projects',
                'ordering': ('code',),
                'constraints': [models.CheckConstraint(condition=models.Q(('budget_total__isnull', True), ('budget_total__gte', 0), _connector='OR'), name='integra_project_budget_positive'), models.CheckConstraint(condition=models.Q(('budget_eu__isnull', True), models.Q(('budget_eu__gte', 0), ('budget_eu__lte', models.F('budget_total')), ('budget_total__isnull', False)), _connector='OR'), name='integra_project_budget', violation_error_code='budget_exceeded', violation_error_message='The contribution of the EU needs a total budget that is at least as high. Correct one of the two amounts.'), models.CheckConstraint(condition=models.Q(('start_month', ''), ('end_month', ''), ('end_month__gte', models.F('start_month')), _connector='OR'), name='integra_project_period', violation_error_code='period_reversed', violation_error_message='The last month is before the first one. Correct one of the two.')],
            },
        ),
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('vocabulary', models.CharField(max_length=64, validators=[django.core.validators.RegexValidator('\\A[A-Za-z0-9][A-Za-z0-9._-]*\\Z', '“%(value)s” is not a code. Use Latin letters, digits, full stops, hyphens and underscores, beginning with a letter or digit.', code='code_invalid')], verbose_name='vocabulary')),
                ('code', models.CharField(help_text='Stands in content and in packs instead of a label. It can never be changed.', max_length=64, validators=[django.core.validators.RegexValidator('\\A[A-Za-z0-9][A-Za-z0-9._-]*\\Z', '“%(value)s” is not a code. Use Latin letters, digits, full stops, hyphens and underscores, beginning with a letter or digit.', code='code_invalid')], verbose_name='code')),
                ('order', models.PositiveIntegerField(default=0, help_text='Terms with a low number come first.', verbose_name='order')),
                ('labels', integra_cms.vocabularies.localised.LocalisedTextField(blank=False, verbose_name='labels')),
                ('abbreviations', integra_cms.vocabularies.localised.LocalisedTextField(blank=True, verbose_name='abbreviations')),
                ('descriptions', integra_cms.vocabularies.localised.LocalisedTextField(blank=True, verbose_name='descriptions')),
                ('uri', models.URLField(blank=True, help_text='Where a public vocabulary has the same term.', max_length=500, verbose_name='address in another vocabulary')),
                ('broader_code', models.CharField(blank=True, help_text='A term of the same vocabulary that includes this one.', max_length=64, verbose_name='code of the broader term')),
                ('reviewed', integra_cms.vocabularies.lists.LocalesField(blank=True, help_text='Languages whose texts a native speaker has confirmed; the others are drafts.', verbose_name='reviewed languages')),
                ('retired', models.BooleanField(default=False, help_text='Content that uses the term keeps it, but nobody can choose it any more.', verbose_name='retired')),
                ('stamp', models.PositiveBigIntegerField(default=integra_cms.vocabularies.querysets.new_stamp, editable=False)),
            ],
            options={
                'verbose_name': 'term',
                'verbose_name_plural': 'terms',
                'ordering': ('vocabulary', 'order', 'code'),
                'constraints': [models.UniqueConstraint(fields=('vocabulary', 'code'), name='integra_term_code_unique', violation_error_code='term_exists', violation_error_message='This vocabulary has a term with this code already.'), models.CheckConstraint(condition=models.Q(models.Q(('vocabulary', ''), _negated=True), models.Q(('code', ''), _negated=True)), name='integra_term_named'), models.CheckConstraint(condition=models.Q(('broader_code', models.F('code')), _negated=True), name='integra_term_not_its_own_broader_term', violation_error_code='term_broader_itself', violation_error_message='A term cannot be its own broader term. Choose another.')],
            },
        ),
        migrations.CreateModel(
            name='ProjectPartner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('lead', 'Lead partner'), ('partner', 'Partner')], default='partner', max_length=16, verbose_name='role')),
                ('order', models.PositiveIntegerField(default=0, editable=False, verbose_name='order')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='integra_vocabularies.organisation', verbose_name='organisation')),
                ('project', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='partners', to='integra_vocabularies.project', verbose_name='project')),
            ],
            options={
                'verbose_name': 'partner',
                'verbose_name_plural': 'partners',
                'ordering': ('order', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('project', 'organisation'), name='integra_project_partner_unique', violation_error_code='partner_exists', violation_error_message='This organisation is a partner of the project already.'), models.UniqueConstraint(condition=models.Q(('role', 'lead')), fields=('project',), name='integra_project_one_lead', violation_error_code='lead_exists', violation_error_message='The project has a lead partner already. Make that one a partner first.')],
            },
        ),
        migrations.CreateModel(
            name='Statistic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=64, validators=[django.core.validators.RegexValidator('\\A[A-Za-z0-9][A-Za-z0-9._-]*\\Z', '“%(value)s” is not a code. Use Latin letters, digits, full stops, hyphens and underscores, beginning with a letter or digit.', code='code_invalid')], verbose_name='code')),
                ('labels', integra_cms.vocabularies.localised.LocalisedTextField(blank=False, verbose_name='labels')),
                ('qualifier', models.CharField(blank=True, choices=[('', 'exactly'), ('over', 'over'), ('about', 'about'), ('under', 'under')], default='', max_length=16, verbose_name='qualifier')),
                ('value', models.DecimalField(decimal_places=4, max_digits=20, verbose_name='value')),
                ('units', integra_cms.vocabularies.localised.LocalisedTextField(blank=True, verbose_name='units')),
                ('as_of', models.CharField(help_text='The year, the month or the day, such as “2018” or “2018-01”.', max_length=10, validators=[integra_cms.vocabularies.validators.validate_partial_date], verbose_name='as of')),
                ('source_name', models.CharField(max_length=200, verbose_name='source')),
                ('source_url', models.URLField(blank=True, max_length=500, verbose_name='address of the source')),
                ('order', models.PositiveIntegerField(default=0, editable=False, verbose_name='order')),
                ('project', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='statistics', to='integra_vocabularies.project', verbose_name='project')),
            ],
            options={
                'verbose_name': 'statistic',
                'verbose_name_plural': 'statistics',
                'ordering': ('order', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('project', 'code'), name='integra_statistic_code_unique', violation_error_code='statistic_exists', violation_error_message='The project has a statistic with this code already.')],
            },
        ),
    ]
