"""Acme's policy pack: the rules come from the package, the settings from guardrails.yaml beside this file."""

from pathlib import Path

import policypack

policypack.serve(Path(__file__).resolve().parent)
