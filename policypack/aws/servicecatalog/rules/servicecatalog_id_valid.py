"""servicecatalog-id-valid: IDs of Service Catalog and the parameters of constraints must have their form."""

from policypack.aws.servicecatalog import (
    CONSTRAINT,
    PORTFOLIO_SHARE,
    PRINCIPAL_ASSOCIATION,
    PRODUCT_ASSOCIATION,
    PROVISIONED_PRODUCT,
    PROVISIONING_ARTIFACT,
    TAG_ASSOCIATION,
)
from policypack.constraint import Constraint, argument
from policypack.fix import Blank, Json, Set, fix
from policypack.model.values import Plain
from policypack.rule import constraints_rule

API = "https://docs.aws.amazon.com/servicecatalog/latest/dg"
PROVISION, CONSTRAIN = f"{API}/API_ProvisionProduct.html", f"{API}/API_CreateConstraint.html"
SEEN = "https://github.com/crossplane-contrib/provider-upjet-aws/issues/241"
ROLE = "arn:aws:iam::123456789012:role/launch"

EXAMPLES = {
    "portfolioId": "port-1a2b3c4d5e6f7",
    "sourcePortfolioId": "port-1a2b3c4d5e6f8",
    "productId": "prod-1a2b3c4d5e6f7",
    "provisioningArtifactId": "pa-1a2b3c4d5e6f7",
    "pathId": "lpv2-1a2b3c4d5e6f7",
    "resourceId": "port-1a2b3c4d5e6f7",
    "tagOptionId": "tag-1a2b3c4d5e6f7",
}
parameters, type_ = argument("parameters"), argument("type")


def is_id(path: str, of: str) -> Constraint:
    """An ID is one word, and not one with what it is in: the provider's own IDs join several with colons."""
    member, valid = f"{path[0].lower()}{path[1:]}", EXAMPLES[path]
    return Constraint(
        demand=argument(path).matches(
            r"[A-Za-z0-9_-]{1,100}", "an ID, 100 letters, digits, hyphens and underscores at most"
        ),
        when=argument(path).is_given().unsaid(),
        error=f"ValidationException: 1 validation error detected: Value '{valid}:prod-1' at '{member}' failed to"
        " satisfy constraint: Member must satisfy regular expression pattern: ^[a-zA-Z0-9_\\-]*",
        source=SEEN,
        fix=fix(Set(path, Blank(f"an ID such as {valid}"))),
        invalid=({path: f"{valid}:prod-1a2b3c4d5e6f8"}, {path: f"arn:aws:catalog:us-east-1:123456789012:{valid}"}),
        valid={path: valid},
        condition=f"{path} of {of} is no ID: it has other characters than letters, digits, - and _, or over 100",
    )


def launch_error(tree: Plain) -> str | None:
    """A launch constraint has one role, as an ARN or as a name."""
    if not isinstance(tree, dict):
        return None
    given = [key for key in ("RoleArn", "LocalRoleName") if tree.get(key)]
    return None if len(given) == 1 else f"""it has {" and ".join(f'"{key}"' for key in given) or "no role"}"""


RULE = constraints_rule(
    id="servicecatalog-id-valid",
    service="Service Catalog",
    summary="IDs and constraints of Service Catalog must have their form",
    rationale="""
        The IDs of products, versions and portfolios are single words. The id of a resource of the provider may join
        several of them: a provisioning artifact's is VERSION:PRODUCT, and its argument wants the first alone. What a
        constraint's parameters are is for Service Catalog to read: a launch constraint has a role as an ARN or as a
        name, not both.
    """,
    since="0.2.0",
    references=(PROVISION, CONSTRAIN),
    constraints={
        CONSTRAINT: (
            is_id("portfolioId", "a constraint"),
            is_id("productId", "a constraint"),
            Constraint(
                demand=parameters.is_json(),
                when=parameters.is_given().unsaid(),
                error="InvalidParametersException: the parameters of a constraint are JSON",
                source=CONSTRAIN,
                fix=fix(Set("parameters", Json({"RoleArn": Blank("the ARN of a role")}))),
                invalid={"parameters": "role"},
                valid={"parameters": Json({"LocalRoleName": "launch"})},
            ),
            Constraint(
                demand=parameters.holds('an object with one of "RoleArn" and "LocalRoleName"', launch_error),
                when=type_.equals("LAUNCH") & parameters.is_given().unsaid(),
                error="LAUNCH: You are required to specify either the RoleArn or the LocalRoleName but can't use both.",
                source=CONSTRAIN,
                fix=fix(Set("parameters", Json({"RoleArn": Blank("the ARN of a role")}))),
                invalid=(
                    {"parameters": Json({"RoleArn": ROLE, "LocalRoleName": "launch"})},
                    {"parameters": Json({"Role": ROLE})},
                ),
                valid=(
                    {"parameters": Json({"RoleArn": ROLE})},
                    {"type": "NOTIFICATION", "parameters": Json({"NotificationArns": []})},
                ),
            ),
        ),
        PORTFOLIO_SHARE: (is_id("portfolioId", "a share"),),
        PRINCIPAL_ASSOCIATION: (is_id("portfolioId", "a principal"),),
        PRODUCT_ASSOCIATION: tuple(
            is_id(path, "an association") for path in ("portfolioId", "productId", "sourcePortfolioId")
        ),
        PROVISIONED_PRODUCT: tuple(
            is_id(path, "a provisioned product") for path in ("productId", "provisioningArtifactId", "pathId")
        ),
        PROVISIONING_ARTIFACT: (is_id("productId", "a version"),),
        TAG_ASSOCIATION: tuple(is_id(path, "a tag option") for path in ("resourceId", "tagOptionId")),
    },
    base={
        CONSTRAINT[0]: {
            "portfolioId": EXAMPLES["portfolioId"],
            "productId": EXAMPLES["productId"],
            "type": "LAUNCH",
            "parameters": Json({"RoleArn": ROLE}),
        },
        PORTFOLIO_SHARE[0]: {
            "portfolioId": EXAMPLES["portfolioId"],
            "principalId": "123456789012",
            "type": "ACCOUNT",
        },
        PRINCIPAL_ASSOCIATION[0]: {"portfolioId": EXAMPLES["portfolioId"], "principalArn": ROLE},
        PRODUCT_ASSOCIATION[0]: {"portfolioId": EXAMPLES["portfolioId"], "productId": EXAMPLES["productId"]},
        PROVISIONED_PRODUCT[0]: {
            "productId": EXAMPLES["productId"],
            "provisioningArtifactId": EXAMPLES["provisioningArtifactId"],
        },
        PROVISIONING_ARTIFACT[0]: {
            "productId": EXAMPLES["productId"],
            "templateUrl": "https://s3.us-east-1.amazonaws.com/templates/orders.json",
        },
        TAG_ASSOCIATION[0]: {"resourceId": EXAMPLES["resourceId"], "tagOptionId": EXAMPLES["tagOptionId"]},
    },
)
