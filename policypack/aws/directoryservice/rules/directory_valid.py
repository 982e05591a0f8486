"""directory-valid: Directories must have the settings of their type, and two subnets."""

from policypack.aws.directoryservice import DIRECTORY
from policypack.constraint import Blank, Constraint, Inputs, Set, argument, fix, form, note
from policypack.rule import constraints_rule

API = "https://docs.aws.amazon.com/directoryservice/latest/devguide"
CREATE, SETTINGS = f"{API}/API_CreateDirectory.html", f"{API}/API_DirectoryVpcSettings.html"
CONNECT = f"{API}/API_ConnectDirectory.html"
SUBNETS = ("subnet-0a1b2c3d4e5f60718", "subnet-1a1b2c3d4e5f60718", "subnet-2a1b2c3d4e5f60718")
IN_VPC: Inputs = {"vpcSettings": {"vpcId": "vpc-0a1b2c3d4e5f60718", "subnetIds": list(SUBNETS[:2])}}
CONNECTED: Inputs = {
    "type": "ADConnector",
    "vpcSettings": None,
    "connectSettings": {
        "customerDnsIps": ["10.0.0.10"],
        "customerUsername": "connector",
        "vpcId": "vpc-0a1b2c3d4e5f60718",
        "subnetIds": list(SUBNETS[:2]),
    },
}

kind = argument("type")

RULE = constraints_rule(
    id="directory-valid",
    service="Directory Service",
    summary="Directories must have the settings of their type, and two subnets",
    rationale="""
        A directory is named like a domain and is in two subnets of a VPC, in two availability zones. A connector has
        the settings of the directory that it leads to instead.
    """,
    since="0.2.0",
    constraints={
        DIRECTORY: (
            form(
                "name",
                r"([a-zA-Z0-9]+[\\.-])+[a-zA-Z0-9]+",
                "the name of a domain, such as corp.example.com",
                invalid=("corp", "corp_eu.example.com"),
                valid=("corp.example.com", "corp-eu.example.com"),
                error="ValidationException: 1 validation error detected: Value at 'name' failed to satisfy constraint:"
                " Member must satisfy regular expression pattern: ^([a-zA-Z0-9]+[\\\\.-])+([a-zA-Z0-9])+$",
                source=CREATE,
            ),
            *(
                Constraint(
                    demand=argument(block).is_present(),
                    when=asked,
                    error=error,
                    source=source,
                    fix=fix(
                        Set(
                            block,
                            {
                                "subnetIds": [Blank("a subnet"), Blank("a subnet of another zone")],
                                "vpcId": Blank("the VPC"),
                            },
                        ),
                        note=more,
                    ),
                    invalid=invalid,
                    valid=({}, {"type": "MicrosoftAD"}, CONNECTED),
                )
                for block, asked, error, source, more, invalid in (
                    (
                        "vpcSettings",
                        (kind.is_empty() | kind.one_of("SimpleAD", "MicrosoftAD")).called(
                            "type is SimpleAD or MicrosoftAD", "type must be SimpleAD or MicrosoftAD"
                        ),
                        "VpcSettings: A DirectoryVpcSettings object that contains additional information for the"
                        " operation.",
                        CREATE,
                        "",
                        ({"vpcSettings": None}, {"vpcSettings": None, "type": "MicrosoftAD"}),
                    ),
                    (
                        "connectSettings",
                        kind.equals("ADConnector"),
                        "ConnectSettings: A DirectoryConnectSettings object that contains additional information for"
                        " the operation. Required: Yes",
                        CONNECT,
                        "customerDnsIps and customerUsername, too",
                        {"type": "ADConnector"},
                    ),
                )
            ),
            *(
                Constraint(
                    demand=argument(f"{block}.subnetIds").has_exactly(2),
                    when=argument(f"{block}.subnetIds").is_given().unsaid(),
                    error="InvalidParameterException: SubnetIds: The two subnets must be in different Availability"
                    " Zones.",
                    source=SETTINGS,
                    fix=note("two subnets, in two availability zones"),
                    invalid=tuple({**beside, f"{block}.subnetIds": list(SUBNETS[:count])} for count in (1, 3)),
                    valid=beside,
                )
                for block, beside in (("vpcSettings", IN_VPC), ("connectSettings", CONNECTED))
            ),
        )
    },
    base={DIRECTORY[0]: {"name": "corp.example.com", "password": "A-password-0f-16", "size": "Small", **IN_VPC}},
    references=(CREATE, CONNECT),
)
