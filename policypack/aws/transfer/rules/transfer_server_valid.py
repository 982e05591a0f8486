"""transfer-server-valid: Transfer servers, users and connectors must have what their kinds need."""

from policypack.aws.transfer import CONNECTOR, SERVER, USER
from policypack.constraint import Blank, Constraint, Inputs, Remove, Set, argument, fix, needs, not_with
from policypack.model.values import Plain
from policypack.rule import constraints_rule

API = "https://docs.aws.amazon.com/transfer/latest/APIReference"
OF_SERVER = f"{API}/API_CreateServer.html"
OF_ENDPOINT = f"{API}/API_EndpointDetails.html"
OF_IDENTITIES = f"{API}/API_IdentityProviderDetails.html"
OF_USER = f"{API}/API_CreateUser.html"
CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/1234abcd-12ab-34cd-56ef-1234567890ab"
IN_VPC: Inputs = {"vpcId": "vpc-0a1b2c3d4e5f60718", "subnetIds": ["subnet-0a1b2c3d4e5f60718"]}
FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:orders"
BY_FUNCTION: Inputs = {"identityProviderType": "AWS_LAMBDA", "function": FUNCTION}
INSIDE: Inputs = {**BY_FUNCTION, "endpointType": "VPC", "endpointDetails": IN_VPC}
GATEWAY = "https://a1b2c3d4e5.execute-api.us-east-1.amazonaws.com/prod"
ROLE = "arn:aws:iam::123456789012:role/transfer"
SFTP: Inputs = {"sftpConfig": {"trustedHostKeys": ["ssh-rsa AAAAB3NzaC1yc2E="], "userSecretId": "orders"}}
MAPPED: list[Plain] = [{"entry": "/", "target": "/orders/home"}]
PROVIDERS = (
    ("AWS_LAMBDA", "function", FUNCTION, "the ARN of a function"),
    ("AWS_DIRECTORY_SERVICE", "directoryId", "d-1234567890", "the ID of a directory"),
    ("API_GATEWAY", "url", GATEWAY, "the address of a stage"),
    ("API_GATEWAY", "invocationRole", ROLE, "the ARN of a role that may call the API"),
)
"""By type of identity provider: an argument that it needs, an example of it, and what it is."""
WHOLE: dict[str, Inputs] = {
    kind: {"identityProviderType": kind, **{name: value for one, name, value, _ in PROVIDERS if one == kind}}
    for kind in ("AWS_LAMBDA", "AWS_DIRECTORY_SERVICE", "API_GATEWAY")
}

kind_of_endpoint, protocols = argument("endpointType"), argument("protocols")
identities = argument("identityProviderType")
endpoint = argument("endpointDetails.vpcEndpointId")
speaks_ftp = protocols.contains("FTP") | protocols.contains("FTPS")
IF_FTP = (
    "If Protocol includes either FTP or FTPS, then the EndpointType must be VPC and the IdentityProviderType must be"
)
IF_FTP += " either AWS_DIRECTORY_SERVICE, AWS_LAMBDA, or API_GATEWAY."

SERVER_ROWS = (
    Constraint(
        demand=endpoint.starts_with("vpce-"),
        when=endpoint.is_present().unsaid(),
        error="expected endpoint_details.0.vpc_endpoint_id to match regular expression: vpce-[0-9a-f]{17}",
        source="https://github.com/hashicorp/terraform-provider-aws/issues/11761",
        fix=fix(Set(endpoint.path, Blank("the ID of a VPC endpoint"))),
        invalid={"endpointType": "VPC_ENDPOINT", "endpointDetails": {"vpcEndpointId": "vpc-0a1b2c3d4e5f60718"}},
        valid={"endpointType": "VPC_ENDPOINT", "endpointDetails": {"vpcEndpointId": "vpce-0a1b2c3d4e5f60718"}},
    ),
    *(
        Constraint(
            demand=kind_of_endpoint.equals("VPC"),
            when=argument(f"endpointDetails.{name}").is_given(),
            error=f"{name[0].upper()}{name[1:]}: This property can only be set when EndpointType is set to VPC.",
            source=OF_ENDPOINT,
            fix=fix(Set("endpointType", "VPC")),
            invalid={"endpointDetails": {name: value}},
            valid={"endpointType": "VPC", "endpointDetails": {**IN_VPC, name: value}},
        )
        for name, value in (
            ("vpcId", "vpc-0a1b2c3d4e5f60718"),
            ("subnetIds", ["subnet-0a1b2c3d4e5f60718"]),
            ("securityGroupIds", ["sg-0a1b2c3d4e5f60718"]),
            ("addressAllocationIds", ["eipalloc-0a1b2c3d4e5f60718"]),
        )
    ),
    Constraint(
        demand=kind_of_endpoint.equals("VPC_ENDPOINT"),
        when=endpoint.is_present(),
        error="VpcEndpointId: This property can only be set when EndpointType is set to VPC_ENDPOINT.",
        source=OF_ENDPOINT,
        fix=fix(Set("endpointType", "VPC_ENDPOINT")),
        invalid={"endpointDetails": {"vpcEndpointId": "vpce-0a1b2c3d4e5f60718"}},
        valid={"endpointType": "VPC_ENDPOINT", "endpointDetails": {"vpcEndpointId": "vpce-0a1b2c3d4e5f60718"}},
    ),
    needs(
        {"protocols": ["FTPS"]},
        "certificate",
        CERTIFICATE,
        beside=INSIDE,
        blank="the ARN of a certificate of ACM",
        error="Certificate: Required when Protocols is set to FTPS.",
        source=OF_SERVER,
    ),
    Constraint(
        demand=kind_of_endpoint.one_of("VPC", "VPC_ENDPOINT"),
        when=speaks_ftp,
        error=IF_FTP,
        source=OF_SERVER,
        fix=fix(Set("endpointType", "VPC")),
        invalid={**BY_FUNCTION, "protocols": ["FTP"]},
        valid=({**INSIDE, "protocols": ["FTP"]}, {**BY_FUNCTION, "protocols": ["SFTP"]}),
    ),
    Constraint(
        demand=identities.one_of("AWS_DIRECTORY_SERVICE", "AWS_LAMBDA", "API_GATEWAY"),
        when=speaks_ftp,
        error=IF_FTP,
        source=OF_SERVER,
        fix=fix(Set("identityProviderType", Blank("AWS_DIRECTORY_SERVICE, AWS_LAMBDA or API_GATEWAY"))),
        invalid={"endpointType": "VPC", "endpointDetails": IN_VPC, "protocols": ["FTP"]},
        valid={**INSIDE, "protocols": ["FTP"]},
    ),
    not_with(
        "endpointDetails.addressAllocationIds",
        ["eipalloc-0a1b2c3d4e5f60718"],
        {"ipAddressType": "DUALSTACK"},
        beside={"endpointType": "VPC"},
        error="When using DUALSTACK as the IpAddressType, you cannot set the AddressAllocationIds parameter for the"
        " EndpointDetails for the server.",
        source=OF_SERVER,
    ),
    *(
        Constraint(
            demand=argument(name).is_present(),
            when=identities.equals(kind),
            error="IdentityProviderDetails: Required when IdentityProviderType is set to AWS_DIRECTORY_SERVICE,"
            " AWS_LAMBDA or API_GATEWAY.",
            source=OF_SERVER,
            fix=fix(Set(name, Blank(words))),
            invalid={**WHOLE[kind], name: None},
            valid=WHOLE[kind],
        )
        for kind, name, _, words in PROVIDERS
    ),
)
MANAGED_ROWS = tuple(
    Constraint(
        demand=identities.one_of("AWS_DIRECTORY_SERVICE", "AWS_LAMBDA", "API_GATEWAY"),
        when=argument(name).is_present(),
        error="InvalidRequestException: Must specify IdentityProviderType with IdentityProviderDetails",
        source="https://github.com/hashicorp/terraform-provider-aws/issues/19923",
        fix=fix(Remove(name)),
        at=name,
        invalid=({name: value}, {name: value, "identityProviderType": "SERVICE_MANAGED"}),
        valid={**WHOLE[kind], name: value},
    )
    for kind, name, value in (
        *((kind, name, value) for kind, name, value, _ in PROVIDERS),
        ("AWS_LAMBDA", "sftpAuthenticationMethods", "PUBLIC_KEY"),
    )
)
USER_ROWS = (
    needs(
        {"homeDirectoryType": "LOGICAL"},
        "homeDirectoryMappings",
        MAPPED,
        blank="what the user sees, and where it is",
        error="If HomeDirectoryType is LOGICAL, you must provide mappings, using the HomeDirectoryMappings parameter.",
        source=OF_USER,
    ),
    Constraint(
        demand=argument("homeDirectoryType").equals("LOGICAL"),
        when=argument("homeDirectoryMappings").is_given(),
        error="HomeDirectoryMappings: This value can be set only when HomeDirectoryType is set to LOGICAL.",
        source=OF_USER,
        fix=fix(Set("homeDirectoryType", "LOGICAL")),
        invalid={"homeDirectoryMappings": MAPPED},
        valid={"homeDirectoryMappings": MAPPED, "homeDirectoryType": "LOGICAL"},
    ),
)
CONNECTOR_ROWS = (
    Constraint(
        demand=argument("sftpConfig").is_empty(),
        when=argument("as2Config").is_given(),
        error="Either SFTP or AS2 is configured.",
        source="https://www.pulumi.com/registry/packages/aws/api-docs/transfer/connector/",
        fix=fix(Remove("sftpConfig")),
        invalid={**SFTP, "as2Config": {"localProfileId": "p-1"}},
        valid=SFTP,
    ),
)

RULE = constraints_rule(
    id="transfer-server-valid",
    service="Transfer",
    summary="Transfer servers, users and connectors must have what their kinds need",
    rationale="""
        A server with an endpoint in a VPC names the VPC, one of an endpoint that there is names the endpoint. FTP has
        its users from elsewhere and stays in a VPC; FTPS has a certificate. Each kind of identity provider is named by
        its own argument. A user with a logical home has mappings.
    """,
    since="0.2.0",
    constraints={SERVER: (*SERVER_ROWS, *MANAGED_ROWS), USER: USER_ROWS, CONNECTOR: CONNECTOR_ROWS},
    base={
        SERVER[0]: {},
        USER[0]: {"serverId": "s-01234567890abcdef", "userName": "orders", "role": ROLE},
        CONNECTOR[0]: {"accessRole": ROLE, "url": "sftp://ftp.example.com"},
    },
    references=(OF_SERVER, OF_IDENTITIES),
)
