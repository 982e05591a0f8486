"""Makes registrations of what a program asks for: URN, provider, and the inputs after the provider's check."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from google.protobuf.struct_pb2 import Struct
from pulumi.runtime.proto import resource_pb2

from policypack.sources import aws_provider
from policypack.sources.goals import Goal
from policypack.sources.project import Project
from policypack.sources.providers import (
    Package,
    configuration_of,
    default_provider,
    explicit_provider_inputs,
    package_of_request,
    provider_identity,
)
from policypack.sources.registrations import PROVIDER_PREFIX, Registration, urn_of, urn_of_reference
from policypack.sources.resources import Resources
from policypack.sources.structs import for_analyzers


class Registrar:
    """``versions`` are those of the installed packages, for registrations that do not name one."""

    def __init__(self, project: Project, resources: Resources, versions: Mapping[str, str]) -> None:
        self._project = project
        self._resources = resources
        self._versions = versions
        self._packages: dict[str, Package] = {}

    def registration(self, goal: Goal) -> Registration:
        """The registration of a goal; ``Resources.add`` keeps it."""
        urn = self.urn(goal.parent, goal.type, goal.name)
        inputs = for_analyzers(goal.properties)
        identity, provider = str(getattr(goal.options, "import")), ""
        if goal.is_provider:
            package = self._package(
                goal.type.removeprefix(PROVIDER_PREFIX), goal.package_reference, goal.options.version
            )
            inputs, identity = explicit_provider_inputs(inputs, package), provider_identity(urn)
        elif goal.custom:
            manager = self.provider(goal.type, goal.options.provider, goal.package_reference, goal.options.version)
            provider = manager.reference
            inputs = self._checked(goal, inputs, manager, urn)
        return Registration(
            urn=urn,
            type=goal.type,
            name=goal.name,
            custom=goal.custom,
            inputs=inputs,
            parent=goal.parent,
            identity=identity,
            provider=provider,
            options=goal.options,
            transforms=goal.transforms,
            dependencies=goal.dependencies,
            property_dependencies=goal.property_dependencies,
        )

    def provider(self, token: str, reference: str, package_reference: str, version: str) -> Registration:
        """The provider that ``reference`` names; else the default one of the token's package, made at its first use."""
        named = self._resources.get(urn_of_reference(reference))
        if named is not None:
            return named
        package = self._package(token, package_reference, version)
        project = self._project
        urn = urn_of(project.stack, project.name, "", PROVIDER_PREFIX + package.name, package.default_name)
        make = partial(default_provider, package, project.config, project.stack, project.name)
        return self._resources.once(urn, make)

    def add_package(self, request: resource_pb2.RegisterPackageRequest) -> str:
        """Keeps a parameterized package; its reference stands for name and version from then on."""
        package = package_of_request(request)
        reference = provider_identity(repr(package))
        self._packages[reference] = package
        return reference

    def urn(self, parent: str, type_token: str, name: str) -> str:
        """The URN of a resource of this project's stack."""
        return urn_of(self._project.stack, self._project.name, parent, type_token, name)

    def _checked(self, goal: Goal, inputs: Struct, manager: Registration, urn: str) -> Struct:
        if not goal.type.startswith("aws:"):
            return inputs
        configuration = configuration_of(manager, self._project.config)
        return aws_provider.check_inputs(goal.type, goal.name, inputs, provider=configuration, urn=urn)

    def _package(self, token: str, reference: str, version: str) -> Package:
        name = token.partition(":")[0]
        return self._packages.get(reference) or Package(name, version or self._versions.get(name, ""))
