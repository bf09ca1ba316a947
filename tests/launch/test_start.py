"""A start loads every address, and leaves what is slow to import until it is used."""

import json
import os
import subprocess
import sys

from edc.environment import BASE_DIR

LOAD_EVERY_ADDRESS = """
import json, sys
import django
from django.urls import get_resolver

def load(resolver):
    for each in resolver.url_patterns:
        if hasattr(each, "url_patterns"):
            load(each)

django.setup()
load(get_resolver())
print(json.dumps(sorted(sys.modules)))
"""


def test_nothing_that_computes_or_draws_is_imported_before_it_is_used(tmp_path):
    environment = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "edc.settings", "EDC_VAR": str(tmp_path)}
    command = [sys.executable, "-c", LOAD_EVERY_ADDRESS]
    done = subprocess.run(command, cwd=BASE_DIR, env=environment, capture_output=True, text=True, check=True)
    loaded = set(json.loads(done.stdout))
    assert {"trial.views_characteristics", "adverse_events.study.plot_views"} <= loaded
    assert not loaded & {"numpy", "scipy", "matplotlib"}
