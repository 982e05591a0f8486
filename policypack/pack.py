"""The pack as the engine starts it."""

from __future__ import annotations

import gc
import os
from pathlib import Path

from policypack.engine.configuration.configuration import Configuration, with_organization_file
from policypack.engine.index import listed_rules
from policypack.engine.pack import read_pack
from policypack.errors import ConfigurationError
from policypack.wire.requests import deployment_of_environment
from policypack.wire.server import serve
from policypack.wire.servicer import Servicer


def main(folder: Path) -> None:
    """Serve the pack of ``folder`` to the engine that started this process."""
    servicer = make_servicer(folder)
    gc.freeze()
    gc.enable()
    serve(servicer)


def make_servicer(folder: Path) -> Servicer:
    """The servicer of the pack in ``folder``, with the built-in rules and the organization's configuration."""
    configuration, wrong = Configuration(listed_rules()), None
    try:
        configuration = with_organization_file(configuration, folder, os.environ)
    except ConfigurationError as error:
        wrong = error
    deployment = deployment_of_environment(os.environ)
    pack = read_pack(folder, configuration.told(deployment))
    return Servicer(pack, configuration, deployment, folder=folder, wrong=wrong)
