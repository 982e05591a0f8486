"""elasticache-user-valid: ElastiCache users must have one way to authenticate."""

import re

from policypack.aws.elasticache import USER
from policypack.constraint import Blank, Constraint, Remove, Set, argument, few, fix, of_text
from policypack.model.conditions import fits
from policypack.rule import constraints_rule

API = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateUser.html"
IAM = "https://github.com/terraform-aws-modules/terraform-aws-elasticache/issues/65"
MOST_PASSWORDS = 2
PASSWORD_RULES = r"(?i)(^|\s)(nopass|resetpass|[<>#!]\S+)(\s|$)"

type_, passwords = argument("authenticationMode.type"), argument("passwords")
open_to_all, access = argument("noPasswordRequired"), argument("accessString")


def differs(user_id: str | None, user_name: str | None) -> str | None:
    """ElastiCache keeps the ID in lower case."""
    if not user_id or not user_name or user_id.lower() == user_name.lower():
        return None
    return f'userId is "{user_id}" and userName is "{user_name}", which must be the same for IAM'


ROWS = (
    Constraint(
        demand=fits(
            argument("userName"),
            "the same as userId",
            differs,
            lambda it: it.at("userId").as_text(),
            lambda it: it.at("userName").as_text(),
        ),
        when=type_.equals("iam"),
        error="InvalidParameterCombination: User Id and User name must be same for authentication type: iam",
        source=IAM,
        fix=fix(Set("userName", Blank("the same as userId"))),
        correct=lambda user_id: user_id,
        made_of=("userId",),
        invalid={"userName": "checkout", "authenticationMode": {"type": "iam"}, "passwords": None},
        valid={"authenticationMode": {"type": "iam"}, "passwords": None},
    ),
    Constraint(
        demand=passwords.is_empty(),
        when=open_to_all.is_true(),
        error="InvalidParameterCombination: Password field is not allowed with authentication type:"
        " no-password-required",
        source=API,
        fix=fix(Remove("noPasswordRequired")),
        invalid={"noPasswordRequired": True},
        valid={"noPasswordRequired": True, "passwords": None},
    ),
    Constraint(
        demand=argument("authenticationMode").is_set()
        | open_to_all.is_true()
        | passwords.is_present()
        | argument("passwordsWo").is_present(),
        at="authenticationMode",
        error="InvalidParameterValue: Input Authentication type: null is not in the allowed list:"
        " [password,no-password-required,iam]",
        source=API,
        fix=fix(Set("authenticationMode", {"type": "iam"}), note="with IAM, userId and userName are the same"),
        invalid=({"passwords": None}, {"passwords": None, "noPasswordRequired": False}),
        valid=({"passwords": None, "authenticationMode": {"type": "iam"}}, {}),
    ),
    few(
        "passwords",
        MOST_PASSWORDS,
        item="a-very-long-password-",
        error="InvalidParameterValue: Maximum number of passwords allowed in this service is 2.",
        source=API,
    ),
    Constraint(
        demand=access.lacks(PASSWORD_RULES, "rules about passwords"),
        when=access.is_given().unsaid(),
        error="InvalidParameterValue: Password rules are not supported in Elasticache access string",
        source=API,
        fix=fix(Set("accessString", Blank("the access string without rules about passwords"))),
        correct=of_text(lambda text: " ".join(re.sub(PASSWORD_RULES, " ", text).split())),
        invalid=({"accessString": "on nopass ~* +@all"}, {"accessString": "on >secret ~* +@all"}),
        valid={"accessString": "on ~orders:* &* +@all -@dangerous"},
    ),
)

RULE = constraints_rule(
    id="elasticache-user-valid",
    service="ElastiCache",
    summary="ElastiCache users must have one way to authenticate",
    rationale="""
        A user authenticates by IAM, by one or two passwords, or needs none, and the access string says nothing of
        passwords. For IAM the ID and the name of the user are the same: the token is signed for the ID.
    """,
    since="0.2.0",
    references=("https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html",),
    constraints={USER: ROWS},
    base={
        USER[0]: {
            "userId": "orders",
            "userName": "orders",
            "engine": "redis",
            "accessString": "on ~* +@read",
            "passwords": ["a-very-long-password"],
        }
    },
)
