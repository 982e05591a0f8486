"""The policy pack as a ``pulumirpc.Analyzer``. No request may raise, and nothing is printed."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import grpc
from google.protobuf import empty_pb2, json_format
from pulumi.runtime.proto import analyzer_pb2, analyzer_pb2_grpc, plugin_pb2

from policypack.catalog.catalogue import Catalogue, load_catalogue
from policypack.engine.findings import Finding, Outcome
from policypack.engine.pack import Pack
from policypack.engine.policies import CATALOGUE, UNDETERMINED
from policypack.engine.session import Session
from policypack.engine.settings import Settings
from policypack.errors import GuardrailsError
from policypack.model.resources import Deployment, Resource
from policypack.wire.remediation import remediations
from policypack.wire.replies import analyze_response, analyzer_info, level_name
from policypack.wire.requests import deployment_of, resource_of, stack_of

Configuration = Mapping[str, Mapping[str, Any]]
logger = logging.getLogger(__name__)


class Servicer(analyzer_pb2_grpc.AnalyzerServicer):
    """Answers the engine. ``configure`` turns a policy configuration into settings or raises ConfigurationError."""

    def __init__(
        self, pack: Pack, deployment: Deployment, catalogue: Catalogue, configure: Callable[[Configuration], Settings]
    ) -> None:
        self._pack = pack
        self._deployment = deployment
        self._catalogue = catalogue
        self._configure = configure
        self._settings = pack.settings
        self._restart()

    def Analyze(self, request: analyzer_pb2.AnalyzeRequest, context: grpc.ServicerContext) -> Any:  # noqa: N802
        """Judge one resource's inputs."""
        resource = resource_of(request)
        return analyze_response(self._pack, self._safely(lambda: self._session.resource(resource), resource))

    def AnalyzeStack(self, request: analyzer_pb2.AnalyzeStackRequest, context: grpc.ServicerContext) -> Any:  # noqa: N802
        """Judge the whole stack."""
        root = Resource(urn="", type="", name="the stack")
        findings = self._safely(lambda: self._session.stack(stack_of(request, self._session.analysed)), root)
        return analyze_response(self._pack, findings)

    def Remediate(self, request: analyzer_pb2.AnalyzeRequest, context: grpc.ServicerContext) -> Any:  # noqa: N802
        """Change what rules at level ``remediate`` have one safe answer for."""
        try:
            return remediations(self._pack, self._session.judge, request)
        except Exception:
            logger.exception("remediation failed; nothing was changed")
            return analyzer_pb2.RemediateResponse()

    def GetAnalyzerInfo(self, request: Any, context: grpc.ServicerContext) -> Any:  # noqa: N802
        """The pack's name, version and policies."""
        return analyzer_info(self._pack)

    def GetPluginInfo(self, request: Any, context: grpc.ServicerContext) -> Any:  # noqa: N802
        """The pack's version."""
        return plugin_pb2.PluginInfo(version=self._pack.version)

    def Handshake(self, request: Any, context: grpc.ServicerContext) -> Any:  # noqa: N802
        """Nothing to agree on."""
        return analyzer_pb2.AnalyzerHandshakeResponse()

    def Configure(self, request: analyzer_pb2.ConfigureAnalyzerRequest, context: grpc.ServicerContext) -> Any:  # noqa: N802
        """Take the policy configuration; a wrong one ends the preview with its message."""
        configuration = {name: _policy_settings(policy) for name, policy in request.policyConfig.items()}
        try:
            self._settings = self._configure(configuration)
            self._catalogue = load_catalogue(self._settings.of(CATALOGUE).options.file or None)
        except GuardrailsError as error:
            context.abort(grpc.StatusCode.INVALID_ARGUMENT, str(error))
        self._restart()
        return empty_pb2.Empty()

    def ConfigureStack(  # noqa: N802
        self, request: analyzer_pb2.AnalyzerStackConfigureRequest, context: grpc.ServicerContext
    ) -> Any:
        """Learn of the stack and its configuration."""
        self._deployment = deployment_of(request, self._deployment.environment)
        self._restart()
        return analyzer_pb2.AnalyzerStackConfigureResponse()

    def Cancel(self, request: Any, context: grpc.ServicerContext) -> Any:  # noqa: N802
        """Nothing runs on after a request."""
        return empty_pb2.Empty()

    def _restart(self) -> None:
        self._session = Session(self._settings, self._deployment, self._catalogue, date.today())

    def _safely(self, judge: Callable[[], list[Finding]], resource: Resource) -> list[Finding]:
        """The gRPC edge: an exception out of ``Analyze`` would abort the whole preview."""
        try:
            return judge()
        except Exception as error:
            logger.exception("the pack failed on %s", resource.urn)
            problem = (
                f"The pack failed on {resource} with {type(error).__name__}: this resource was not checked."
                " This is a fault of the pack; report it with the lines that it wrote to standard error."
            )
            return [
                Finding(
                    rule=UNDETERMINED.id,
                    outcome=Outcome.CRASHED,
                    level="advisory",
                    severity="high",
                    summary="The pack itself failed",
                    urn=resource.urn,
                    resource_type=resource.type,
                    resource_name=resource.name,
                    problem=problem,
                )
            ]


def _policy_settings(policy: analyzer_pb2.PolicyConfig) -> dict[str, Any]:
    return {**json_format.MessageToDict(policy.properties), "enforcementLevel": level_name(policy.enforcementLevel)}
