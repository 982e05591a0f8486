"""The pack as the engine starts it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from policypack.catalog.catalogue import load_catalogue
from policypack.engine.pack import read_pack
from policypack.engine.registry import all_rules
from policypack.engine.settings import Settings, configured, default_settings
from policypack.wire.requests import deployment_of_environment
from policypack.wire.server import serve
from policypack.wire.servicer import Servicer


def main(folder: Path) -> None:
    """Serve the pack of ``folder`` to the engine that started this process."""
    serve(make_servicer(folder))


def make_servicer(folder: Path) -> Servicer:
    """The servicer of the pack in ``folder``, with the built-in rules."""
    rules = all_rules()

    def configure(configuration: Mapping[str, Mapping[str, Any]]) -> Settings:
        return configured(rules, configuration, "policy configuration")

    pack = read_pack(folder, default_settings(rules))
    return Servicer(pack, deployment_of_environment(os.environ), load_catalogue(None), configure)
