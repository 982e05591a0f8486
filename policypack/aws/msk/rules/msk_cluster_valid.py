"""msk-cluster-valid: MSK clusters must have brokers, zones, access and secrets that fit together."""

from collections.abc import Iterator

from policypack.aws.msk import CLUSTER, SECRET_ASSOCIATION, SERVERLESS_CLUSTER
from policypack.aws.vpc.subnet_spread import listed_subnets, share_a_zone
from policypack.check import Fact, Resource, Value, Verdict, any_of, is_not, require
from policypack.constraint import Constraint, Inputs, Table, argument, fits, form, joined
from policypack.fix import Blank, Remove, Set, Target, fix
from policypack.model.conditions import NEW
from policypack.model.values import Plain
from policypack.rule import Rejection, StackContext, StackRule

API = "https://docs.aws.amazon.com/msk/1.0/apireference/clusters.html"
PUBLIC = "https://docs.aws.amazon.com/msk/latest/developerguide/public-access.html"
TIERED = "https://docs.aws.amazon.com/msk/latest/developerguide/msk-tiered-storage-requirements.html"
SECRETS = "https://docs.aws.amazon.com/msk/latest/developerguide/msk-password-limitations.html"
EXPRESS = "https://docs.aws.amazon.com/msk/latest/developerguide/msk-broker-types-express.html"
SECRET = ("aws:secretsmanager/secret:Secret",)
SECRET_PREFIX = "AmazonMSK_"
BROKERS = "brokerNodeGroupInfo"
VOLUME = f"{BROKERS}.storageInfo.ebsStorageInfo"
SUBNETS = [f"subnet-0a1b2c3d4e5f6071{n}" for n in range(3)]
PLAINTEXT: Inputs = {"encryptionInfo.encryptionInTransit": {"clientBroker": "PLAINTEXT"}}

number, subnets = argument("numberOfBrokerNodes"), argument(f"{BROKERS}.clientSubnets")
instance_type, volume = argument(f"{BROKERS}.instanceType"), argument(VOLUME)
public = argument(f"{BROKERS}.connectivityInfo.publicAccess.type")
clients = argument("encryptionInfo.encryptionInTransit.clientBroker")
is_express = instance_type.starts_with("express.")
is_tiered = argument("storageMode").equals("TIERED")


def uneven(brokers: float | None, listed: int | None) -> str | None:
    """What is wrong with so many brokers in so many subnets."""
    if not listed or brokers is None or brokers % listed == 0:
        return None
    return f"{brokers:g} brokers in {listed} subnets"


def length_of(listed: Plain) -> int | None:
    return len(listed) if isinstance(listed, list) else None


def over_tls(path: str) -> Constraint:
    """Clients that prove who they are speak TLS."""
    return Constraint(
        demand=~clients.equals("PLAINTEXT"),
        when=argument(path).is_true(),
        error="BadRequestException: Encryption in transit must be TLS when client authentication is enabled.",
        source="https://docs.aws.amazon.com/msk/latest/developerguide/msk-authentication.html",
        fix=fix(Set(clients.path, "TLS")),
        invalid={path: True, **PLAINTEXT},
        valid=({path: True}, {path: True, "encryptionInfo.encryptionInTransit": {"clientBroker": "TLS"}}),
    )


TABLE = Table(
    "MSK",
    {
        (*CLUSTER, *SERVERLESS_CLUSTER): (
            form(
                "clusterName",
                r"[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,62}[a-zA-Z0-9])?",
                "1 to 64 letters, digits and hyphens",
                invalid=("events_prod", "a" * 65),
                valid=("events-prod", "a" * 64),
                correct=joined("a-zA-Z0-9-", 64),
                error="BadRequestException: The parameter value contains one or more characters that are not valid.",
                source="https://github.com/hashicorp/terraform-provider-aws/issues/8793",
            ),
        ),
        CLUSTER: (
            Constraint(
                demand=fits(
                    subnets,
                    "so many that numberOfBrokerNodes is a multiple of them",
                    uneven,
                    lambda it: number.of(it).as_number(),
                    lambda it: subnets.of(it).map(length_of),
                ),
                at=number.path,
                error="BadRequestException: The number of broker nodes must be a multiple of the number of Availability"
                " Zones in the BrokerAZDistribution parameter.",
                source="https://github.com/hashicorp/terraform-provider-aws/issues/9658",
                fix=fix(Set(number.path, Blank("a multiple of the number of subnets"))),
                invalid={number.path: 4},
                valid={number.path: 6},
                problem="numberOfBrokerNodes is no multiple of the number of clientSubnets.",
                condition="The number of brokers is no multiple of the number of subnets",
            ),
            Constraint(
                demand=subnets.has_at_least(2),
                when=subnets.is_given().unsaid(),
                error="BadRequestException: Specify either two or three client subnets.",
                source=API,
                fix=fix(Set(subnets.path, Blank("two or three subnets, one of each availability zone"))),
                invalid={f"{BROKERS}.clientSubnets": SUBNETS[:1]},
                valid={f"{BROKERS}.clientSubnets": SUBNETS},
            ),
            Constraint(
                demand=public.equals("DISABLED"),
                when=public.is_given().unsaid() & NEW.unsaid(),
                error="BadRequestException: When creating a cluster, the only valid value for the Type parameter in"
                " PublicAccess is DISABLED.",
                source=PUBLIC,
                fix=fix(Remove(public.path), note="turn public access on in a later update"),
                invalid={public.path: "SERVICE_PROVIDED_EIPS"},
                valid={public.path: "DISABLED"},
            ),
            *(over_tls(f"clientAuthentication.sasl.{name}") for name in ("iam", "scram")),
            Constraint(
                demand=~instance_type.equals("kafka.t3.small"),
                when=is_tiered,
                error="Tiered storage is not supported for the kafka.t3.small broker type.",
                source=TIERED,
                fix=fix(
                    Set(instance_type.path, Blank("another type of broker")), otherwise=Set("storageMode", "LOCAL")
                ),
                invalid={"storageMode": "TIERED", instance_type.path: "kafka.t3.small"},
                valid={"storageMode": "TIERED"},
            ),
            Constraint(
                demand=volume.is_empty(),
                when=is_express,
                error="BadRequestException: StorageInfo is not supported for Express brokers.",
                source=EXPRESS,
                fix=fix(Remove(f"{BROKERS}.storageInfo")),
                invalid={instance_type.path: "express.m7g.large", volume.path: {"volumeSize": 100}},
                valid={instance_type.path: "express.m7g.large"},
            ),
            Constraint(
                demand=subnets.has_exactly(3),
                when=is_express & subnets.is_given().unsaid(),
                error="Express brokers are in three Availability Zones.",
                source=EXPRESS,
                fix=fix(Set(subnets.path, Blank("three subnets, one of each availability zone"))),
                invalid={instance_type.path: "express.m7g.large", subnets.path: SUBNETS[:2], number.path: 6},
                valid={instance_type.path: "express.m7g.large"},
            ),
        ),
    },
    base={
        CLUSTER[0]: {
            "clusterName": "events",
            "kafkaVersion": "3.8.x",
            number.path: 3,
            instance_type.path: "kafka.m7g.large",
            subnets.path: SUBNETS,
            f"{BROKERS}.securityGroups": ["sg-0123456789abcdef0"],
        },
        SERVERLESS_CLUSTER[0]: {
            "vpcConfigs": [{"subnetIds": SUBNETS}],
            "clientAuthentication.sasl.iam.enabled": True,
        },
    },
)
SAME_ZONE = Rejection(
    service="MSK",
    condition="Two subnets of a cluster's brokers are in one availability zone",
    error="BadRequestException: The number of Availability Zones in the BrokerAZDistribution parameter must be equal to"
    " the number of client subnets.",
    source="https://github.com/hashicorp/terraform-provider-aws/issues/9658",
    invalid="one-zone",
    valid="two-zones",
)
OTHER_NAME = Rejection(
    service="MSK",
    condition="A secret whose name does not start with AmazonMSK_ is associated with a cluster",
    error="The name of the secret must begin with the prefix AmazonMSK_.",
    source=SECRETS,
    invalid="plain-name",
    valid="with-prefix",
)
OTHER_KEY = Rejection(
    service="MSK",
    condition="A secret with no key of its own is associated with a cluster",
    error="You can't use a Secret that uses the default Secrets Manager encryption key with Amazon MSK.",
    source=SECRETS,
    invalid="plain-key",
    valid="with-prefix",
)


def check(subject: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The brokers' subnets are in different zones; a secret has the prefix and a key of its own."""
    if subject.type in CLUSTER:
        yield require(
            is_not(share_a_zone(listed_subnets(context.stack, subject, subnets.path))),
            when=subject.at(subnets.path).is_set(),
            at=subnets.path,
            problem="Two of the clientSubnets are in the same availability zone, and brokers need one of each.",
            fix=fix(Set(subnets.path, Blank("the IDs of subnets, one of each availability zone"))),
            rejects=SAME_ZONE,
        )
        return
    if subject.type not in SECRET_ASSOCIATION:
        return
    secrets = context.stack.referred(subject, "secretArnLists", SECRET)
    yield require(
        secrets.all(has_prefix),
        at="secretArnLists",
        problem=f"The name of a secret does not start with {SECRET_PREFIX}.",
        fix=fix(
            *(
                Set(
                    "name",
                    prefixed(one["name"]),
                    on=Target.of(one),
                )
                for one in secrets
                if has_prefix(one).truth is False
            )
        ),
        rejects=OTHER_NAME,
    )
    yield require(
        secrets.all(lambda one: one["kmsKeyId"].is_set()),
        at="secretArnLists",
        problem="A secret is encrypted with the default key of Secrets Manager, which MSK cannot use.",
        fix=fix(
            *(
                Set("kmsKeyId", Blank("the ARN of a KMS key"), on=Target.of(one))
                for one in secrets
                if one["kmsKeyId"].is_absent
            ),
        ),
        rejects=OTHER_KEY,
    )


def prefixed(name: Value) -> str | Blank:
    """The name with the prefix."""
    text = name.say(lambda known: f"{SECRET_PREFIX}{known}", "")
    return text or Blank("a name with the prefix")


def has_prefix(secret: Resource) -> Fact:
    """Its name starts with the prefix, or its name prefix does."""
    return any_of(secret["name"].starts_with(SECRET_PREFIX), secret["namePrefix"].starts_with(SECRET_PREFIX))


RULE = StackRule(
    id="msk-cluster-valid",
    summary="MSK clusters must have brokers, zones and secrets that fit together",
    rationale="""
        MSK spreads brokers evenly over two or three subnets, one of each availability zone. A cluster cannot be public
        when it is made, only later. Clients that prove who they are speak TLS, and the secrets with their passwords
        have a name with the prefix AmazonMSK_ and a key of their own. Express brokers manage their storage and are in
        three zones. Subnets and secrets that the stack does not make are not checked.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=(*CLUSTER, *SERVERLESS_CLUSTER, *SECRET_ASSOCIATION),
    references=(API, PUBLIC, SECRETS),
    rejections=(*TABLE.rejections, SAME_ZONE, OTHER_NAME, OTHER_KEY),
    table=TABLE,
    check=check,
)
