"""resourcegroups-group-valid: Resource groups must have a query of JSON or a configuration, not both."""

from policypack.aws.resourcegroups import GROUP
from policypack.constraint import Constraint, Json, argument
from policypack.fix import Blank, Remove, Set, fix
from policypack.rule import constraints_rule

API = "https://docs.aws.amazon.com/ARG/latest/APIReference"
CREATE, QUERY = f"{API}/API_CreateGroup.html", f"{API}/API_ResourceQuery.html"
TAGGED = Json({"ResourceTypeFilters": ["AWS::AllSupported"], "TagFilters": [{"Key": "env", "Values": ["test"]}]})

query = argument("resourceQuery.query")

RULE = constraints_rule(
    id="resourcegroups-group-valid",
    service="Resource Groups",
    summary="Resource groups must have a query or a configuration, not both",
    rationale="""
        A group has the resources that its query finds, or those that a service puts into it, which its configuration
        says. The query is JSON.
    """,
    since="0.2.0",
    references=(CREATE, QUERY),
    constraints={
        GROUP: (
            Constraint(
                demand=argument("resourceQuery").is_empty(),
                when=argument("configurations").is_given(),
                error="BadRequestException: A resource group can contain either a Configuration or a ResourceQuery, but"
                " not both.",
                source="https://github.com/hashicorp/terraform-provider-aws/issues/29483",
                fix=fix(Remove("resourceQuery"), otherwise=Remove("configurations")),
                invalid={
                    "resourceQuery": {"query": TAGGED},
                    "configurations": [{"type": "AWS::NetworkFirewall::RuleGroup"}],
                },
                valid=(
                    {"resourceQuery": {"query": TAGGED}},
                    {"configurations": [{"type": "AWS::NetworkFirewall::RuleGroup"}]},
                ),
            ),
            Constraint(
                demand=query.is_json(),
                when=query.is_given().unsaid(),
                error="BadRequestException: Query not valid: Query JSON not valid",
                source=QUERY,
                fix=fix(Set(query.path, Blank("the JSON of a query"))),
                invalid={"resourceQuery": {"query": "env=test"}},
                valid={"resourceQuery": {"query": TAGGED}},
            ),
        )
    },
    base={GROUP[0]: {"name": "orders"}},
)
