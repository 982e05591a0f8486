"""The resource monitor that a program talks to in a preview, answering as the engine's: no state, no cloud."""

# ruff: noqa: N802, ARG002 - the names and arguments are the service's

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from threading import Lock
from typing import NoReturn

import grpc
from google.protobuf.empty_pb2 import Empty
from google.protobuf.struct_pb2 import Struct, Value
from pulumi.runtime.proto import callback_pb2, provider_pb2, resource_pb2, resource_pb2_grpc

from policypack.model.texts import one_line
from policypack.sources.answers import Answers
from policypack.sources.foresight import Foresight, Made, certain_region
from policypack.sources.functions import Functions, region_of
from policypack.sources.goals import goal_of
from policypack.sources.positions import position_of
from policypack.sources.project import Project
from policypack.sources.providers import configuration_of
from policypack.sources.registrar import Registrar
from policypack.sources.registrations import Registration, answer_of
from policypack.sources.resources import DuplicateResourceError, Resources
from policypack.sources.structs import (
    all_secret,
    contains_secret,
    for_analyzers,
    is_unknown,
    plain,
    unknown,
    without_marks,
)
from policypack.sources.transforms import transform_invoke

KINDS = "guardrails-kinds"
"""The metadata of a request that tells the kinds of outputs."""
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

_InvokeResponse: type[resource_pb2.ResourceInvokeResponse] = getattr(
    resource_pb2, "ResourceInvokeResponse", provider_pb2.InvokeResponse
)
"""The same on the wire; SDKs before 3.259 have one of providers only."""


class ResourceMonitor(resource_pb2_grpc.ResourceMonitorServicer):
    """``pulumirpc.ResourceMonitor`` for one run of one program. ``registers`` is told the type of each resource."""

    def __init__(
        self,
        project: Project,
        answers: Answers,
        versions: Mapping[str, str],
        foresight: Foresight | None = None,
        registers: Callable[[str], object] = id,
    ) -> None:
        self.resources = Resources(project.root)
        self.functions = Functions(project.config, self.resources, answers, foresight)
        self._foresight = foresight
        self._registers = registers
        self.warnings: set[str] = set()
        self._project = project
        self._registrar = Registrar(project, self.resources, versions)
        self._stack_transforms: list[callback_pb2.Callback] = []
        self._invoke_transforms: list[callback_pb2.Callback] = []
        self._lock = Lock()

    # -- resources ------------------------------------------------------------------------------

    def RegisterResource(
        self, request: resource_pb2.RegisterResourceRequest, context: grpc.ServicerContext
    ) -> resource_pb2.RegisterResourceResponse:
        try:
            registration = self._register(request)
        except DuplicateResourceError as error:
            _abort(context, grpc.StatusCode.ALREADY_EXISTS, str(error))
        except grpc.RpcError as error:
            _abort(context, grpc.StatusCode.UNKNOWN, f"transform of {request.type} '{request.name}': {_details(error)}")
        self._registers(request.type)
        if request.remote:
            self._warn(f"{request.type} '{request.name}' is a remote component: its children are not seen offline")
        identity, outputs = registration.identity, answer_of(registration)
        if self._foresight is not None and registration.custom and not registration.is_provider:
            identity, outputs = self._foreseen(self._foresight, registration, outputs, _kinds(context))
        return resource_pb2.RegisterResourceResponse(urn=registration.urn, id=identity, object=outputs)

    def _foreseen(
        self, foresight: Foresight, one: Registration, outputs: Struct, kinds: Mapping[str, str]
    ) -> tuple[str, Struct]:
        """ID and outputs of a resource to be created, with placeholders for texts that are not known."""
        provider = self.resources.provider_of(one)
        region = _region_of(one, None if provider is None else configuration_of(provider, self._project.config))
        made = Made(one.type, one.name, one.urn, region, one.inputs)
        secret = one.options.additional_secret_outputs
        return one.identity or foresight.identity(made), foresight.outputs(made, kinds, outputs, secret)

    def ReadResource(
        self, request: resource_pb2.ReadResourceRequest, context: grpc.ServicerContext
    ) -> resource_pb2.ReadResourceResponse:
        self._registrar.provider(request.type, request.provider, request.packageRef, request.version)
        urn = self._registrar.urn(request.parent, request.type, request.name)
        outputs = self.functions.read(request.type, request.id, for_analyzers(request.properties))
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
            asked = resource_pb2.TransformInvokeRequest(token=request.tok, args=without_marks(args), options=options)
            transformed = transform_invoke(callback, asked)
            # What a transform made of a secret is not marked any more, so all that it made counts as secret.
            had_secret = contains_secret(Value(struct_value=args))
            args = all_secret(transformed.args) if had_secret else transformed.args
            reference = transformed.options.provider
        provider = self._registrar.provider(request.tok, reference, request.packageRef, request.version)
        answer = self.functions.call(request.tok, for_analyzers(args), provider, _kinds(context))
        if isinstance(answer, str):
            _abort(context, grpc.StatusCode.NOT_FOUND, answer)
        response = _InvokeResponse()
        getattr(response, "return").CopyFrom(answer)
        return response

    def Call(
        self, request: resource_pb2.ResourceCallRequest, context: grpc.ServicerContext
    ) -> provider_pb2.CallResponse:
        self._warn(f"{request.tok} is a method that a plugin answers: its result is unknown offline")
        response = provider_pb2.CallResponse()
        getattr(response, "return").CopyFrom(Struct(fields={"result": unknown()}))
        return response

    # -- the run --------------------------------------------------------------------------------

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
        return resource_pb2.RegisterPackageResponse(ref=self._registrar.add_package(request))

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

    def _register(self, request: resource_pb2.RegisterResourceRequest) -> Registration:
        goal = goal_of(request, self.resources, tuple(self._stack_transforms))
        return self.resources.add(self._registrar.registration(goal), position_of(request, self.resources.root))

    def _warn(self, text: str) -> None:
        with self._lock:
            self.warnings.add(text)


def _kinds(context: grpc.ServicerContext) -> Mapping[str, str]:
    """What the program's SDK says of the outputs of what it asks for: name -> kind."""
    metadata = dict(context.invocation_metadata())
    kinds: Mapping[str, str] = json.loads(metadata.get(KINDS, "{}"))
    return kinds


def _region_of(one: Registration, configuration: Struct | None) -> str | None:
    """The region of a resource where it is certain: its own, else its provider's."""
    if "region" in one.inputs.fields:
        own = one.inputs.fields["region"]
        return None if is_unknown(own) else certain_region(str(plain(own)))
    if configuration is None or one.package != "aws":
        return None
    return certain_region(region_of(configuration))


def _abort(context: grpc.ServicerContext, code: grpc.StatusCode, details: str) -> NoReturn:
    context.abort(code, one_line(details))
    raise AssertionError("abort does not return")


def _details(error: grpc.RpcError) -> str:
    return str(error.details()) if isinstance(error, grpc.Call) else str(error)


def _enum_name(feature: str) -> str:
    """``aliasSpecs`` is ``RESOURCE_MONITOR_FEATURE_ALIAS_SPECS`` where a newer SDK asks for all features at once."""
    return "RESOURCE_MONITOR_FEATURE_" + re.sub(r"(?=[A-Z])", "_", feature).upper()
