"""A page with nothing but a form for a stream, with Wagtail's admin scripts."""

from __future__ import annotations

import json

from django import forms
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from wagtail.blocks import BlockField

from integra_cms.blocks import StreamBlock, StructBlock
from integra_cms.blocks.terms import TermBlock, TermsBlock
from integra_cms.project.urls import urlpatterns as project_urls
from tests.blocks.samples import SampleBlock, raw_with_unknown


class TermedBlock(StructBlock):
    area = TermBlock("area")
    issues = TermsBlock("issue")


BLOCK = StreamBlock([("sample", SampleBlock()), ("termed", TermedBlock())])


def stored() -> list[dict]:
    """What the form starts with."""
    termed = {"area": "GONE", "issues": ["employment", "unheard-of"]}
    return [
        *raw_with_unknown()[:2],
        {"type": "termed", "id": "t1", "value": termed},
    ]


class StreamForm(forms.Form):
    body = BlockField(block=BLOCK)


PAGE = """
{% load static %}
<!DOCTYPE html>
<html lang="en">
<head>
<title>Stream</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="{% static 'wagtailadmin/css/core.css' %}">
{{ form.media.css }}
</head>
<body>
<form method="post">{{ form.body }}<button type="submit" id="send">Send</button></form>
<script id="wagtail-config" type="application/json">{"ADMIN_API": {}, "LOCALES": []}</script>
<script src="{% static 'wagtailadmin/js/vendor/jquery-3.6.0.min.js' %}"></script>
<script src="{% static 'wagtailadmin/js/vendor/jquery-ui-1.13.2.min.js' %}"></script>
<script src="{% url 'wagtailadmin_javascript_catalog' %}"></script>
<script src="{% static 'wagtailadmin/js/core.js' %}"></script>
<script src="{% static 'wagtailadmin/js/vendor.js' %}"></script>
<script src="{% static 'wagtailadmin/js/wagtailadmin.js' %}"></script>
{{ form.media.js }}
</body>
</html>
"""


@csrf_exempt
def stream_form(request: HttpRequest) -> HttpResponse:
    """Shows the form; answers a valid one with what would be stored."""
    if request.method == "POST":
        form = StreamForm(request.POST)
        answer = BLOCK.get_prep_value(form.cleaned_data["body"]) if form.is_valid() else form.errors
        return HttpResponse(
            json.dumps(answer, cls=DjangoJSONEncoder), content_type="application/json"
        )
    form = StreamForm(initial={"body": BLOCK.to_python(stored())})
    return HttpResponse(engines["django"].from_string(PAGE).render({"form": form}, request))


urlpatterns = [path("stream-form/", stream_form), *project_urls]
