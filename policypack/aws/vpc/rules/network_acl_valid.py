"""network-acl-valid: Network ACL rules must have valid, unique numbers."""

from collections.abc import Iterator

from policypack.check import Fact, Resource, Value, Verdict, all_of, any_fact, is_not, require, together
from policypack.constraint import Constraint, Table, within
from policypack.fix import Blank, Remove, Set, fix
from policypack.model.alike import Alike
from policypack.rule import Rejection, StackContext, StackRule

ACL = ("aws:ec2/networkAcl:NetworkAcl",)
DEFAULT_ACL = ("aws:ec2/defaultNetworkAcl:DefaultNetworkAcl",)
ACL_RULE = ("aws:ec2/networkAclRule:NetworkAclRule",)
CREATE = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNetworkAclEntry.html"
ERRORS = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html"
NUMBERS = "RuleNumber: Positive integer from 1 to 32766. The range 32767 to 65535 is reserved for internal use."
ALLOWED = {"protocol": "tcp", "fromPort": 443, "toPort": 443, "action": "allow", "cidrBlock": "0.0.0.0/0"}


def numbered(direction: str) -> Constraint:
    """The number of a rule in an ACL."""
    return within("ruleNo", 1, 32766, error=NUMBERS, source=CREATE).inside(f"{direction}[]", beside=ALLOWED)


TABLE = Table(
    "VPC",
    {
        ACL_RULE: (within("ruleNumber", 1, 32766, error=NUMBERS, source=CREATE),),
        (*ACL, *DEFAULT_ACL): (numbered("ingress"), numbered("egress")),
    },
    base={
        ACL_RULE[0]: {
            "networkAclId": "acl-0123456789abcdef0",
            "ruleNumber": 100,
            "protocol": "-1",
            "ruleAction": "allow",
            "cidrBlock": "0.0.0.0/0",
        },
        ACL[0]: {"vpcId": "vpc-0123456789abcdef0"},
        DEFAULT_ACL[0]: {"defaultNetworkAclId": "acl-0123456789abcdef0"},
    },
)
SAME_NUMBER = Rejection(
    service="VPC",
    condition="Two rules of a network ACL have the same number and direction",
    error="NetworkAclEntryAlreadyExists: The specified rule number already exists in this network ACL.",
    source=ERRORS,
    invalid="second",
    valid="other-direction",
)


def check(acl: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """Of the separate rules with one number in one direction, all but the first are reported."""
    if acl.type not in ACL:
        return
    seen: Alike[tuple[Resource, Fact]] = Alike()
    for rule, fact in context.stack.linked(ACL_RULE, to=acl, by="networkAclId").links:
        number, direction = rule["ruleNumber"].as_text(), egress(rule)
        earlier = any_fact(
            all_of(there, together(_is_same, number, other["ruleNumber"].as_text(), direction, egress(other)))
            for other, there in seen.nearest(number, direction)
        )
        yield require(
            is_not(all_of(fact, earlier)),
            at="ruleNumber",
            problem=f"ruleNumber is {number}, which another rule of {acl} in the same direction has.",
            fix=fix(Set("ruleNumber", Blank("a number that the network ACL does not have")), otherwise=Remove("")),
            on=rule,
            rejects=SAME_NUMBER,
        )
        seen.add((rule, fact), number, direction)


def egress(rule: Resource) -> Value:
    """Whether the rule is for what leaves; false unless it says so."""
    return rule["egress"].or_default(False).as_text()


def _is_same(number: object, other: object, direction: object, opposite: object) -> bool:
    return number is not None and number == other and direction == opposite


RULE = StackRule(
    id="network-acl-valid",
    summary="Network ACL rules must have valid, unique numbers",
    rationale="""
        A network ACL has at most one rule of each number and direction, and the numbers are 1 to 32,766. Numbers are
        compared only among separate rules.
    """,
    level="mandatory",
    early=True,
    consequence="deployment fails",
    since="0.2.0",
    applies_to=(*ACL, *DEFAULT_ACL, *ACL_RULE),
    references=(CREATE, ERRORS),
    rejections=(*TABLE.rejections, SAME_NUMBER),
    table=TABLE,
    check=check,
)
