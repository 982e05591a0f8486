"""opensearch-domain-valid: OpenSearch domains must have nodes, disks, zones and security that fit together."""

import re

from policypack.aws.opensearch import DOMAIN, ELASTICSEARCH_DOMAIN
from policypack.constraint import Constraint, Inputs, Table, argument, form, of_text, only_with
from policypack.fix import Blank, Remove, Set, fix
from policypack.model.conditions import NEW, Condition
from policypack.model.values import Plain
from policypack.rule import StackRule

API = "https://docs.aws.amazon.com/opensearch-service/latest/APIReference"
GUIDE = "https://docs.aws.amazon.com/opensearch-service/latest/developerguide"
CLUSTER, EBS = f"{API}/API_ClusterConfig.html", f"{API}/API_EBSOptions.html"
FINE_GRAINED, WARM, MULTI_AZ = f"{GUIDE}/fgac.html", f"{GUIDE}/ultrawarm.html", f"{GUIDE}/managedomains-multiaz.html"
SUBNETS = ["subnet-0a1b2c3d4e5f60718", "subnet-1a2b3c4d5e6f70819", "subnet-2a3b4c5d6e7f8091a"]
WITH_OWN_DISKS = ("i3", "i4g", "i4i", "im4gn", "r6gd", "r7gd")
WITHOUT_DISKS = ("t2", "t3", "m4", "m5", "m6g", "m7g", "c4", "c5", "c6g", "c7g", "r4", "r5", "r6g", "r7g", "or1")
MASTERS = {"clusterConfig.dedicatedMasterEnabled": True, "clusterConfig.dedicatedMasterCount": 3}
WITH_WARM: Inputs = {
    **MASTERS,
    "clusterConfig.warmEnabled": True,
    "clusterConfig.warmCount": 2,
    "clusterConfig.warmType": "ultrawarm1.medium.search",
}
STANDBY: Inputs = {
    **MASTERS,
    "clusterConfig.instanceCount": 3,
    "clusterConfig.zoneAwarenessEnabled": True,
    "clusterConfig.zoneAwarenessConfig": {"availabilityZoneCount": 3},
    "clusterConfig.multiAzWithStandbyEnabled": True,
}
FINE: Inputs = {
    "encryptAtRest.enabled": True,
    "nodeToNodeEncryption.enabled": True,
    "domainEndpointOptions.enforceHttps": True,
    "advancedSecurityOptions.enabled": True,
    "advancedSecurityOptions.masterUserOptions": {"masterUserArn": "arn:aws:iam::123456789012:role/search-owner"},
}
AUDIT: Plain = [
    {"logType": "AUDIT_LOGS", "cloudwatchLogGroupArn": "arn:aws:logs:us-east-1:123456789012:log-group:audit"}
]
OWN_ENDPOINT: Inputs = {
    "domainEndpointOptions.customEndpointEnabled": True,
    "domainEndpointOptions.customEndpoint": "search.example.com",
    "domainEndpointOptions.customEndpointCertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d",
}

instance_type, count = argument("clusterConfig.instanceType"), argument("clusterConfig.instanceCount")
aware = argument("clusterConfig.zoneAwarenessEnabled").is_true()
zones = argument("clusterConfig.zoneAwarenessConfig.availabilityZoneCount")
subnets, disks = argument("vpcOptions.subnetIds"), argument("ebsOptions.ebsEnabled")
master_count = argument("clusterConfig.dedicatedMasterCount")
has_masters = argument("clusterConfig.dedicatedMasterEnabled").is_true()
has_warm = argument("clusterConfig.warmEnabled").is_true()
is_fine_grained = argument("advancedSecurityOptions.enabled").is_true()
is_new = NEW.unsaid()


def of_families(*names: str) -> str:
    """The pattern of the instance types of these families, by either API."""
    return rf"(?:{'|'.join(names)})\.[a-z0-9]+\.(?:search|elasticsearch)"


def spread(number: int, instances: int, listed: list[str]) -> Inputs:
    """A domain over so many zones."""
    return {
        "clusterConfig.zoneAwarenessEnabled": True,
        "clusterConfig.zoneAwarenessConfig": {"availabilityZoneCount": number},
        "clusterConfig.instanceCount": instances,
        "vpcOptions.subnetIds": listed,
    }


def is_over(number: int) -> Condition:
    """The domain is over so many zones: two where it does not say."""
    return zones.equals(2) | zones.is_empty() if number == 2 else zones.equals(number)


def number_of_subnets(number: int) -> Constraint:
    """A domain over so many zones has so many subnets."""
    words = {2: "two", 3: "three"}[number]
    return Constraint(
        demand=subnets.has_exactly(number),
        when=aware & is_over(number) & subnets.is_given().unsaid(),
        error=f"ValidationException: You must specify exactly {words} subnets because you've set zone count to"
        f" {words}.",
        source=MULTI_AZ,
        fix=fix(Set(subnets.path, Blank(f"{number} subnets, one of each availability zone"))),
        invalid=spread(number, 6, SUBNETS[: 5 - number]),
        valid=spread(number, 6, SUBNETS[:number]),
    )


def for_fine_grained(path: str, what: str) -> Constraint:
    """What fine-grained access control needs."""
    return Constraint(
        demand=argument(path).is_true(),
        when=is_fine_grained & is_new,
        error=f"ValidationException: You must enable {what} to use fine-grained access control.",
        source=FINE_GRAINED,
        fix=fix(Set(path, True)),
        invalid={**FINE, path: False},
        valid=FINE,
    )


def beside(given: Inputs, path: str, value: Plain | Blank, error: str, source: str) -> Constraint:
    """A part of a group of arguments that is switched on as a whole."""
    switch = next(name for name in given if name.endswith("Enabled") and "Master" not in name)
    return Constraint(
        demand=argument(path).is_present(),
        when=argument(switch).is_true(),
        error=error,
        source=source,
        fix=fix(Set(path, value)),
        invalid={**given, path: None},
        valid=given,
    )


ROWS = (
    Constraint(
        demand=subnets.has_at_most(1),
        when=~aware & ~argument("clusterConfig.multiAzWithStandbyEnabled").is_true().unsaid(),
        error="ValidationException: You must specify exactly one subnet.",
        source="https://github.com/cyberlabrs/terraform-aws-opensearch/issues/7",
        fix=fix(Set("clusterConfig.zoneAwarenessEnabled", True), Set(count.path, 2)),
        invalid={"vpcOptions.subnetIds": SUBNETS[:2]},
        valid=({"vpcOptions.subnetIds": SUBNETS[:1]}, spread(2, 2, SUBNETS[:2])),
    ),
    number_of_subnets(2),
    number_of_subnets(3),
    Constraint(
        demand=aware,
        when=argument("clusterConfig.multiAzWithStandbyEnabled").is_true(),
        error="ValidationException: You must configure zone awareness settings if you turn on zone awareness.",
        source="https://github.com/aws/aws-cdk/issues/31583",
        fix=fix(
            Set("clusterConfig.zoneAwarenessEnabled", True),
            Set("clusterConfig.zoneAwarenessConfig", {"availabilityZoneCount": 3}),
        ),
        invalid={**STANDBY, "clusterConfig.zoneAwarenessEnabled": None, "clusterConfig.zoneAwarenessConfig": None},
        valid=STANDBY,
    ),
    Constraint(
        demand=~instance_type.starts_with("t2.", "t3."),
        when=argument("autoTuneOptions.desiredState").equals("ENABLED"),
        error="ValidationException: Autotune is not supported in t2/t3 instance types. Disable Autotune or change your"
        " instance type.",
        source="https://github.com/hashicorp/terraform-provider-aws/issues/30205",
        fix=fix(Set("autoTuneOptions.desiredState", "DISABLED"), note="or use another instance type"),
        invalid={instance_type.path: "t3.small.search", "autoTuneOptions": {"desiredState": "ENABLED"}},
        valid=(
            {instance_type.path: "t3.small.search", "autoTuneOptions": {"desiredState": "DISABLED"}},
            {"autoTuneOptions": {"desiredState": "ENABLED"}},
        ),
    ),
    Constraint(
        demand=~instance_type.starts_with("t2.", "t3."),
        when=argument("clusterConfig.multiAzWithStandbyEnabled").is_true(),
        error="ValidationException: T3 instance types are not supported with Multi-AZ with standby.",
        source="https://github.com/aws/aws-cdk/issues/29607",
        fix=fix(Set("clusterConfig.multiAzWithStandbyEnabled", False), note="or use another instance type"),
        invalid={**STANDBY, instance_type.path: "t3.small.search"},
        valid=STANDBY,
    ),
    Constraint(
        demand=count.at_least(2),
        when=aware,
        error="ValidationException: You must choose a minimum of two data nodes for a two Availability Zone"
        " deployment.",
        source=MULTI_AZ,
        fix=fix(Set(count.path, 2)),
        invalid=({"clusterConfig.zoneAwarenessEnabled": True}, spread(2, 1, SUBNETS[:2])),
        valid=spread(2, 2, SUBNETS[:2]),
    ),
    Constraint(
        demand=count.at_least(3),
        when=aware & zones.equals(3) & count.at_least(2).unsaid(),
        error="ValidationException: You must choose a minimum of three data nodes for a three Availability Zone"
        " deployment.",
        source=MULTI_AZ,
        fix=fix(Set(count.path, 3)),
        invalid=spread(3, 2, SUBNETS),
        valid=spread(3, 3, SUBNETS),
    ),
    Constraint(
        demand=~disks.is_true(),
        when=instance_type.matches(of_families(*WITH_OWN_DISKS), "a type with disks of its own"),
        at=disks.path,
        error="ValidationException: I3 instance types do not support EBS storage volumes.",
        source="https://github.com/aws/aws-cdk/issues/11898",
        fix=fix(Set(disks.path, False)),
        invalid=tuple({"clusterConfig.instanceType": one} for one in ("i3.2xlarge.search", "r6gd.large.search")),
        valid={"clusterConfig.instanceType": "i3.2xlarge.search", "ebsOptions": {"ebsEnabled": False}},
    ),
    Constraint(
        demand=disks.is_true(),
        when=instance_type.matches(of_families(*WITHOUT_DISKS), "a type without disks of its own"),
        error="ValidationException: EBS volumes are required when using instance types other than r3, i3, r6gd and"
        " im4gn.",
        source="https://github.com/aws/aws-cdk/pull/16911",
        fix=fix(Set(disks.path, True), Set("ebsOptions.volumeSize", 10)),
        invalid={"ebsOptions": {"ebsEnabled": False}},
        valid={},
    ),
    only_with(
        "ebsOptions.iops",
        3000,
        {"ebsOptions.volumeType": ("gp3", "io1")},
        error="Iops: Applicable only for the gp3 and provisioned IOPS EBS volume types.",
        source=EBS,
    ),
    only_with(
        "ebsOptions.throughput",
        250,
        {"ebsOptions.volumeType": "gp3"},
        error="Throughput: Applicable only for the gp3 volume type.",
        source=EBS,
    ),
    Constraint(
        demand=master_count.is_number("3 or more, and not 4", lambda number: number > 2 and number != 4),
        when=has_masters & master_count.is_set().unsaid(),
        error="DedicatedMasterCount: This number must be greater than 2 and not 4, otherwise you receive a validation"
        " exception.",
        source=CLUSTER,
        fix=fix(Set(master_count.path, 3)),
        invalid=tuple({**MASTERS, master_count.path: number} for number in (1, 2, 4)),
        valid=MASTERS,
    ),
    Constraint(
        demand=has_masters,
        when=has_warm,
        error="To use warm storage, domains must have dedicated master nodes.",
        source=WARM,
        fix=fix(*(Set(name, value) for name, value in MASTERS.items())),
        invalid={**WITH_WARM, "clusterConfig.dedicatedMasterEnabled": False},
        valid=WITH_WARM,
    ),
    Constraint(
        demand=~instance_type.starts_with("t2.", "t3."),
        when=has_warm,
        error="If your domain uses a T2 or T3 instance type for your data nodes, you can't use warm storage.",
        source=WARM,
        fix=fix(
            Set(instance_type.path, Blank("a type that is not burstable")),
            otherwise=Set("clusterConfig.warmEnabled", False),
        ),
        invalid={**WITH_WARM, "clusterConfig.instanceType": "t3.medium.search"},
        valid=WITH_WARM,
    ),
    Constraint(
        demand=has_warm,
        when=argument("clusterConfig.coldStorageOptions.enabled").is_true(),
        error="You must enable UltraWarm storage to enable cold storage.",
        source=f"{API}/API_ColdStorageOptions.html",
        fix=fix(
            *(Set(name, value) for name, value in WITH_WARM.items()),
            otherwise=Remove("clusterConfig.coldStorageOptions"),
        ),
        invalid={"clusterConfig.coldStorageOptions": {"enabled": True}},
        valid={**WITH_WARM, "clusterConfig.coldStorageOptions": {"enabled": True}},
    ),
    beside(WITH_WARM, "clusterConfig.warmCount", 2, "WarmCount: The number of warm nodes in the cluster.", CLUSTER),
    beside(
        WITH_WARM,
        "clusterConfig.warmType",
        "ultrawarm1.medium.search",
        "WarmType: The instance type for the cluster's warm nodes.",
        CLUSTER,
    ),
    Constraint(
        demand=is_fine_grained,
        when=argument("logPublishingOptions").has_element("logType", "AUDIT_LOGS"),
        at="logPublishingOptions",
        error="ValidationException: audit log publishing cannot be enabled as you do not have advanced security options"
        " configured.",
        source=f"{GUIDE}/audit-logs.html",
        fix=fix(Remove("logPublishingOptions"), note="or turn on advancedSecurityOptions and what it needs"),
        invalid={"logPublishingOptions": AUDIT},
        valid={**FINE, "logPublishingOptions": AUDIT},
    ),
    for_fine_grained("encryptAtRest.enabled", "encryption at rest"),
    for_fine_grained("nodeToNodeEncryption.enabled", "node-to-node encryption"),
    for_fine_grained("domainEndpointOptions.enforceHttps", "enforce HTTPS"),
    beside(
        OWN_ENDPOINT,
        "domainEndpointOptions.customEndpoint",
        Blank("the host name"),
        "CustomEndpoint: The fully qualified URL for the custom endpoint.",
        f"{API}/API_DomainEndpointOptions.html",
    ),
    beside(
        OWN_ENDPOINT,
        "domainEndpointOptions.customEndpointCertificateArn",
        Blank("the ARN of a certificate of the region"),
        "CustomEndpointCertificateArn: The ARN for your security certificate, managed in Amazon Web Services"
        " Certificate Manager (ACM).",
        f"{API}/API_DomainEndpointOptions.html",
    ),
)


NAMED = form(
    "domainName",
    r"[a-z][a-z0-9-]{2,27}",
    "3 to 28 small letters, digits and hyphens, the first a letter",
    invalid=("Logs", "ab", "log_lines", "0-logs", f"l{'o' * 28}"),
    valid="order-logs",
    correct=of_text(lambda text: re.sub(r"[^a-z0-9-]", "-", text.lower())),
    error="ValidationException: Value at 'domainName' failed to satisfy constraint: Member must satisfy regular"
    " expression pattern: [a-z][a-z0-9\\-]+",
    source=f"{API}/API_CreateDomain.html",
)


def of_api(suffix: str) -> Constraint:
    """Each of the two APIs has its own names of the instance types."""
    other = "elasticsearch" if suffix == "search" else "search"
    return Constraint(
        demand=~instance_type.ends_with(f".{other}"),
        when=instance_type.is_given().unsaid(),
        error=f"ValidationException: Value 't3.medium.{other}' at 'clusterConfig.instanceType' failed to satisfy"
        " constraint: Member must satisfy enum value set",
        source="https://github.com/hashicorp/terraform-provider-aws/issues/27684",
        fix=fix(Set(instance_type.path, Blank(f"the type, with .{suffix} at its end"))),
        invalid={instance_type.path: f"t3.medium.{other}"},
        valid={instance_type.path: f"t3.medium.{suffix}"},
    )


TABLE = Table(
    "OpenSearch Service",
    {
        DOMAIN: (*ROWS, of_api("search")),
        ELASTICSEARCH_DOMAIN: (of_api("elasticsearch"),),
        (*DOMAIN, *ELASTICSEARCH_DOMAIN): (NAMED,),
    },
    base={
        DOMAIN[0]: {
            "domainName": "logs",
            "clusterConfig.instanceType": "m6g.large.search",
            "ebsOptions.ebsEnabled": True,
            "ebsOptions.volumeSize": 20,
        },
        ELASTICSEARCH_DOMAIN[0]: {"domainName": "logs", "ebsOptions.ebsEnabled": True, "ebsOptions.volumeSize": 20},
    },
)
RULE: StackRule[None] = StackRule(
    id="opensearch-domain-valid",
    summary="OpenSearch domains must have nodes, zones and security that fit together",
    rationale="""
        A domain in a VPC has as many subnets as zones, and at least a data node in each. Data nodes either have disks
        of their own or need EBS volumes. Warm storage needs dedicated masters and no burstable data nodes, cold storage
        needs warm storage. Fine-grained access control, which audit logs need, requires encryption at rest, between
        nodes and of all traffic. The OpenSearch API and the older Elasticsearch API name the same instance types by
        different suffixes.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=(*DOMAIN, *ELASTICSEARCH_DOMAIN),
    references=TABLE.sources,
    table=TABLE,
    rejections=TABLE.rejections,
)
