"""client-authentication: Clients must sign in."""

from policypack.aws import elasticache
from policypack.aws.practices.base import BASES
from policypack.constraint import Blank, Inputs, Set, argument, fix
from policypack.constraint.practices import not_one_of, practice
from policypack.rule import practices_rule

IAM, SCRAM = argument("clientAuthentication.sasl.iam"), argument("clientAuthentication.sasl.scram")
CERTIFICATES = argument("clientAuthentication.tls.certificateAuthorityArns")
ANYBODY = argument("clientAuthentication.unauthenticated")
FINE_GRAINED = argument("advancedSecurityOptions.enabled")
DOMAIN: Inputs = {
    "advancedSecurityOptions.masterUserOptions": {"masterUserArn": "arn:aws:iam::123456789012:role/orders"},
    "encryptAtRest.enabled": True,
    "nodeToNodeEncryption.enabled": True,
    "domainEndpointOptions.enforceHttps": True,
}
VERSION, TOKEN = argument("engineVersion"), argument("authToken")
OLD_CACHE: Inputs = {"engine": "redis", "engineVersion": "5.0.6", "transitEncryptionEnabled": True}

RULE = practices_rule(
    id="client-authentication",
    summary="Clients must sign in to brokers, caches and search domains",
    rationale="""
        Without a sign-in, whoever reaches the port reads and writes everything: one wrong security group is enough. An
        MSK cluster takes anybody where the program names no way to sign in. OpenSearch's fine-grained access control
        needs encryption at rest, between nodes and of requests, and cannot be turned off again. Redis has users from
        version 6; before, it has one password, which needs encryption in transit.
    """,
    harm="Whoever reaches it over the network can read and change the data.",
    consequence="exposure",
    rated="high",
    since="0.3.0",
    base=BASES,
    practices={
        elasticache.REPLICATION_GROUP: [
            practice(
                TOKEN.is_present(),
                when=~argument("engine").equals("valkey").unsaid() & VERSION.starts_with("3.", "4.", "5."),
                fix=fix(
                    Set(TOKEN.path, Blank("a secret of 16 to 128 characters")),
                    Set("transitEncryptionEnabled", True),
                ),
                invalid=OLD_CACHE,
                valid={**OLD_CACHE, TOKEN.path: "a-token-of-a-secret-store"},
                controls=("ElastiCache.6",),
            )
        ],
        ("aws:dms/endpoint:Endpoint",): [
            not_one_of(
                "mongodbSettings.authType",
                "no",
                instead="password",
                given={"engineName": "mongodb"},
                controls=("DMS.11",),
            )
        ],
        ("aws:msk/cluster:Cluster",): [
            practice(
                ~ANYBODY.is_true() & (IAM.is_true() | SCRAM.is_true() | CERTIFICATES.is_present()),
                fix=fix(Set(ANYBODY.path, False), Set(IAM.path, True)),
                invalid=({}, {ANYBODY.path: True, IAM.path: True}),
                valid=({IAM.path: True}, {SCRAM.path: True, ANYBODY.path: False}),
                controls=("MSK.6",),
            )
        ],
        ("aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"): [
            practice(
                FINE_GRAINED.is_true(),
                fix=fix(
                    Set(FINE_GRAINED.path, True),
                    Set(
                        "advancedSecurityOptions.masterUserOptions",
                        {"masterUserArn": Blank("the ARN of the role that administers the domain")},
                    ),
                    Set("encryptAtRest.enabled", True),
                    Set("nodeToNodeEncryption.enabled", True),
                    Set("domainEndpointOptions.enforceHttps", True),
                ),
                invalid=({}, {FINE_GRAINED.path: False}),
                valid={**DOMAIN, FINE_GRAINED.path: True},
                controls=("Opensearch.7",),
            )
        ],
    },
)
