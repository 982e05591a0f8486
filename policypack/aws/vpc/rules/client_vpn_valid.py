"""client-vpn-valid: Authentication of Client VPN endpoints must have what its type needs."""

from policypack.constraint import Constraint, Table, argument, one_of
from policypack.fix import Blank, Set, fix
from policypack.rule import StackRule

ENDPOINT = ("aws:ec2clientvpn/endpoint:Endpoint",)
API = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ClientVpnAuthenticationRequest.html"
CREATE = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateClientVpnEndpoint.html"
CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d"
OPTIONS = "authenticationOptions"


def of_type(kind: str, field: str, value: str, blank: str, error: str) -> Constraint:
    """Authentication of this type has the field."""
    return Constraint(
        demand=argument(field).is_present(),
        when=argument("type").equals(kind),
        error=error,
        source=API,
        fix=fix(Set(field, Blank(blank))),
        invalid={"type": kind},
        valid={"type": kind, field: value},
    ).inside(f"{OPTIONS}[]")


TABLE = Table(
    "EC2",
    {
        ENDPOINT: (
            of_type(
                "certificate-authentication",
                "rootCertificateChainArn",
                CERTIFICATE,
                "the ARN of the client certificates' authority in ACM",
                "You must provide this information if Type is certificate-authentication.",
            ),
            of_type(
                "directory-service-authentication",
                "activeDirectoryId",
                "d-0123456789",
                "the ID of the directory",
                "You must provide this information if Type is directory-service-authentication.",
            ),
            of_type(
                "federated-authentication",
                "samlProviderArn",
                "arn:aws:iam::123456789012:saml-provider/staff",
                "the ARN of the SAML provider",
                "You must provide this information if Type is federated-authentication.",
            ),
            one_of(
                "vpnPort",
                443,
                1194,
                but_not=444,
                error="VpnPort: Valid Values: 443 | 1194.",
                source=CREATE,
            ),
            one_of(
                "sessionTimeoutHours",
                8,
                10,
                12,
                24,
                but_not=9,
                error="SessionTimeoutHours: Valid values: 8 | 10 | 12 | 24.",
                source=CREATE,
            ),
            Constraint(
                demand=argument("clientCidrBlock").matches(r"[0-9.]+/(1[2-9]|2[0-2])", "a block of /12 to /22"),
                when=argument("clientCidrBlock").matches(r"[0-9.]+/[0-9]+", "a block").unsaid(),
                error="InvalidParameterValue: Client cidr block must be of size /12 or smaller",
                source="https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/ec2/pf-ec2-client-vpn-cidr-size"
                "/meta.yaml",
                fix=fix(Set("clientCidrBlock", Blank("a block of /12 to /22"))),
                invalid=({"clientCidrBlock": "10.0.0.0/8"}, {"clientCidrBlock": "10.100.0.0/24"}),
                valid=({"clientCidrBlock": "10.16.0.0/12"}, {"clientCidrBlock": "10.100.0.0/22"}),
            ),
        )
    },
    base={
        ENDPOINT[0]: {
            "clientCidrBlock": "10.100.0.0/22",
            "serverCertificateArn": CERTIFICATE,
            "connectionLogOptions": {"enabled": False},
            "authenticationOptions": [{"type": "certificate-authentication", "rootCertificateChainArn": CERTIFICATE}],
        }
    },
)
RULE: StackRule[None] = StackRule(
    id="client-vpn-valid",
    summary="Authentication of Client VPN endpoints must have what its type needs",
    rationale="""
        Clients authenticate by certificates of an authority, by a directory or by a SAML provider, and the endpoint
        names the one that its type says.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=ENDPOINT,
    references=TABLE.sources,
    table=TABLE,
    rejections=TABLE.rejections,
)
