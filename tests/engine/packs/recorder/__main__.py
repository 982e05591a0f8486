"""Starts the recorder as a policy pack."""

import sys
from pathlib import Path

from pulumi.runtime.proto import analyzer_pb2_grpc

sys.path.insert(0, str(Path(__file__).resolve().parents[4]))

from tests.engine.recorder import recorder_from_environment
from tests.engine.stand_ins.server import serve

serve(recorder_from_environment(), analyzer_pb2_grpc.add_AnalyzerServicer_to_server)
