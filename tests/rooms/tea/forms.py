from django import forms

from toolkit.days import DayField


class BrewForm(forms.Form):
    code = forms.CharField(label="Code", max_length=12)
    name = forms.CharField(label="Name", max_length=120)
    name_zh = forms.CharField(label="Chinese name", max_length=120, required=False)
    minutes = forms.IntegerField(label="Minutes", min_value=1, max_value=60)
    served_on = DayField(label="Served on", required=False)
