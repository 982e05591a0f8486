"""budget-valid: Budgets must have one limit, filters that there are, and notifications that reach somebody."""

from policypack.aws.budgets import BUDGET, BUDGET_ACTION
from policypack.constraint import Blank, Constraint, Inputs, Remove, Set, argument, closest, fits, fix, note
from policypack.rule import constraints_rule

API = "https://docs.aws.amazon.com/aws-cost-management/latest/APIReference"
OF_BUDGET = f"{API}/API_budgets_Budget.html"
OF_NOTIFICATION = f"{API}/API_budgets_Notification.html"
FILTERS = (
    *("AZ", "BillingEntity", "CostCategory", "InstanceType", "InvoicingEntity", "LegalEntityName", "LinkedAccount"),
    *("Operation", "PurchaseType", "Region", "Service", "TagKeyValue", "UsageType", "UsageTypeGroup"),
)
"""Names of filters. AWS adds names: one that is not here may be one."""
NOTIFICATION: Inputs = {
    "comparisonOperator": "GREATER_THAN",
    "threshold": 80,
    "thresholdType": "PERCENTAGE",
    "notificationType": "ACTUAL",
}
TO_TEAM: Inputs = {**NOTIFICATION, "subscriberEmailAddresses": ["orders@example.com"]}
ADJUSTED: Inputs = {"autoAdjustData": {"autoAdjustType": "FORECAST"}}
PLANNED: Inputs = {"plannedLimits": [{"startTime": "2027-01-01_00:00", "amount": "100", "unit": "USD"}]}
DEFINITIONS = (
    (
        "APPLY_IAM_POLICY",
        "iamActionDefinition",
        {"policyArn": "arn:aws:iam::aws:policy/AWSDenyAll", "roles": ["orders"]},
    ),
    ("APPLY_SCP_POLICY", "scpActionDefinition", {"policyId": "p-a1b2c3d4", "targetIds": ["123456789012"]}),
    (
        "RUN_SSM_DOCUMENTS",
        "ssmActionDefinition",
        {"actionSubType": "STOP_EC2_INSTANCES", "instanceIds": ["i-0a1b2c3d4e5f60718"], "region": "us-east-1"},
    ),
)
"""By type of action: its definition, and an example of one."""

limit = argument("limitAmount")


def misspelt(name: str) -> str | None:
    """The name is none, and differs from one in case and separators only."""
    if not isinstance(name, str) or name in FILTERS:
        return None
    letters = name.replace("_", "").replace("-", "").replace(" ", "").lower()
    right = next((one for one in FILTERS if one.lower() == letters), "")
    return f"the filter is {right}" if right else None


RULE = constraints_rule(
    id="budget-valid",
    service="Budgets",
    summary="Budgets must have one limit, filters that exist, and notifications for somebody",
    rationale="""
        A budget of costs or usage has a limit, planned limits, or one that AWS adjusts. Its filters have names whose
        case counts. A forecast needs more than a day, and a notification a subscriber. An action has the definition of
        its type.
    """,
    since="0.2.0",
    constraints={
        BUDGET: (
            Constraint(
                demand=fits(argument("name"), "the name of a filter", misspelt),
                error="InvalidParameterException: Unable to create/update budget - service is not in the"
                " supported in cost budget dimension set: [PurchaseType, TagKeyValue, UsageTypeGroup, Service, AZ,"
                " Region, Operation, InstanceType, UsageType, BillingEntity, LinkedAccount]",
                source="https://github.com/hashicorp/terraform/issues/19370",
                fix=fix(Set("name", Blank("the name of a filter"))),
                correct=closest(FILTERS),
                invalid=({"name": "service", "values": ["Amazon RDS"]}, {"name": "Linked_Account", "values": ["1"]}),
                valid=({"name": "Service", "values": ["Amazon RDS"]}, {"name": "Orders", "values": ["eu"]}),
            ).inside("costFilters[]"),
            Constraint(
                demand=~argument("notificationType").equals("FORECASTED"),
                error="InvalidParameterException: AWS Budgets only allows FORECASTED on MONTHLY, QUARTERLY and ANNUALLY"
                " budgets",
                source="https://github.com/JiRaska/open-bank-oss/pull/226",
                fix=fix(Set("notificationType", "ACTUAL")),
                invalid={**TO_TEAM, "notificationType": "FORECASTED"},
                valid=TO_TEAM,
            ).inside("notifications[]", given=argument("timeUnit").equals("DAILY")),
            Constraint(
                demand=(
                    argument("subscriberEmailAddresses").is_given() | argument("subscriberSnsTopicArns").is_given()
                ).called("there is a subscriber", "there must be a subscriber", fails="there is no subscriber"),
                at="subscriberEmailAddresses",
                error="Each notification must have at least one subscriber.",
                source=OF_NOTIFICATION,
                fix=note("an address or a topic"),
                invalid=NOTIFICATION,
                valid=(
                    TO_TEAM,
                    {**NOTIFICATION, "subscriberSnsTopicArns": ["arn:aws:sns:us-east-1:123456789012:orders"]},
                ),
            ).inside("notifications[]"),
            Constraint(
                demand=(
                    limit.is_present() | argument("plannedLimits").is_given() | argument("autoAdjustData").is_given()
                ).called("there is a limit", "there must be a limit", fails="there is no limit"),
                when=argument("budgetType").one_of("COST", "USAGE"),
                at=limit.path,
                error="BudgetLimit is required for cost or usage budgets.",
                source=OF_BUDGET,
                fix=fix(Set(limit.path, Blank("the amount, beside limitUnit"))),
                invalid={"limitAmount": None},
                valid=({}, {"limitAmount": None, **ADJUSTED}),
            ),
            Constraint(
                demand=limit.is_empty(),
                when=argument("plannedLimits").is_given(),
                error="You can't use BudgetLimit with PlannedBudgetLimits for CreateBudget and UpdateBudget actions.",
                source=OF_BUDGET,
                fix=fix(Remove(limit.path), Remove("limitUnit")),
                invalid=PLANNED,
                valid={**PLANNED, "limitAmount": None, "limitUnit": None},
            ),
        ),
        BUDGET_ACTION: tuple(
            Constraint(
                demand=argument(f"definition.{name}").is_given(),
                when=argument("actionType").equals(kind),
                error="ActionType: This field also determines the format for definition.",
                source=f"{API}/API_budgets_CreateBudgetAction.html",
                fix=note(f"the definition of {kind}, in {name}"),
                invalid={"actionType": kind, "definition": {other: example}},
                valid={"actionType": kind, "definition": {name: fields}},
            )
            for (kind, name, fields), (_, other, example) in zip(
                DEFINITIONS, (*DEFINITIONS[1:], DEFINITIONS[0]), strict=True
            )
        ),
    },
    base={
        BUDGET[0]: {
            "budgetType": "COST",
            "limitAmount": "100",
            "limitUnit": "USD",
            "timeUnit": "DAILY",
        },
        BUDGET_ACTION[0]: {
            "budgetName": "orders",
            "approvalModel": "AUTOMATIC",
            "notificationType": "ACTUAL",
            "executionRoleArn": "arn:aws:iam::123456789012:role/budgets",
            "actionThreshold": {"actionThresholdType": "ABSOLUTE_VALUE", "actionThresholdValue": 100},
            "subscribers": [{"address": "orders@example.com", "subscriptionType": "EMAIL"}],
        },
    },
    references=(OF_BUDGET,),
)
