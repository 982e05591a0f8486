"""The resource monitor that a program talks to in a preview, answering as the engine's: no state, no cloud."""

from __future__ import annotations

import re
from functools import partial
from threading import Lock
from typing import NoReturn

import grpc
from google.protobuf.empty_pb2 import Empty
from google.protobuf.struct_pb2 import Struct, Value
from pulumi.runtime.proto import (
    callback_pb2,
    provider_pb2,
    resource_pb2,
    resource_pb2_grpc,
)

from policypack.sources import aws_provider
from policypack.sources.answers import Answers
from policypack.sources.functions import Functions
from policypack.sources.goals import Goal, goal_of
from policypack.sources.positions import position_of
from policypack.sources.project import Project
from policypack.sources.providers import (
    Package,
    configuration_of,
    default_provider,
    explicit_provider_inputs,
    package_of_request,
    provider_identity,
)
from policypack.sources.registrations import (
    PROVIDER_PREFIX,
    Registration,
    answer_of,
    urn_of,
    urn_of_reference,
)
from policypack.sources.resources import DuplicateResourceError, Resources
from policypack.sources.structs import for_analyzers, is_unknown, unknown
from policypack.sources.transforms import Callbacks

FEATURES = (
    "secrets",
    "resourceReferences",
    "outputValues",
    "aliasSpecs",
    "replacementTrigger",
    "deletedWith",
    "replaceWith",
    "transforms",
    "invokeTransforms",
    "parameterization",
    "resourceHooks",
    "errorHooks",
)
"""Those of the engine that change what a program sends; the SDK itself waits for the dependencies of a function."""


class ResourceMonitor(resource_pb2_grpc.ResourceMonitorServicer):
    """``pulumirpc.ResourceMonitor`` for one run of one program."""

    def __init__(self, project: Project, answers: Answers) -> None:
        self.resources = Resources(project.root)
        self.callbacks = Callbacks()
        self.functions = Functions(project.config, self.resources, answers)
        self.warnings: list[str] = []
        self._project = project
        self._packages: dict[str, Package] = {}
        self._stack_transforms: list[callback_pb2.Callback] = []
        self._invoke_transforms: list[callback_pb2.Callback] = []
        self._lock = Lock()

    # -- resources ------------------------------------------------------------------------------

    def RegisterResource(
        self, request: resource_pb2.RegisterResourceRequest, context: grpc.ServicerContext
    ) -> resource_pb2.RegisterResourceResponse:
        goal = goal_of(request, self.resources, self.callbacks, tuple(self._stack_transforms))
        try:
            registration = self.resources.add(self._registration(goal), position_of(request, self.resources.root))
        except DuplicateResourceError as error:
            _abort(context, grpc.StatusCode.ALREADY_EXISTS, str(error))
        if goal.remote:
            self._warn(
                f"{goal.type} '{goal.name}' is a remote component: its plugin makes the children, unseen offline"
            )
        return resource_pb2.RegisterResourceResponse(
            urn=registration.urn, id=registration.identity, object=answer_of(registration)
        )

    def ReadResource(
        self, request: resource_pb2.ReadResourceRequest, context: grpc.ServicerContext
    ) -> resource_pb2.ReadResourceResponse:
        if not request.provider:
            self._default_provider(self._package(request.type, request.packageRef, request.version))
        urn = self._urn(request.parent, request.type, request.name)
        known = for_analyzers(request.properties)
        outputs = self.functions.read(request.type, request.id, known)
        self.resources.add_read(urn, request.id, outputs)
        response = resource_pb2.ReadResourceResponse(urn=urn, properties=outputs)
        # Older protocols have no ID here; the SDK then keeps the one it asked for.
        if "id" in response.DESCRIPTOR.fields_by_name and not is_unknown(Value(string_value=request.id)):
            response.id = request.id
        return response

    def ExistsResource(
        self, request: resource_pb2.ExistsResourceRequest, context: grpc.ServicerContext
    ) -> resource_pb2.ExistsResourceResponse:
        return resource_pb2.ExistsResourceResponse(unknown=True)

    def RegisterResourceOutputs(
        self, request: resource_pb2.RegisterResourceOutputsRequest, context: grpc.ServicerContext
    ) -> Empty:
        self.resources.set_outputs(request.urn, for_analyzers(request.outputs))
        return Empty()

    # -- functions ------------------------------------------------------------------------------

    def Invoke(
        self, request: resource_pb2.ResourceInvokeRequest, context: grpc.ServicerContext
    ) -> resource_pb2.ResourceInvokeResponse:
        args, reference = request.args, request.provider
        for callback in tuple(self._invoke_transforms):
            options = resource_pb2.TransformInvokeOptions(provider=reference, version=request.version)
            asked = resource_pb2.TransformInvokeRequest(token=request.tok, args=args, options=options)
            transformed = self.callbacks.transform_invoke(callback, asked)
            args, reference = transformed.args, transformed.options.provider
        provider = self.resources.get(urn_of_reference(reference))
        if provider is None and not request.tok.startswith("pulumi:"):
            provider = self._default_provider(self._package(request.tok, request.packageRef, request.version))
        answer = self.functions.call(request.tok, for_analyzers(args), provider)
        if answer is None:
            _abort(context, grpc.StatusCode.NOT_FOUND, self.functions.unanswered[-1])
        response = resource_pb2.ResourceInvokeResponse()
        getattr(response, "return").CopyFrom(answer)
        return response

    def Call(
        self, request: resource_pb2.ResourceCallRequest, context: grpc.ServicerContext
    ) -> provider_pb2.CallResponse:
        self._warn(f"{request.tok} is a method that a plugin answers: its result is unknown offline")
        response = provider_pb2.CallResponse()
        getattr(response, "return").CopyFrom(Struct(fields={"result": unknown()}))
        return response

    # -- what the run has ------------------------------------------------------------------------

    def SupportsFeature(
        self, request: resource_pb2.SupportsFeatureRequest, context: grpc.ServicerContext
    ) -> resource_pb2.SupportsFeatureResponse:
        return resource_pb2.SupportsFeatureResponse(hasSupport=request.id in FEATURES)

    def GetDeploymentInfo(self, request: Empty, context: grpc.ServicerContext) -> resource_pb2.DeploymentInfo:
        project = self._project
        return resource_pb2.DeploymentInfo(
            project=project.name,
            stack=project.stack,
            organization=project.organization,
            config=project.config.values,
            configSecretKeys=sorted(project.config.secret_keys),
            dryRun=True,
            supportedFeatures=[resource_pb2.ResourceMonitorFeature.Value(name) for name in map(_enum_name, FEATURES)],
        )

    def RegisterPackage(
        self, request: resource_pb2.RegisterPackageRequest, context: grpc.ServicerContext
    ) -> resource_pb2.RegisterPackageResponse:
        package = package_of_request(request)
        reference = provider_identity(repr(package))
        self._packages[reference] = package
        return resource_pb2.RegisterPackageResponse(ref=reference)

    def RegisterStackTransform(self, request: callback_pb2.Callback, context: grpc.ServicerContext) -> Empty:
        self._stack_transforms.append(request)
        return Empty()

    def RegisterStackInvokeTransform(self, request: callback_pb2.Callback, context: grpc.ServicerContext) -> Empty:
        self._invoke_transforms.append(request)
        return Empty()

    def RegisterResourceHook(
        self, request: resource_pb2.RegisterResourceHookRequest, context: grpc.ServicerContext
    ) -> Empty:
        return Empty()

    def RegisterErrorHook(self, request: resource_pb2.RegisterErrorHookRequest, context: grpc.ServicerContext) -> Empty:
        return Empty()

    def SignalAndWaitForShutdown(self, request: Empty, context: grpc.ServicerContext) -> Empty:
        return Empty()

    # -- steps ----------------------------------------------------------------------------------

    def _registration(self, goal: Goal) -> Registration:
        urn = self._urn(goal.parent, goal.type, goal.name)
        inputs = for_analyzers(goal.properties)
        provider, identity = "", str(getattr(goal.options, "import"))
        if goal.is_provider:
            package = self._package(
                goal.type.removeprefix(PROVIDER_PREFIX), goal.package_reference, goal.options.version
            )
            inputs, identity = explicit_provider_inputs(inputs, package), provider_identity(urn)
        elif goal.custom:
            manager = self._manager(goal)
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

    def _checked(self, goal: Goal, inputs: Struct, manager: Registration, urn: str) -> Struct:
        if not goal.type.startswith("aws:"):
            return inputs
        configuration = configuration_of(manager, self._project.config)
        return aws_provider.check_inputs(goal.type, goal.name, inputs, provider=configuration, urn=urn)

    def _manager(self, goal: Goal) -> Registration:
        named = self.resources.get(urn_of_reference(goal.options.provider))
        return named or self._default_provider(self._package(goal.type, goal.package_reference, goal.options.version))

    def _default_provider(self, package: Package) -> Registration:
        project = self._project
        urn = urn_of(project.stack, project.name, "", PROVIDER_PREFIX + package.name, package.default_name)
        return self.resources.once(urn, partial(default_provider, package, project.config, project.stack, project.name))

    def _package(self, token: str, reference: str, version: str) -> Package:
        return self._packages.get(reference) or Package(token.partition(":")[0], version)

    def _urn(self, parent: str, type_token: str, name: str) -> str:
        return urn_of(self._project.stack, self._project.name, parent, type_token, name)

    def _warn(self, text: str) -> None:
        with self._lock:
            if text not in self.warnings:
                self.warnings.append(text)


def _abort(context: grpc.ServicerContext, code: grpc.StatusCode, details: str) -> NoReturn:
    context.abort(code, details)
    raise AssertionError("abort does not return")


def _enum_name(feature: str) -> str:
    """``aliasSpecs`` is ``RESOURCE_MONITOR_FEATURE_ALIAS_SPECS`` where a newer SDK asks for all features at once."""
    return "RESOURCE_MONITOR_FEATURE_" + re.sub(r"(?=[A-Z])", "_", feature).upper()
