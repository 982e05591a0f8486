"""The nouns of Application Auto Scaling: targets and policies, and what each service has of them.

https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html and
https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PredefinedMetricSpecification.html, read in
November 2026. Each ``..._error`` returns what the service objects to, None where it does not, or where a table lacks
the service.
"""

from __future__ import annotations

from policypack.model.alike import Alike
from policypack.model.facts import Fact
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import Plain, Value

TARGET = ("aws:appautoscaling/target:Target",)
POLICY = ("aws:appautoscaling/policy:Policy",)
METRIC = "targetTrackingScalingPolicyConfiguration.predefinedMetricSpecification.predefinedMetricType"

RESOURCES = {
    "ecs": ("service/",),
    "dynamodb": ("table/",),
    "rds": ("cluster:",),
    "lambda": ("function:",),
    "elasticache": ("replication-group/", "cache-cluster/"),
    "kafka": ("arn:",),
    "ec2": ("spot-fleet-request/",),
    "appstream": ("fleet/",),
    "cassandra": ("keyspace/",),
    "neptune": ("cluster:",),
}
"""By service, what its resources start with."""
METRICS = {
    "ecs": ("ECSServiceAverage", "ALBRequestCountPerTarget"),
    "dynamodb": ("DynamoDB",),
    "rds": ("RDSReaderAverage",),
    "lambda": ("LambdaProvisionedConcurrencyUtilization",),
    "elasticache": ("ElastiCache",),
    "kafka": ("KafkaBrokerStorageUtilization",),
    "ec2": ("EC2SpotFleet", "ALBRequestCountPerTarget"),
    "appstream": ("AppStreamAverageCapacityUtilization",),
    "cassandra": ("Cassandra",),
    "neptune": ("NeptuneReaderAverageCPUUtilization",),
    "sagemaker": ("SageMaker",),
    "comprehend": ("Comprehend",),
    "workspaces": ("WorkSpaces",),
}
"""By service, what the names of its predefined metrics start with."""


def policies_of_metric(stack: Stack, target: Resource, metric: Value) -> list[tuple[Resource, Fact]]:
    """The target's policies that follow this predefined metric or may follow it, each with the fact that it is the
    target's."""
    return stack.derived(_by_metric, target).like(metric)


def _by_metric(stack: Stack, target: Resource) -> Alike[tuple[Resource, Fact]]:
    policies = stack.linked(POLICY, to=target, by="resourceId", names=("resourceId",)).links
    return Alike(((policy, fact), policy.at(METRIC)) for policy, fact in policies)


def metric_error(metric: Plain, namespace: Plain) -> str | None:
    """The metric is one of the service, not of another one."""
    own = METRICS.get(str(namespace))
    known = tuple(prefix for prefixes in METRICS.values() for prefix in prefixes)
    if own is None or not isinstance(metric, str) or metric.startswith(own) or not metric.startswith(known):
        return None
    return f"{metric} is a metric of another service than {namespace}"
