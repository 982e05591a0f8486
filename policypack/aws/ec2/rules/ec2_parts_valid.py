"""ec2-parts-valid: Key pairs, placement groups, DHCP options and addresses must be whole."""

from policypack.aws.ec2.ebs import VOLUME
from policypack.constraint import Constraint, argument, few, fits, fix, only_with
from policypack.fix import Blank, Remove, Set
from policypack.model.values import Plain
from policypack.rule import constraints_rule

API = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference"
OPTIONS_API = f"{API}/API_CreateDhcpOptions.html"
KEY_PAIR = ("aws:ec2/keyPair:KeyPair",)
PLACEMENT_GROUP = ("aws:ec2/placementGroup:PlacementGroup",)
ASSOCIATION = ("aws:ec2/eipAssociation:EipAssociation",)
DHCP_OPTIONS = ("aws:ec2/vpcDhcpOptions:VpcDhcpOptions",)
PREFIX_LIST = ("aws:ec2/managedPrefixList:ManagedPrefixList",)
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ6vT3Qm3nZ1cQJ3Yk0v3m1S1m8m7nQ2o7b2l9mXhQkP me@example.com"
SERVERS = {
    "domainNameServers": "name servers",
    "ntpServers": "NTP servers",
    "netbiosNameServers": "NetBIOS name servers",
}

public_key = argument("publicKey")


def distinct(entries: Plain) -> Plain:
    """The blocks of the entries, each once."""
    blocks = [one.get("cidr") for one in entries if isinstance(one, dict)] if isinstance(entries, list) else []
    return [block for place, block in enumerate(blocks) if block not in blocks[:place]]


def entries_error(blocks: Plain, most: Plain) -> str | None:
    """The list has more blocks than it may have."""
    count = len(blocks) if isinstance(blocks, list) else 0
    return f"it has {count}, and maxEntries is {most:g}" if isinstance(most, int | float) and count > most else None


RULE = constraints_rule(
    id="ec2-parts-valid",
    service="EC2",
    summary="Key pairs, placement groups, DHCP options and addresses must be whole",
    rationale="""
        EC2 imports public keys as OpenSSH writes them, in base64 or as RFC 4716 has them, not as PEM. Only partition
        placement groups have partitions, and only spread ones a level. DHCP options have four servers of a kind. An
        address is associated with an instance or an interface.
    """,
    since="0.2.0",
    constraints={
        KEY_PAIR: (
            Constraint(
                demand=~public_key.starts_with("-----BEGIN"),
                when=public_key.is_given().unsaid(),
                error="InvalidKey.Format: Key is not in valid OpenSSH public key format",
                source=f"{API}/API_ImportKeyPair.html",
                fix=fix(Set("publicKey", Blank("the key as ssh-keygen -y writes it"))),
                invalid={"publicKey": "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----"},
                valid={"publicKey": KEY},
                problem="publicKey is in PEM, and EC2 imports keys in the format of OpenSSH.",
                condition="the publicKey of a key pair is in PEM",
            ),
        ),
        PLACEMENT_GROUP: (
            only_with(
                "partitionCount",
                3,
                {"strategy": "partition"},
                error="InvalidParameterCombination: PartitionCount: Valid only when Strategy is set to partition.",
                source=f"{API}/API_CreatePlacementGroup.html",
            ),
            only_with(
                "spreadLevel",
                "rack",
                {"strategy": "spread"},
                error="InvalidParameterCombination: SpreadLevel: Valid only when Strategy is set to spread.",
                source=f"{API}/API_CreatePlacementGroup.html",
            ),
        ),
        DHCP_OPTIONS: tuple(
            few(
                name,
                4,
                item="10.0.0.1",
                error=f"InvalidParameterValue: up to four {what} can be specified.",
                source=OPTIONS_API,
            )
            for name, what in SERVERS.items()
        ),
        VOLUME: (
            Constraint(
                demand=argument("type").one_of("io1", "io2"),
                when=argument("multiAttachEnabled").is_true(),
                error="MultiAttachEnabled: This parameter is supported with io1 and io2 volumes only.",
                source=f"{API}/API_CreateVolume.html",
                fix=fix(Remove("multiAttachEnabled"), otherwise=Set("type", Blank("io1 or io2"))),
                invalid=({"multiAttachEnabled": True, "type": "gp3"}, {"multiAttachEnabled": True}),
                valid=(
                    {"multiAttachEnabled": True, "type": "io2", "iops": 1000},
                    {"multiAttachEnabled": False, "type": "gp3"},
                ),
            ),
        ),
        PREFIX_LIST: (
            Constraint(
                demand=fits(
                    argument("entries"),
                    "at most maxEntries",
                    entries_error,
                    lambda one: argument("entries").of(one).complete().map(distinct),
                    lambda one: argument("maxEntries").of(one).as_number(),
                ),
                when=argument("entries").is_given().unsaid(),
                error="InvalidParameterCombination: The number of entries cannot be greater than the maximum number of"
                " entries",
                source="https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/ec2"
                "/pf-ec2-prefix-list-max-entries/meta.yaml",
                fix=fix(Set("maxEntries", Blank("at least the number of entries"))),
                invalid={"maxEntries": 1, "entries": [{"cidr": "10.1.0.0/16"}, {"cidr": "10.2.0.0/16"}]},
                valid=(
                    {"maxEntries": 2, "entries": [{"cidr": "10.1.0.0/16"}, {"cidr": "10.2.0.0/16"}]},
                    {"maxEntries": 1, "entries": [{"cidr": "10.1.0.0/16"}, {"cidr": "10.1.0.0/16"}]},
                ),
                condition="entries of a prefix list are more than maxEntries",
            ),
        ),
        ASSOCIATION: (
            Constraint(
                demand=argument("instanceId").is_present() | argument("networkInterfaceId").is_present(),
                error="InvalidParameterCombination: You must specify either the instance ID or the network interface"
                " ID.",
                source=f"{API}/API_AssociateAddress.html",
                fix=fix(Set("instanceId", Blank("the ID of the instance"))),
                invalid={},
                valid=({"instanceId": "i-0123456789abcdef0"}, {"networkInterfaceId": "eni-0123456789abcdef0"}),
                condition="an address is associated with neither an instance nor a network interface",
            ),
        ),
    },
    base={
        PLACEMENT_GROUP[0]: {"strategy": "cluster"},
        VOLUME[0]: {"availabilityZone": "us-east-1a", "size": 20, "encrypted": True},
        PREFIX_LIST[0]: {"name": "offices", "addressFamily": "IPv4", "maxEntries": 5},
        ASSOCIATION[0]: {"allocationId": "eipalloc-0123456789abcdef0"},
    },
)
