"""service-version-available: Versions of EKS, MSK, Amazon MQ and MemoryDB must be ones that AWS creates."""

from collections.abc import Mapping
from functools import partial

from policypack.aws.common import engine_versions
from policypack.aws.common.engine_versions import Assessment, Assessor
from policypack.aws.stacks.versioned import MEMORYDB, VERSIONED
from policypack.catalog.versions import line_of
from policypack.check import Resource, Verdict, is_not
from policypack.rule import Rejection, StackContext, StackRule

EKS = Rejection(
    service="EKS",
    condition="EKS no longer creates clusters with the Kubernetes version",
    error="InvalidParameterException: unsupported Kubernetes version {version}",
    source="https://github.com/terraform-aws-modules/terraform-aws-eks/issues/3164",
    invalid="old-cluster",
    valid="cluster",
)
MSK = Rejection(
    service="MSK",
    condition="MSK no longer creates clusters with the Kafka version",
    error="Unsupported KafkaVersion [{kafkaVersion}].",
    source="https://github.com/aws/aws-cdk/issues/25565",
    invalid="old-stream",
    valid="stream",
)
MQ = Rejection(
    service="Amazon MQ",
    condition="Amazon MQ no longer creates brokers with the engine version, or it names a patch",
    error="BadRequestException: Broker engine version [{engineVersion}] is invalid for broker engine type"
    " [{engineType}].",
    source="https://github.com/hashicorp/terraform-provider-aws/pull/47285",
    invalid="old-broker",
    valid="broker",
)


REJECTIONS: Mapping[str, Rejection] = {
    "aws:eks/cluster:Cluster": EKS,
    "aws:msk/cluster:Cluster": MSK,
    "aws:mq/broker:Broker": MQ,
}


def check(resource: Resource, context: StackContext[engine_versions.Options]) -> Verdict:
    """AWS still creates the version in the resource's region, or the resource exists already."""
    of = VERSIONED[resource.type]
    version, region = resource[of.version], context.region(resource)
    assessor = Assessor(context.catalog, context.options.allowed_engine_versions, of.service, of.version)
    return engine_versions.judge_version(
        partial(availability, assessor),
        version,
        of.engine_of(resource),
        region,
        keeps=is_not(resource.is_new()),
        otherwise=f"{of.version} {version} cannot be created in {region}.",
        rejects=REJECTIONS.get(resource.type),
    )


def availability(assessor: Assessor, version: str, engine: str | None, region: str | None) -> Assessment:
    """Whether the version can be created; Amazon MQ chooses the patch itself and rejects one in the program."""
    minor = line_of(version, 2)
    if (
        assessor.service == "mq"
        and minor is not None
        and line_of(version, 3)
        and not assessor.patterns(engine or "", region)
    ):
        whole = assessor.availability(minor, engine, region)
        if whole.passes.truth is True:
            problem = f"{engine} {version} names a patch: Amazon MQ chooses the patch of {minor}."
            return assessor.rather(problem, minor, engine, region)
        return whole
    return assessor.availability(version, engine, region)


RULE = StackRule(
    id="service-version-available",
    summary="Versions of EKS, MSK, Amazon MQ and MemoryDB must be ones that AWS creates",
    rationale="""
        AWS ends the support of each Kubernetes, Kafka, ActiveMQ and RabbitMQ version, for all regions at once, and then
        creates nothing with it any more, so a program that worked a year ago fails. Amazon MQ takes a minor version
        (`5.19`) and chooses the patch. MemoryDB has Redis OSS from 6.2 to 7.1, and Valkey from 7.2 on; the engine of a
        cluster that names none follows from its version. A version newer than the data is undetermined, and a resource
        that exists is not asked. An organization's own list of allowed versions has precedence.
    """,
    rejections=(EKS, MSK, MQ),
    level="mandatory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=(*REJECTIONS, *MEMORYDB),
    references=(
        "https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html",
        "https://docs.aws.amazon.com/msk/latest/developerguide/supported-kafka-versions.html",
        "https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/activemq-version-management.html",
        "https://docs.aws.amazon.com/memorydb/latest/devguide/engine-versions.html",
    ),
    options=engine_versions.Options,
    check=check,
)
