"""The policy pack as a ``pulumirpc.Analyzer``. No request may raise, and nothing that is written shows a value."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import grpc
from google.protobuf import empty_pb2
from pulumi.runtime.proto import analyzer_pb2, analyzer_pb2_grpc, plugin_pb2

from policypack.engine.configuration.configuration import Configuration
from policypack.engine.findings import Finding, Outcome
from policypack.engine.pack import Pack
from policypack.engine.policies import CATALOG, UNDETERMINED
from policypack.engine.settings import Settings
from policypack.engine.summaries import is_part, summaries
from policypack.errors import ConfigurationError, GuardrailsError, fault
from policypack.model.opaque import FAULTS
from policypack.model.resources import Deployment, Resource
from policypack.model.stack import Stack
from policypack.model.texts import printable
from policypack.wire.project_files import folders_of_run
from policypack.wire.replies import analyze_response, analyzer_info, level_name
from policypack.wire.requests import deployment_of, resource_of, stack_of
from policypack.wire.trees import ReadText, as_it_is, hiding, plain_data

if TYPE_CHECKING:
    from policypack.engine.session import Session

logger = logging.getLogger(__name__)


class Servicer(analyzer_pb2_grpc.AnalyzerServicer):
    """Answers the engine. A configuration that is ``wrong`` ends whatever the engine asks next with its message."""

    def __init__(
        self,
        pack: Pack,
        configuration: Configuration,
        deployment: Deployment,
        *,
        folder: Path = Path(),
        wrong: GuardrailsError | None = None,
    ) -> None:
        self._pack = pack
        self._configuration = configuration
        self._deployment = deployment
        self._folder = folder
        self._wrong_before_the_run = wrong
        self._wrong = wrong
        self._settings = pack.settings
        self._read: ReadText = as_it_is
        self._made_session: Session | None = None
        self._lock = Lock()
        self._resolved = False

    def Analyze(self, request: analyzer_pb2.AnalyzeRequest, context: grpc.ServicerContext) -> Any:  # noqa: N802
        """Judge one resource's inputs."""
        self._refuse_what_is_wrong(context)
        resource = Resource(urn=request.urn, type=request.type, name=request.name)
        return self._safely(
            lambda: [one for one in self._session.resource(resource_of(request, self._read)) if not is_part(one)],
            resource,
        )

    def AnalyzeStack(self, request: analyzer_pb2.AnalyzeStackRequest, context: grpc.ServicerContext) -> Any:  # noqa: N802
        """Judge the whole stack."""
        self._refuse_what_is_wrong(context)
        root = Resource(urn="", type="", name="the stack")
        return self._safely(lambda: self._on_stack(stack_of(request, self._session.analysed, self._read)), root)

    def Remediate(self, request: analyzer_pb2.AnalyzeRequest, context: grpc.ServicerContext) -> Any:  # noqa: N802
        """Change what rules at level ``remediate`` have one safe answer for."""
        self._resolve()
        if self._wrong is not None:
            return analyzer_pb2.RemediateResponse()
        from policypack.wire.remediation import remediations  # noqa: PLC0415 - the engine asks where a rule remediates

        try:
            return remediations(self._pack, self._session, request)
        except FAULTS as error:
            logger.error("remediation of %s failed with %s; nothing was changed", printable(request.urn), fault(error))
            return analyzer_pb2.RemediateResponse()

    def GetAnalyzerInfo(self, request: Any, context: grpc.ServicerContext) -> Any:  # noqa: N802
        """The pack's name, version and policies."""
        if self._wrong_before_the_run is not None:
            self._refuse_what_is_wrong(context)
        try:
            return analyzer_info(self._pack)
        except FAULTS as error:
            self._wrong = self._wrong_before_the_run = readable(error)
            self._resolved = True
        return self._refuse_what_is_wrong(context)

    def GetPluginInfo(self, request: Any, context: grpc.ServicerContext) -> Any:  # noqa: N802
        """The pack's version."""
        return plugin_pb2.PluginInfo(version=self._pack.version)

    def Handshake(self, request: Any, context: grpc.ServicerContext) -> Any:  # noqa: N802
        """Nothing to agree on."""
        return analyzer_pb2.AnalyzerHandshakeResponse()

    def Configure(self, request: analyzer_pb2.ConfigureAnalyzerRequest, context: grpc.ServicerContext) -> Any:  # noqa: N802
        """Take the policy configuration; a wrong one ends the preview with its message."""
        try:
            policies = {name: _policy_settings(policy) for name, policy in request.policyConfig.items()}
            self._configuration = self._configuration.with_policies(policies, self._folder, self._pack.settings)
        except FAULTS as error:
            self._wrong, self._resolved = self._wrong_before_the_run or readable(error), True
        else:
            self._resolved = False
        self._refuse_what_is_wrong(context)
        return empty_pb2.Empty()

    def ConfigureStack(  # noqa: N802
        self, request: analyzer_pb2.AnalyzerStackConfigureRequest, context: grpc.ServicerContext
    ) -> Any:
        """Learn of the stack and its configuration."""
        try:
            self._deployment = deployment_of(request, self._deployment.environment, folders=folders_of_run(os.environ))
            self._read = hiding(self._deployment.secrets())
        except FAULTS as error:
            self._wrong_before_the_run = self._wrong_before_the_run or readable(error)
        # What is wrong now may be right once the engine's own configuration has come.
        self._resolved = False
        return analyzer_pb2.AnalyzerStackConfigureResponse()

    def Cancel(self, request: Any, context: grpc.ServicerContext) -> Any:  # noqa: N802
        """Nothing runs on after a request."""
        return empty_pb2.Empty()

    def _resolve(self) -> None:
        """Make the settings that all places make together, or what is wrong with them, once when they are first asked
        for: the engine tells the stack, and then its own configuration, before it asks anything."""
        with self._lock:
            if self._resolved:
                return
            self._resolved = True
            self._wrong = self._wrong_before_the_run
            self._made_session = None
            try:
                self._settings = self._configuration.settings(self._deployment)
                if self._settings.of(CATALOG).options.file:
                    self._make_session()  # What is wrong with the file is said before anything is asked.
            except FAULTS as error:
                self._wrong = self._wrong or readable(error)

    def _refuse_what_is_wrong(self, context: grpc.ServicerContext) -> None:
        self._resolve()
        if self._wrong is not None:
            context.abort(grpc.StatusCode.INVALID_ARGUMENT, said(self._wrong))

    @property
    def _session(self) -> Session:
        """The run, made for the first resource: what judges is not imported for a stack without any."""
        with self._lock:  # The engine may ask for several resources at once.
            return self._made_session or self._make_session()

    def _make_session(self) -> Session:
        from policypack.catalog.catalog import load_catalog  # noqa: PLC0415 - a start needs neither
        from policypack.engine.session import Session  # noqa: PLC0415

        catalog = load_catalog(self._settings.of(CATALOG).options.file or None)
        early = not self._deployment.preview
        self._made_session = Session(self._settings, self._deployment, catalog, date.today(), early=early)
        return self._made_session

    def _on_stack(self, stack: Stack) -> list[Finding]:
        return self._session.stack(stack) + summaries(self._session.found_before(stack), stack.root_urn)

    def _safely(self, judge: Callable[[], list[Finding]], resource: Resource) -> analyzer_pb2.AnalyzeResponse:
        """The gRPC edge: an exception out of ``Analyze`` would abort the whole preview."""
        try:
            return analyze_response(self._pack, judge())
        except FAULTS as error:
            return analyze_response(self._pack, [_crash(resource, error, self._settings)])


def _crash(resource: Resource, error: BaseException, settings: Settings) -> Finding:
    return Finding(
        rule=UNDETERMINED.id,
        outcome=Outcome.CRASHED,
        level="mandatory" if settings.failures_count else "advisory",
        severity="high",
        summary="The pack itself failed",
        urn=resource.urn,
        resource_type=resource.type,
        resource_name=resource.name,
        problem=f"The pack failed on {resource} with {fault(error)}: this resource was not checked."
        " This is a fault of the pack, not of the program: report it, and set onRuleError: advisory until it is fixed.",
    )


def readable(error: BaseException) -> GuardrailsError:
    """What is wrong with a configuration; of what the pack did not foresee, no more than where it failed."""
    if isinstance(error, GuardrailsError):
        return error
    return ConfigurationError(f"The configuration cannot be read: the pack failed with {fault(error)}. Report it.")


def said(error: GuardrailsError) -> str:
    """The error on one line."""
    return printable(str(error))


def _policy_settings(policy: analyzer_pb2.PolicyConfig) -> dict[str, Any]:
    told = {key: plain_data(one) for key, one in policy.properties.fields.items()}
    return {**told, "enforcementLevel": level_name(policy.enforcementLevel)}
