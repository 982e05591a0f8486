"""The order service in production."""

from __future__ import annotations

import pulumi

from cache import session_cache
from databases import Databases
from delivery import artifact_bucket, build_project, release_pipeline
from network import Network
from worker import order_worker

config = pulumi.Config()

network = Network("orders")
databases = Databases("orders", network)
session_cache(network)
order_worker(network)

bucket = artifact_bucket()
build_project(bucket)
release_pipeline(bucket, config.require("repository"), config.require("branch"))

pulumi.export("bucket", bucket.bucket)
