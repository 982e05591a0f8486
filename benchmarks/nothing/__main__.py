"""Answers every request with nothing."""

import sys
from concurrent import futures

import grpc
from google.protobuf import empty_pb2
from pulumi.runtime.proto import analyzer_pb2, analyzer_pb2_grpc, plugin_pb2


class Nothing(analyzer_pb2_grpc.AnalyzerServicer):
    """One policy of each kind, so that the engine makes every call; no request is looked at."""

    def Handshake(self, request, context):
        return analyzer_pb2.AnalyzerHandshakeResponse()

    def ConfigureStack(self, request, context):
        return analyzer_pb2.AnalyzerStackConfigureResponse()

    def Configure(self, request, context):
        return empty_pb2.Empty()

    def GetPluginInfo(self, request, context):
        return plugin_pb2.PluginInfo(version="0.0.1")

    def GetAnalyzerInfo(self, request, context):
        kinds = {"one": analyzer_pb2.POLICY_TYPE_RESOURCE, "all": analyzer_pb2.POLICY_TYPE_STACK}
        policies = [analyzer_pb2.PolicyInfo(name=f"nothing-{name}", policy_type=kind) for name, kind in kinds.items()]
        return analyzer_pb2.AnalyzerInfo(name="nothing", version="0.0.1", policies=policies, supportsConfig=True)

    def Analyze(self, request, context):
        return analyzer_pb2.AnalyzeResponse()

    def AnalyzeStack(self, request, context):
        return analyzer_pb2.AnalyzeResponse()

    def Remediate(self, request, context):
        return analyzer_pb2.RemediateResponse()

    def Cancel(self, request, context):
        return empty_pb2.Empty()


if __name__ == "__main__":
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=4))
    analyzer_pb2_grpc.add_AnalyzerServicer_to_server(Nothing(), server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    try:
        server.wait_for_termination()
    except KeyboardInterrupt:
        server.stop(0)
