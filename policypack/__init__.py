"""Guardrails for AWS in Pulumi. A policy pack of your own takes the rules from here: ``serve`` or ``policies``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policypack.wire.sdk import Policies

__all__ = ["policies", "serve"]


def policies(folder: Path | None = None) -> Policies:
    """The rules as objects of Pulumi's policy SDK: ``PolicyPack("ours", policies=[*policies(), our_own])``.

    Levels, options and exemptions are those of the ``guardrails.yaml`` in ``folder`` (None: the working directory), of
    the file that ``GUARDRAILS_CONFIG`` names, of the engine's policy configuration, and of the stack. Call it once, in
    the file that makes the PolicyPack. Raises ConfigurationError where a setting is wrong.
    """
    from policypack.wire.sdk import sdk_policies  # noqa: PLC0415 - importing the package imports nothing else

    return sdk_policies(folder)


def serve(folder: Path) -> None:
    """Runs the pack that ``PulumiPolicy.yaml`` in ``folder`` names, with the configuration in its ``guardrails.yaml``:
    all that the pack's ``__main__.py`` has to call. It ends with the engine that started the process."""
    import gc  # noqa: PLC0415 - as above

    gc.disable()  # What is imported stays; looking for cycles in it takes a tenth of the start.
    from policypack.pack import main  # noqa: PLC0415 - as above

    main(folder)
