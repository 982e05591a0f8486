"""route53-resolver-valid: Resolver endpoints must have two addresses, rules targets and no loops."""

import re
from collections.abc import Iterator

from policypack.aws import ec2
from policypack.aws.route53 import RESOLVER_ENDPOINT, RESOLVER_FIREWALL_RULE, RESOLVER_RULE, RESOLVER_RULE_ASSOCIATION
from policypack.check import Fact, Resource, Stack, Value, Verdict, all_of, any_fact, is_not, require, together
from policypack.constraint import Constraint, Json, Table, argument, fits, needs, not_with, within
from policypack.fix import Add, Blank, Remove, Set, fix, note
from policypack.model.alike import Alike
from policypack.model.conditions import Condition, Subject, Words
from policypack.model.values import Plain
from policypack.rule import Rejection, StackContext, StackRule

API = "https://docs.aws.amazon.com/Route53/latest/APIReference"
OF_ENDPOINT = f"{API}/API_route53resolver_CreateResolverEndpoint.html"
OF_RULE = f"{API}/API_route53resolver_CreateResolverRule.html"
OF_FIREWALL = f"{API}/API_route53resolver_CreateFirewallRule.html"
OF_ASSOCIATION = f"{API}/API_route53resolver_AssociateFirewallRuleGroup.html"
OF_LISTS = (
    "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-user-managed-domain-lists.html"
)
DOMAIN_LIST = ("aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList",)
GROUP_ASSOCIATION = ("aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation",)
DOMAIN = re.compile(r"\*|(\*\.)?[!-)+-\-/-~]+(\.[!-)+-\-/-~]+)*\.?")
"""Labels of printable characters, and an asterisk before the first period only."""
ADDRESSES = [{"subnetId": "subnet-0a1b2c3d4e5f60718"}, {"subnetId": "subnet-1a2b3c4d5e6f70819"}]
TARGETS: list[Plain] = [{"ip": "192.168.0.53"}]
FORWARD = {"ruleType": "FORWARD", "resolverEndpointId": "rslvr-out-0123456789abcdef0"}
PROFILE_ASSOCIATION = ("aws:route53/profilesResourceAssociation:ProfilesResourceAssociation",)
OF_PROFILES = f"{API}/API_route53profiles_AssociateResourceToProfile.html"
FIREWALL_GROUP = "arn:aws:route53resolver:us-east-1:123456789012:firewall-rule-group/rslvr-frg-0123456789abcdef0"
LOWEST, HIGHEST = 100, 9900
"""Between these are the priorities of rule groups in a profile."""


def of_one_family(it: Subject) -> Fact:
    """Not one target is of IPv4 and another of IPv6."""
    given = it.at("targetIps")
    return is_not(all_of(*(given.any(lambda one: is_not(one[name].is_empty())) for name in ("ip", "ipv6"))))  # noqa: B023


def priority_error(tree: Plain) -> str | None:
    """The priority of a group is between the reserved ones."""
    priority = tree.get("priority") if isinstance(tree, dict) else None
    if not isinstance(priority, int | float) or LOWEST < priority < HIGHEST:
        return None
    return f'"priority" is {priority:g}'


type_, action, domains = argument("ruleType"), argument("action"), argument("domains")


def domain_error(plain: Plain) -> str | None:
    """A text that is no name of a domain."""
    wrong = [one for one in plain if not DOMAIN.fullmatch(str(one))] if isinstance(plain, list) else []
    return f"{wrong[0]!r} is not the name of a domain" if wrong else None


def is_not_any(field: str) -> Condition:
    """No address has this one."""
    return Condition(
        lambda it: is_not(it.at("ipAddresses").any(lambda one: is_not(one[field].is_empty()))),
        Words.of("ipAddresses", f"has no {field}", f"has an {field}", f"must have no {field}", f"must have an {field}"),
        ("ipAddresses",),
    )


of_group = argument("resourceArn").matches(r"arn:[^:]*:route53resolver:.*:firewall-rule-group/.*", "a rule group's ARN")
is_override = argument("blockResponse").equals("OVERRIDE")
BLOCK = {"action": "BLOCK", "blockResponse": "NODATA"}
OVERRIDE = {
    "action": "BLOCK",
    "blockResponse": "OVERRIDE",
    "blockOverrideDomain": "blocked.example.com",
    "blockOverrideDnsType": "CNAME",
    "blockOverrideTtl": 60,
}

TABLE = Table(
    "Route 53 Resolver",
    {
        RESOLVER_ENDPOINT: (
            Constraint(
                demand=argument("ipAddresses").has_at_least(2),
                error="InvalidRequestException: [RSLVR-00400] Resolver endpoint need to have at least 2 IP addresses.",
                source="https://github.com/hashicorp/terraform-provider-aws/issues/6563",
                fix=fix(Add("ipAddresses", Blank("an address in a subnet of another availability zone"))),
                invalid={"ipAddresses": ADDRESSES[:1]},
                valid={},
            ),
            Constraint(
                demand=~argument("protocols").contains("DoH-FIPS"),
                when=argument("direction").equals("OUTBOUND"),
                error="DoH-FIPS is applicable for default inbound endpoints only.",
                source=OF_ENDPOINT,
                fix=fix(Set("protocols", ["DoH"])),
                invalid={"direction": "OUTBOUND", "protocols": ["DoH-FIPS"]},
                valid={"direction": "OUTBOUND", "protocols": ["DoH"]},
            ),
            Constraint(
                demand=~argument("protocols").contains("DoH-FIPS"),
                when=argument("protocols").contains("DoH"),
                error="For a default inbound endpoint you can apply the protocols as follows: Do53 and DoH in"
                " combination. Do53 and DoH-FIPS in combination.",
                source=OF_ENDPOINT,
                fix=fix(Set("protocols", ["DoH"])),
                invalid={"direction": "INBOUND", "protocols": ["DoH", "DoH-FIPS"]},
                valid={"direction": "INBOUND", "protocols": ["Do53", "DoH-FIPS"]},
            ),
            Constraint(
                demand=argument("protocols").elements_match("Do53", "Do53 alone"),
                when=argument("direction").equals("INBOUND_DELEGATION") & argument("protocols").is_given().unsaid(),
                error="For a delegation inbound endpoint you can use Do53 only.",
                source=OF_ENDPOINT,
                fix=fix(Set("protocols", ["Do53"])),
                invalid={"direction": "INBOUND_DELEGATION", "protocols": ["DoH"]},
                valid={"direction": "INBOUND_DELEGATION", "protocols": ["Do53"]},
            ),
            *(
                Constraint(
                    demand=is_not_any(other),
                    when=argument("resolverEndpointType").equals(kind),
                    error="ResolverEndpointType: This endpoint type is applied to all IP addresses.",
                    source=OF_ENDPOINT,
                    fix=fix(Set("resolverEndpointType", "DUALSTACK")),
                    invalid={
                        "resolverEndpointType": kind,
                        "ipAddresses": [{**one, other: f"{address}{place}"} for place, one in enumerate(ADDRESSES)],
                    },
                    valid={
                        "resolverEndpointType": "DUALSTACK",
                        "ipAddresses": [{**one, other: f"{address}{place}"} for place, one in enumerate(ADDRESSES)],
                    },
                )
                for kind, other, address in (("IPV4", "ipv6", "2001:db8::"), ("IPV6", "ip", "10.0.0.1"))
            ),
            Constraint(
                demand=~argument("targetNameServerMetricsEnabled").is_true(),
                when=argument("direction").one_of("INBOUND", "INBOUND_DELEGATION"),
                error="TargetNameServerMetricsEnabled: This is not supported for inbound Resolver endpoints.",
                source=OF_ENDPOINT,
                fix=fix(Remove("targetNameServerMetricsEnabled")),
                invalid={"direction": "INBOUND", "targetNameServerMetricsEnabled": True},
                valid={"direction": "OUTBOUND", "targetNameServerMetricsEnabled": True},
            ),
        ),
        PROFILE_ASSOCIATION: (
            Constraint(
                demand=argument("resourceArn").matches(
                    r"arn:[^:]*:(?:route53:[^:]*:[^:]*:hostedzone/.*|route53resolver:.*|ec2:[^:]*:[^:]*:vpc-endpoint/.*)",
                    "the ARN of a private hosted zone, a rule or rule group of Resolver, or an interface endpoint",
                ),
                when=argument("resourceArn").starts_with("arn:").unsaid(),
                error="ResourceArn: Either a private hosted zone, DNS Firewall rule group, Resolver rule, or an"
                " interface VPC endpoint.",
                source=OF_PROFILES,
                fix=fix(Set("resourceArn", Blank("the ARN of a private hosted zone"))),
                invalid={"resourceArn": "arn:aws:s3:::orders"},
                valid={"resourceArn": "arn:aws:route53:::hostedzone/Z0123456789ABCDEFGHIJ"},
            ),
            Constraint(
                demand=argument("resourceProperties").is_present(),
                when=of_group,
                error="ResourceProperties: If you are adding a DNS Firewall rule group, include also a priority.",
                source=OF_PROFILES,
                fix=fix(Set("resourceProperties", Json({"priority": 101}))),
                invalid={"resourceArn": FIREWALL_GROUP},
                valid={"resourceArn": FIREWALL_GROUP, "resourceProperties": Json({"priority": 101})},
            ),
            Constraint(
                demand=argument("resourceProperties").holds("a priority of 101 to 9899", priority_error),
                when=of_group & argument("resourceProperties").is_given().unsaid(),
                error="ResourceProperties: The allowed values for priority are between 100 and 9900.",
                source=OF_PROFILES,
                fix=fix(Set("resourceProperties", Json({"priority": Blank("101 to 9899")}))),
                invalid={"resourceArn": FIREWALL_GROUP, "resourceProperties": Json({"priority": 100})},
                valid={"resourceArn": FIREWALL_GROUP, "resourceProperties": Json({"priority": 101})},
            ),
        ),
        RESOLVER_RULE: (
            Constraint(
                demand=~type_.equals("RECURSIVE"),
                error="RuleType: Currently, only Resolver can create rules that have a value of RECURSIVE for"
                " RuleType.",
                source=OF_RULE,
                fix=fix(Set("ruleType", Blank("FORWARD, SYSTEM or DELEGATE"))),
                invalid={"ruleType": "RECURSIVE"},
                valid={"ruleType": "SYSTEM"},
            ),
            Constraint(
                demand=Condition(
                    of_one_family,
                    Words.be("targetIps", "addresses of one family"),
                    ("targetIps",),
                ),
                when=argument("targetIps").is_given().unsaid(),
                error="TargetIps: You can specify either Ipv4 or Ipv6 addresses but not both in the same rule.",
                source=OF_RULE,
                fix=note("addresses of one family; a second rule has the others"),
                invalid={**FORWARD, "targetIps": [*TARGETS, {"ipv6": "2001:db8::53"}]},
                valid=({**FORWARD, "targetIps": TARGETS}, {**FORWARD, "targetIps": [{"ipv6": "2001:db8::53"}]}),
            ),
            needs(
                {"ruleType": "FORWARD"},
                "targetIps",
                TARGETS,
                blank="the addresses of the DNS servers",
                beside={"resolverEndpointId": "rslvr-out-0123456789abcdef0"},
                error="InvalidRequestException: [RSLVR-00700] Resolver rule of type FORWARD need to have at least one"
                " target IP.",
                source=OF_RULE,
            ),
            needs(
                {"ruleType": "FORWARD"},
                "resolverEndpointId",
                "rslvr-out-0123456789abcdef0",
                blank="the ID of an outbound endpoint",
                beside={"targetIps": TARGETS},
                error="ResolverEndpointId: The ID of the outbound Resolver endpoint that you want to use to route DNS"
                " queries to the IP addresses that you specify in TargetIps.",
                source=OF_RULE,
            ),
            Constraint(
                demand=argument("resolverEndpointId").is_empty(),
                when=type_.equals("SYSTEM"),
                error="InvalidRequestException: [RSLVR-00707] Cannot specify resolver endpoint ID and target IP for"
                " SYSTEM type resolver rule.",
                source=OF_RULE,
                fix=fix(Remove("resolverEndpointId")),
                invalid={"resolverEndpointId": "rslvr-out-0123456789abcdef0"},
                valid={},
            ),
            not_with(
                "targetIps",
                TARGETS,
                {"ruleType": ("SYSTEM", "DELEGATE")},
                error="TargetIps is available only when the value of Rule type is FORWARD.",
                source=OF_RULE,
            ),
        ),
        DOMAIN_LIST: (
            Constraint(
                demand=fits(
                    domains,
                    "names of domains with * as the first label at most",
                    domain_error,
                    domains.whole,
                ),
                when=domains.is_given().unsaid(),
                error="ValidationException: UpdateFirewallDomains with Domains=[ex*ample.com, has space.com,"
                " .example.com]: only ASCII characters, and * only before the first period",
                source=OF_LISTS,
                fix=fix(Set("domains", [Blank("names of domains, such as *.example.com")])),
                invalid=({"domains": ["ex*ample.com"]}, {"domains": ["has space.com"]}, {"domains": [".example.com"]}),
                valid={
                    "domains": ["*.example.com", "example.com.", "*", "_dmarc.example.com", "xn--bcher-kva.example"]
                },
            ),
        ),
        GROUP_ASSOCIATION: (
            within(
                "priority",
                101,
                9899,
                error="ValidationException: AssociateFirewallRuleGroup with Priority=100: the value must be greater"
                " than 100 and less than 9900",
                source=OF_ASSOCIATION,
            ),
        ),
        RESOLVER_FIREWALL_RULE: (
            Constraint(
                demand=argument("qType").matches(
                    r"A|AAAA|CAA|CNAME|DS|HTTPS|MX|NAPTR|NS|PTR|SOA|SPF|SRV|SVCB|TXT|DNSKEY|TLSA|SSHFP|TYPE[0-9]{1,5}",
                    "a type of a record, such as A or TYPE28",
                ),
                when=argument("qType").is_given().unsaid(),
                error="Qtype: A query type you define by using the DNS type ID must be defined as TYPENUMBER, where the"
                " NUMBER can be 1-65534",
                source=OF_FIREWALL,
                fix=fix(Set("qType", Blank("a type of a record, such as A or TYPE28"))),
                invalid={"qType": "IPV6"},
                valid=({"qType": "AAAA"}, {"qType": "TYPE28"}),
            ),
            Constraint(
                demand=argument("blockResponse").is_empty(),
                when=action.one_of("ALLOW", "ALERT"),
                error="BlockResponse: The way that you want DNS Firewall to block the request, used with the rule"
                " action setting BLOCK.",
                source=OF_FIREWALL,
                fix=fix(Remove("blockResponse")),
                invalid={"action": "ALLOW", "blockResponse": "NODATA"},
                valid={"action": "ALLOW"},
            ),
            *(
                Constraint(
                    demand=argument(name).is_empty(),
                    when=argument("blockResponse").one_of("NODATA", "NXDOMAIN"),
                    error="ValidationException: CreateFirewallRule with Action=BLOCK, BlockResponse=NXDOMAIN,"
                    " BlockOverrideDomain=example.com.: only for the BlockResponse OVERRIDE",
                    source=OF_FIREWALL,
                    fix=fix(Remove(name)),
                    invalid={**BLOCK, name: value},
                    valid=(BLOCK, OVERRIDE),
                )
                for name, value in (("blockOverrideDomain", "blocked.example.com"), ("blockOverrideDnsType", "CNAME"))
            ),
            needs(
                {"action": "BLOCK"},
                "blockResponse",
                "NODATA",
                error="BlockResponse: This setting is required if the rule action setting is BLOCK.",
                source=OF_FIREWALL,
            ),
            *(
                Constraint(
                    demand=argument(name).is_present(),
                    when=is_override,
                    error="This setting is required if the BlockResponse setting is OVERRIDE.",
                    source=OF_FIREWALL,
                    fix=fix(Set(name, Blank("what the rule answers with"))),
                    invalid={**OVERRIDE, name: None},
                    valid=OVERRIDE,
                )
                for name in ("blockOverrideDomain", "blockOverrideDnsType", "blockOverrideTtl")
            ),
            not_with(
                "firewallDomainListId",
                "rslvr-fdl-0123456789abcdef0",
                {"dnsThreatProtection": ("DGA", "DNS_TUNNELING", "DICTIONARY_DGA")},
                beside={**BLOCK, "firewallDomainListId": None, "confidenceThreshold": "HIGH"},
                error="FirewallDomainListId: Can't be used together with DnsThreatProtecton.",
                source=OF_FIREWALL,
            ),
            Constraint(
                demand=argument("confidenceThreshold").is_present(),
                when=argument("dnsThreatProtection").is_given(),
                error="ConfidenceThreshold: You must provide this value when you create a DNS Firewall Advanced rule.",
                source=OF_FIREWALL,
                fix=fix(Set("confidenceThreshold", "HIGH")),
                invalid={**BLOCK, "firewallDomainListId": None, "dnsThreatProtection": "DGA"},
                valid={
                    **BLOCK,
                    "firewallDomainListId": None,
                    "dnsThreatProtection": "DGA",
                    "confidenceThreshold": "HIGH",
                },
            ),
            Constraint(
                demand=~action.equals("ALLOW"),
                when=argument("dnsThreatProtection").is_given(),
                error="ALLOW - Permit the request to go through. Not available for DNS Firewall Advanced rules.",
                source=OF_FIREWALL,
                fix=fix(Set("action", "ALERT")),
                invalid={
                    "firewallDomainListId": None,
                    "dnsThreatProtection": "DGA",
                    "confidenceThreshold": "HIGH",
                },
                valid={
                    "action": "ALERT",
                    "firewallDomainListId": None,
                    "dnsThreatProtection": "DGA",
                    "confidenceThreshold": "HIGH",
                },
            ),
        ),
    },
    base={
        RESOLVER_ENDPOINT[0]: {
            "direction": "INBOUND",
            "securityGroupIds": ["sg-0123456789abcdef0"],
            "ipAddresses": ADDRESSES,
        },
        RESOLVER_RULE[0]: {"domainName": "corp.example.com", "ruleType": "SYSTEM"},
        RESOLVER_FIREWALL_RULE[0]: {
            "name": "web",
            "action": "ALLOW",
            "firewallRuleGroupId": "rslvr-frg-0123456789abcdef0",
            "firewallDomainListId": "rslvr-fdl-0123456789abcdef0",
            "priority": 100,
        },
        DOMAIN_LIST[0]: {},
        PROFILE_ASSOCIATION[0]: {"name": "orders", "profileId": "rp-0123456789abcdef"},
        GROUP_ASSOCIATION[0]: {
            "firewallRuleGroupId": "rslvr-frg-0123456789abcdef0",
            "name": "web",
            "vpcId": "vpc-0123456789abcdef0",
            "priority": 101,
        },
    },
)
LOOP = Rejection(
    service="Route 53 Resolver",
    condition="A rule that forwards to an inbound endpoint is associated with the VPC of that endpoint",
    error="InvalidRequestException: [RSLVR-00804] Cannot associate rule rslvr-rr-b86d94d3af4a49f19 to VPC"
    " vpc-0d456111099e0ace4 because the VPC include an INBOUND resolver endpoints with rule's target IP. Please try a"
    " different rule or update rule's target IP.",
    source="https://github.com/aws-samples/aws-network-hub-for-terraform/pull/26",
    invalid="loop",
    valid="elsewhere",
)
NO_OUTBOUND = Rejection(
    service="Route 53 Resolver",
    condition="A rule forwards through an inbound endpoint",
    error="ResolverEndpointId: The ID of the outbound Resolver endpoint that you want to use to route DNS queries to"
    " the IP addresses that you specify in TargetIps.",
    source=OF_RULE,
    invalid="inbound",
    valid="elsewhere",
)


def check(subject: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """A rule forwards through an outbound endpoint, and not to its own VPC."""
    if subject.type in RESOLVER_RULE:
        endpoints = context.stack.referred(subject, "resolverEndpointId", RESOLVER_ENDPOINT)
        yield require(
            endpoints.all(lambda one: is_not(one["direction"].equals("INBOUND"))),
            when=subject["resolverEndpointId"].is_set(),
            at="resolverEndpointId",
            problem="The endpoint is an inbound one, and rules forward through outbound endpoints.",
            fix=fix(Set("resolverEndpointId", Blank("the ID of an outbound endpoint"))),
            rejects=NO_OUTBOUND,
        )
    elif subject.type in RESOLVER_RULE_ASSOCIATION:
        yield require(
            is_not(loops(subject, context.stack)),
            at="resolverRuleId",
            problem="The rule forwards to an address of an inbound endpoint in this VPC.",
            fix=fix(Set("resolverRuleId", Blank("a rule with other targets")), otherwise=Remove("")),
            rejects=LOOP,
        )


def loops(association: Resource, stack: Stack) -> Fact:
    """A target of the rule is an address of an inbound endpoint of the VPC."""
    rules = stack.referred(association, "resolverRuleId", RESOLVER_RULE).certain()
    vpcs = stack.referred(association, "vpcId", ec2.VPC).certain()
    inbound = stack.derived(inbound_addresses)
    return any_fact(
        all_of(together(same, target, address), is_in(endpoint, vpc, stack))
        for rule in rules
        for vpc in vpcs
        for target in rule.each("targetIps[].ip")
        if not target.is_absent
        for endpoint, address in inbound.like(target)
    )


def inbound_addresses(stack: Stack) -> Alike[tuple[Resource, Value]]:
    """The stack's inbound endpoints, each with each of its addresses."""
    return Alike(
        ((endpoint, address), address)
        for endpoint in stack.of_type(RESOLVER_ENDPOINT)
        if is_inbound(endpoint)
        for address in endpoint.each("ipAddresses[].ip")
        if not address.is_absent
    )


def is_inbound(endpoint: Resource) -> bool:
    return endpoint["direction"].equals("INBOUND").truth is True


def is_in(endpoint: Resource, vpc: Resource, stack: Stack) -> Fact:
    """One of its subnets is in the VPC."""
    subnets = stack.referred(endpoint, "ipAddresses", ec2.SUBNET)
    return subnets.any(lambda subnet: any_fact(fact for one, fact in of_vpc(subnet, stack) if one.urn == vpc.urn))


def of_vpc(subnet: Resource, stack: Stack) -> tuple[tuple[Resource, Fact], ...]:
    return tuple(stack.referred(subnet, "vpcId", ec2.VPC).links)


def same(one: object, other: object) -> bool:
    return one == other


RULE = StackRule(
    id="route53-resolver-valid",
    summary="Resolver endpoints must have two addresses, rules targets and no loops",
    rationale="""
        An endpoint of Route 53 Resolver has two addresses or more. A rule forwards to addresses through an outbound
        endpoint, and cannot be associated with a VPC to whose inbound endpoint it forwards. A rule of DNS Firewall that
        blocks says how it answers, and a list of domains has their names. A profile takes zones, rules and endpoints
        of VPCs. Endpoints and rules of other stacks are not checked.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=(
        *(*RESOLVER_ENDPOINT, *RESOLVER_RULE, *RESOLVER_RULE_ASSOCIATION),
        *(*RESOLVER_FIREWALL_RULE, *DOMAIN_LIST, *GROUP_ASSOCIATION, *PROFILE_ASSOCIATION),
    ),
    references=(OF_ENDPOINT, OF_RULE, OF_FIREWALL),
    rejections=(*TABLE.rejections, LOOP, NO_OUTBOUND),
    table=TABLE,
    check=check,
)
