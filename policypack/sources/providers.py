"""The providers of one run: the default ones that the engine makes by itself, and the program's own."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from google.protobuf.struct_pb2 import Struct, Value
from pulumi.runtime.proto import resource_pb2

from policypack.model.records import record
from policypack.sources.registrations import PROVIDER_PREFIX, Registration, urn_of
from policypack.sources.stack_config import StackConfig
from policypack.sources.structs import secret

DYNAMIC_PACKAGE = "pulumi-python"
"""The package of dynamic resources, whose default provider gets the whole configuration."""


@record(frozen=True, slots=True)
class Package:
    """A package as a registration asks for it."""

    name: str
    version: str = ""
    download_url: str = ""

    @property
    def default_name(self) -> str:
        """``default_7_51_1``: the name of the package's default provider."""
        return "default" + "".join(f"_{part}" for part in re.split(r"[.+-]", self.version) if part)


def package_of_request(request: resource_pb2.RegisterPackageRequest) -> Package:
    """The package that a reference stands for: that of its parameterization where it has one."""
    parameterization = request.parameterization if request.HasField("parameterization") else None
    if parameterization is None:
        return Package(request.name, request.version, request.download_url)
    return Package(parameterization.name, parameterization.version, request.download_url)


def default_provider(package: Package, config: StackConfig, stack: str, project: str) -> Registration:
    """The default provider of a package: its inputs are the package's configuration and its version."""
    dynamic = package.name == DYNAMIC_PACKAGE
    settings: Mapping[str, str] = config.values if dynamic else config.namespace(package.name)
    inputs = Struct()
    for key in sorted(settings):
        full_key = key if dynamic else f"{package.name}:{key}"
        value = Value(string_value=settings[key])
        inputs.fields[key].CopyFrom(secret(value) if full_key in config.secret_keys else value)
    _set_version(inputs, package)
    type_token = PROVIDER_PREFIX + package.name
    urn = urn_of(stack, project, "", type_token, package.default_name)
    return Registration(urn, type_token, package.default_name, True, inputs, identity=provider_identity(urn))


def explicit_provider_inputs(inputs: Struct, package: Package) -> Struct:
    """The inputs of a provider of the program's own, with its version beside them as the engine sets it."""
    completed = Struct()
    completed.CopyFrom(inputs)
    _set_version(completed, package)
    return completed


def configuration_of(provider: Registration, config: StackConfig) -> Struct:
    """A provider's inputs as it knows them itself: it would have decrypted what the stack encrypts."""
    known = Struct()
    known.CopyFrom(provider.inputs)
    if re.fullmatch(r"default(_.*)?", provider.name):
        package = provider.type.removeprefix(PROVIDER_PREFIX)
        for key in [key for key in known.fields if f"{package}:{key}" in config.encrypted_keys]:
            del known.fields[key]
    return known


def provider_identity(urn: str) -> str:
    """An ID in the form of the engine's, the same in each run."""
    digits = hashlib.sha256(urn.encode()).hexdigest()
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:32]))


def _set_version(inputs: Struct, package: Package) -> None:
    if package.version:
        inputs.fields["version"].string_value = package.version
