"""instance-valid: EC2 instances must have user data, addresses and options that fit together."""

from policypack.aws.ec2.user_data import LONGEST_USER_DATA, size_error
from policypack.constraint import Constraint, argument, fits, not_with, within
from policypack.fix import Blank, Remove, Set, fix
from policypack.model.conditions import Condition, Words
from policypack.rule import constraints_rule

INSTANCE = ("aws:ec2/instance:Instance",)
SPOT_REQUEST = ("aws:ec2/spotInstanceRequest:SpotInstanceRequest",)
RUN = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html"
SPOT = "instanceMarketOptions.spotOptions"
OPTIONS = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceMetadataOptionsRequest.html"
TOO_LONG = "InvalidParameterValue: User data is limited to 16384 bytes"
TOO_LONG_AT = "https://github.com/supergiant/capacity/issues/148"
INTERFACE = {"networkInterfaces": [{"deviceIndex": 0, "networkInterfaceId": "eni-0123456789abcdef0"}]}
A_SCRIPT = Blank("a short script that downloads the rest")

GROUP_ID = r"sg-[0-9a-f]{8,}"

text, encoded = argument("userData"), argument("userDataBase64")


def not_beside_interface(path: str, value: object, name: str, source: str) -> Constraint:
    """What an attached interface has itself, the instance must not have."""
    return not_with(
        path,
        value,
        INTERFACE,
        error=f"InvalidParameterCombination: Network interfaces and an instance-level {name} may not be specified on"
        " the same request",
        source=source,
    )


RULE = constraints_rule(
    id="instance-valid",
    service="EC2",
    summary="EC2 instances must have user data, addresses and options that fit together",
    rationale="""
        User data has at most 16,384 bytes before encoding. An instance that gets an existing network interface gets its
        subnet, security groups and addresses from it, and must not state its own.
    """,
    since="0.2.0",
    references=(RUN, OPTIONS),
    constraints={
        (*INSTANCE, *SPOT_REQUEST): (
            Constraint(
                demand=text.no_larger_than(LONGEST_USER_DATA),
                when=text.is_given().unsaid(),
                error=TOO_LONG,
                source=TOO_LONG_AT,
                fix=fix(Set("userData", A_SCRIPT)),
                invalid={"userData": "#" * (LONGEST_USER_DATA + 1)},
                valid={"userData": "#" * LONGEST_USER_DATA},
                problem="userData has more than 16,384 bytes.",
            ),
            Constraint(
                demand=fits(encoded, f"at most {LONGEST_USER_DATA:,} bytes before encoding", size_error),
                when=encoded.is_given().unsaid(),
                error=TOO_LONG,
                source=TOO_LONG_AT,
                fix=fix(Set("userDataBase64", A_SCRIPT)),
                invalid={"userDataBase64": "IyMj" * 5462},
                valid={"userDataBase64": "IyMj" * 5461},
                problem="userDataBase64 has more than 16,384 bytes before encoding.",
            ),
            Constraint(
                demand=Condition(
                    lambda it: argument("securityGroups").of(it).all(lambda one: one.matches(GROUP_ID)),
                    Words.of(
                        "securityGroups",
                        *(f"{verb} IDs only" for verb in ("has", "has not", "must have", "must not have")),
                    ),
                    ("securityGroups",),
                ),
                when=argument("subnetId").is_given() & argument("securityGroups").is_given().unsaid(),
                error="InvalidParameterCombination: The parameter groupName cannot be used with the parameter subnet",
                source="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html",
                fix=fix(Remove("securityGroups"), Set("vpcSecurityGroupIds", [Blank("the ID of the security group")])),
                invalid={"subnetId": "subnet-0123456789abcdef0", "securityGroups": ["web"]},
                valid={"subnetId": "subnet-0123456789abcdef0", "securityGroups": ["sg-0123456789abcdef0"]},
            ),
            not_beside_interface(
                "subnetId", "subnet-0123456789abcdef0", "subnet ID", "https://github.com/aws/aws-sdk-php/issues/231"
            ),
            not_beside_interface(
                "vpcSecurityGroupIds",
                ["sg-0123456789abcdef0"],
                "security groups",
                "https://github.com/aws/aws-sdk-ruby/issues/662",
            ),
            not_beside_interface(
                "privateIp",
                "10.0.0.10",
                "private IP address",
                "https://github.com/puppetlabs-toy-chest/puppetlabs-aws/pull/394",
            ),
            within(
                "metadataOptions.httpPutResponseHopLimit",
                1,
                64,
                error="HttpPutResponseHopLimit: Possible values: Integers from 1 to 64",
                source=OPTIONS,
            ),
            Constraint(
                demand=~argument("enclaveOptions.enabled").is_true(),
                when=argument("hibernation").is_true(),
                error="You can't enable Amazon Web Services Nitro Enclaves and hibernation on the same instance.",
                source=RUN,
                fix=fix(Remove("hibernation"), otherwise=Set("enclaveOptions.enabled", False)),
                invalid={"hibernation": True, "enclaveOptions.enabled": True},
                valid=({"hibernation": True}, {"enclaveOptions.enabled": True}),
            ),
        ),
        INSTANCE: (
            Constraint(
                demand=argument(f"{SPOT}.instanceInterruptionBehavior").one_of("stop", "hibernate"),
                when=argument(f"{SPOT}.spotInstanceType").equals("persistent"),
                error="Persistent Spot Instance requests are only supported when the instance interruption behavior is"
                " either hibernate or stop.",
                source="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SpotMarketOptions.html",
                fix=fix(Set(f"{SPOT}.instanceInterruptionBehavior", "stop")),
                invalid={"instanceMarketOptions.marketType": "spot", f"{SPOT}.spotInstanceType": "persistent"},
                valid={
                    "instanceMarketOptions.marketType": "spot",
                    f"{SPOT}.spotInstanceType": "persistent",
                    f"{SPOT}.instanceInterruptionBehavior": "stop",
                },
            ),
            Constraint(
                demand=argument(f"{SPOT}.spotInstanceType").equals("persistent"),
                when=argument(f"{SPOT}.instanceInterruptionBehavior").one_of("stop", "hibernate"),
                error="InvalidParameterCombination: The Spot Instance request type must be persistent, for the"
                " interruption behaviors stop and hibernate.",
                source="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/interruption-behavior.html",
                fix=fix(Set(f"{SPOT}.spotInstanceType", "persistent")),
                invalid={"instanceMarketOptions.marketType": "spot", f"{SPOT}.instanceInterruptionBehavior": "stop"},
                valid={"instanceMarketOptions.marketType": "spot"},
            ),
        ),
    },
    base={type_: {"ami": "ami-0123456789abcdef0", "instanceType": "m7i.large"} for type_ in (*INSTANCE, *SPOT_REQUEST)},
)
