"""Acme's policy pack: the rules of the package, and those that guardrails.yaml beside this file names."""

from pathlib import Path

import policypack

policypack.serve(Path(__file__).resolve().parent)
