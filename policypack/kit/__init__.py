"""The testing kit: what the pytest fixture ``guardrails`` is and gives. ``docs/testing.md`` shows how to use it."""

from __future__ import annotations

from policypack.kit.guardrails import Guardrails
from policypack.kit.previewed import Previewed, PreviewError
from policypack.kit.registered import Registered, TextAround
from policypack.model.values import UNKNOWN, Secret

__all__ = ["UNKNOWN", "Guardrails", "PreviewError", "Previewed", "Registered", "Secret", "TextAround"]
