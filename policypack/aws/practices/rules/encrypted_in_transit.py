"""encrypted-in-transit: Data must be encrypted on its way."""

from policypack.aws import ecs, elasticache
from policypack.aws.practices.base import BASES
from policypack.aws.practices.base_of_compute import COMPUTE
from policypack.aws.practices.traffic import IN_TRANSIT
from policypack.constraint import Blank, Inputs, Set, argument, fix
from policypack.constraint.practices import inherits, not_one_of, one_value, practice, turned_on
from policypack.rule import practices_rule

MSK_ENCRYPTION = "https://docs.aws.amazon.com/msk/latest/developerguide/msk-encryption.html"
LATEST_POLICIES = ("Policy-Min-TLS-1-2-PFS-2023-10", "Policy-Min-TLS-1-2-RFC9151-FIPS-2024-08")
"""The newest sets of ciphers that OpenSearch's endpoints have."""
OLD_POLICY = "Policy-Min-TLS-1-0-2019-07"
SSL = argument("sslMode")
WITH_SSL = (
    "aurora",
    "aurora-postgresql",
    "azuredb",
    "db2",
    "docdb",
    "mariadb",
    "mongodb",
    "mysql",
    "oracle",
    "postgres",
    "sqlserver",
    "sybase",
)
"""Engines whose endpoints of DMS have TLS by this argument; others have it by settings of their own, or always."""
CONNECTION = argument("kafkaClusterEncryptionInTransit.encryptionType")


ENFORCED = argument("domainEndpointOptions.enforceHttps")
POLICY = argument("domainEndpointOptions.tlsSecurityPolicy")
BETWEEN_NODES = argument("nodeToNodeEncryption.enabled")
DOMAIN: Inputs = {ENFORCED.path: True, POLICY.path: LATEST_POLICIES[0], BETWEEN_NODES.path: True}
HTTPS = practice(
    # The provider turns HTTPS on in a block that does not speak of it; without the block AWS takes plain HTTP, too.
    ENFORCED.is_true() | (argument("domainEndpointOptions").is_present() & ~ENFORCED.is_set()).unsaid(),
    fix=fix(Set(ENFORCED.path, True)),
    invalid={**DOMAIN, ENFORCED.path: False},
    valid=(DOMAIN, {POLICY.path: LATEST_POLICIES[0], BETWEEN_NODES.path: True}),
    controls=("Opensearch.8",),
)

RULE = practices_rule(
    id="encrypted-in-transit",
    summary="Data must be encrypted on its way",
    rationale="""
        Without TLS, whoever can read the network reads the data and the passwords of those who sign in. Clients must
        connect by TLS, too: change them first where the resource is in use. A cache that joins a global datastore is
        encrypted as that is, which the program does not tell. Databases have a rule of their own, `database-tls`: there
        a parameter of the engine decides. A listener for HTTP may
        lead to HTTPS; where it answers by itself, its rules decide, and the answer is undetermined. TCP carries
        what the server speaks and is not asked. The website of a bucket speaks HTTP only.
    """,
    harm="Whoever can read the network can read the data and the passwords in it.",
    consequence="exposure",
    rated="medium",
    since="0.3.0",
    base={**BASES, **COMPUTE},
    practices={
        ecs.TASK_DEFINITION: [
            one_value("transitEncryption", "ENABLED", but_not="DISABLED", controls=("ECS.18",)).inside(
                "volumes[].efsVolumeConfiguration", {"fileSystemId": "fs-0123456789abcdef0"}
            )
        ],
        **IN_TRANSIT,
        elasticache.REPLICATION_GROUP: [
            practice(
                argument("transitEncryptionEnabled").is_true() | inherits("globalReplicationGroupId"),
                fix=fix(Set("transitEncryptionEnabled", True)),
                invalid=({}, {"transitEncryptionEnabled": False}),
                valid={"transitEncryptionEnabled": True},
                controls=("ElastiCache.5",),
            )
        ],
        ("aws:dax/cluster:Cluster",): [
            one_value("clusterEndpointEncryptionType", "TLS", but_not="NONE", controls=("DynamoDB.7",))
        ],
        ("aws:dms/endpoint:Endpoint",): [
            practice(
                SSL.one_of("require", "verify-ca", "verify-full"),
                when=argument("engineName").one_of(*WITH_SSL).unsaid(),
                fix=fix(
                    Set(SSL.path, Blank("require, verify-ca or verify-full, as the engine takes it")),
                    note="verify-ca and verify-full take certificateArn, too",
                ),
                invalid=({}, {SSL.path: "none"}),
                valid={SSL.path: "require"},
                controls=("DMS.9",),
            ),
            not_one_of(
                "redisSettings.sslSecurityProtocol",
                "plaintext",
                instead="ssl-encryption",
                given={"engineName": "redis"},
                beside={
                    "endpointType": "target",
                    "redisSettings": {"authType": "none", "port": 6379, "serverName": "redis.example.com"},
                },
                controls=("DMS.12",),
            ),
        ],
        ("aws:msk/cluster:Cluster",): [
            turned_on("encryptionInfo.encryptionInTransit.inCluster", by_default=True, controls=("MSK.1",)),
            not_one_of(
                "encryptionInfo.encryptionInTransit.clientBroker",
                "PLAINTEXT",
                "TLS_PLAINTEXT",
                instead="TLS",
                source=MSK_ENCRYPTION,
            ),
        ],
        ("aws:mskconnect/connector:Connector",): [
            practice(
                CONNECTION.equals("TLS"),
                fix=fix(Set(CONNECTION.path, "TLS")),
                invalid={CONNECTION.path: "PLAINTEXT"},
                valid={CONNECTION.path: "TLS"},
                controls=("MSK.3",),
            )
        ],
        ("aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"): [
            turned_on(BETWEEN_NODES.path, beside={**DOMAIN, BETWEEN_NODES.path: None}, controls=("Opensearch.3",)),
            HTTPS,
            one_value(
                POLICY.path,
                *LATEST_POLICIES,
                but_not=OLD_POLICY,
                beside={**DOMAIN, POLICY.path: None},
                controls=("Opensearch.8",),
            ),
        ],
    },
)
