"""Guardrails for AWS in Pulumi: see ``policypack.policies`` for a policy pack of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policypack.wire.sdk import Policies

__all__ = ["policies"]


def policies(folder: Path | None = None) -> Policies:
    """The rules as objects of Pulumi's policy SDK: ``PolicyPack("ours", policies=[*policies(), our_own])``.

    Levels, options and exemptions are those of the ``guardrails.yaml`` in ``folder`` (None: the working directory), of
    the file that ``GUARDRAILS_CONFIG`` names, of the engine's policy configuration, and of the stack. Call it once, in
    the file that makes the PolicyPack. Raises ConfigurationError where a setting is wrong.
    """
    from policypack.wire.sdk import sdk_policies  # noqa: PLC0415 - importing the package imports nothing else

    return sdk_policies(folder)
