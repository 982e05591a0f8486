"""The pack as the engine starts it."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

from policypack.engine.configuration.configuration import Configuration, with_organization_file
from policypack.engine.index import listed_rules
from policypack.engine.pack import read_pack
from policypack.model.opaque import FAULTS
from policypack.wire.requests import deployment_of_environment
from policypack.wire.server import serve
from policypack.wire.servicer import Servicer, readable, said


def main(folder: Path) -> None:
    """Serve the pack of ``folder`` to the engine that started this process."""
    try:
        servicer = make_servicer(folder)
    except FAULTS as error:
        sys.exit(f"error: {said(readable(error))}")
    gc.freeze()
    gc.enable()
    serve(servicer)


def make_servicer(folder: Path) -> Servicer:
    """The servicer of the pack in ``folder``, with the built-in rules and the organization's configuration."""
    configuration, wrong = Configuration(listed_rules()), None
    deployment = deployment_of_environment(os.environ)
    try:
        configuration = with_organization_file(configuration, folder, os.environ)
        told = configuration.told(deployment)
    except FAULTS as error:
        wrong = readable(error)
        told = Configuration(listed_rules()).told(deployment)
    return Servicer(read_pack(folder, told), configuration, deployment, folder=folder, wrong=wrong)
