"""storage-encrypted: Data must be encrypted where it is stored."""

from dataclasses import replace

from policypack.aws import elasticache, rds
from policypack.aws.apigateway import rest
from policypack.aws.practices.base import BASES
from policypack.aws.practices.base_of_compute import COMPUTE
from policypack.constraint import ALWAYS, Condition, Constraint, argument
from policypack.constraint.practices import inherits, practice, said, turned_off, turned_on
from policypack.fix import Set, fix
from policypack.rule import practices_rule

LOGS = "logsConfig.s3Logs"
EXPORT = {
    "exportConfig.type": "S3",
    "exportConfig.s3Destination.bucket": "acme-reports",
    "exportConfig.s3Destination.encryptionKey": "arn:aws:kms:us-east-1:123456789012:alias/aws/s3",
}
_SOURCES = ("snapshotIdentifier", "restoreToPointInTime", "globalClusterIdentifier")
"""What a cluster is made of that may be encrypted already."""


def _with_source(path: str, *sources: str, controls: tuple[str, ...], when: Condition = ALWAYS) -> Constraint:
    """A switch of a resource that is encrypted as what it is made of."""
    return practice(
        argument(path).is_true() | inherits(*sources),
        when=when,
        fix=fix(Set(path, True)),
        invalid=({}, {path: False}),
        valid={path: True},
        controls=controls,
    )


def _of_records(row: Constraint) -> Constraint:
    """A stream can be encrypted at any time."""
    return replace(row, harm="Whoever gets at the storage of the stream can read the records.")


def _later(row: Constraint, what: str) -> Constraint:
    """The same row of what can be encrypted at any time."""
    return replace(row, harm=f"Whoever gets at the storage can read {what}.")


RULE = practices_rule(
    id="storage-encrypted",
    summary="Data must be encrypted where it is stored",
    rationale="""
        Encryption at rest keeps data unreadable to whoever gets at a disk, a snapshot or a copy without the right to
        the key. Most of these resources can be encrypted only when they are made: later, the data must be copied. A
        resource that is restored from a snapshot is encrypted as that is, which the program does not tell: the answer
        is undetermined. A replica is not asked: its source is.
    """,
    harm="Whoever gets at a copy of the storage can read the data.",
    consequence="exposure",
    rated="medium",
    since="0.3.0",
    partly=("RDS.4", "Neptune.6"),
    base={**BASES, **COMPUTE},
    practices={
        rds.INSTANCE: [
            _with_source(
                "storageEncrypted",
                *_SOURCES[:2],
                when=~argument("replicateSourceDb").is_present(),
                controls=("RDS.3",),
            )
        ],
        rds.CLUSTER: [
            _with_source(
                "storageEncrypted",
                *_SOURCES,
                when=~argument("engineMode").equals("serverless")
                & ~argument("replicationSourceIdentifier").is_present(),
                controls=("RDS.27",),
            )
        ],
        rds.DOCUMENTDB_CLUSTER: [_with_source("storageEncrypted", *_SOURCES, controls=("DocumentDB.1",))],
        rds.NEPTUNE_CLUSTER: [
            _with_source(
                "storageEncrypted",
                "snapshotIdentifier",
                "globalClusterIdentifier",
                when=~argument("replicationSourceIdentifier").is_present(),
                controls=("Neptune.1",),
            )
        ],
        elasticache.REPLICATION_GROUP: [
            _with_source(
                "atRestEncryptionEnabled",
                "globalReplicationGroupId",
                when=~argument("engine").equals("valkey"),
                controls=("ElastiCache.4",),
            ),
            turned_on(
                "atRestEncryptionEnabled", by_default=True, given={"engine": "valkey"}, controls=("ElastiCache.4",)
            ),
        ],
        rest.METHOD_SETTINGS: [
            turned_on(
                "settings.cacheDataEncrypted", given={"settings.cachingEnabled": True}, controls=("APIGateway.5",)
            )
        ],
        ("aws:dax/cluster:Cluster",): [turned_on("serverSideEncryption.enabled", controls=("DynamoDB.3",))],
        ("aws:efs/fileSystem:FileSystem",): [turned_on("encrypted", controls=("EFS.1", "EFS.8"))],
        ("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",): [
            _of_records(
                turned_on(
                    "serverSideEncryption.enabled",
                    when=~argument("kinesisSourceConfiguration").is_present()
                    & ~argument("mskSourceConfiguration").is_present(),
                    controls=("DataFirehose.1",),
                )
            )
        ],
        ("aws:kinesis/stream:Stream",): [
            _of_records(
                practice(
                    argument("encryptionType").equals("KMS"),
                    fix=fix(Set("encryptionType", "KMS"), Set("kmsKeyId", "alias/aws/kinesis")),
                    invalid=({}, {"encryptionType": "NONE"}),
                    valid={"encryptionType": "KMS", "kmsKeyId": "alias/aws/kinesis"},
                    controls=("Kinesis.1",),
                )
            )
        ],
        ("aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"): [
            turned_on("encryptAtRest.enabled", controls=("Opensearch.1",))
        ],
        ("aws:redshift/cluster:Cluster",): [turned_on("encrypted", by_default=True, controls=("Redshift.10",))],
        ("aws:sns/topic:Topic",): [
            _later(
                said(
                    "kmsMasterKeyId",
                    "alias/aws/sns",
                    blank="a KMS key; alias/aws/sns only where no service of AWS sends to the topic",
                    controls=("SNS.1",),
                ),
                "the messages",
            )
        ],
        ("aws:sqs/queue:Queue",): [
            _later(
                practice(
                    ~argument("sqsManagedSseEnabled").equals(False) | argument("kmsMasterKeyId").is_present(),
                    fix=fix(Set("sqsManagedSseEnabled", True)),
                    invalid={"sqsManagedSseEnabled": False},
                    valid=({}, {"sqsManagedSseEnabled": True}, {"kmsMasterKeyId": "alias/orders"}),
                    controls=("SQS.1",),
                ),
                "the messages",
            )
        ],
        ("aws:codebuild/project:Project",): [
            _later(
                turned_off(
                    f"{LOGS}.encryptionDisabled",
                    given={f"{LOGS}.status": "ENABLED"},
                    beside={f"{LOGS}.location": "acme-builds/logs"},
                    controls=("CodeBuild.3",),
                ),
                "the logs",
            )
        ],
        ("aws:codebuild/reportGroup:ReportGroup",): [
            _later(
                turned_off("exportConfig.s3Destination.encryptionDisabled", beside=EXPORT, controls=("CodeBuild.7",)),
                "the reports",
            )
        ],
    },
)
