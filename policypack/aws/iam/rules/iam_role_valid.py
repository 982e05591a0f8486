"""iam-role-valid: IAM roles must have a valid session duration and description."""

from policypack.aws.iam import ROLE
from policypack.constraint import Json, form, length, of_text, typed, within
from policypack.rule import constraints_rule

CREATE = "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html"
INVALID = "ValidationError: 1 validation error detected: Value at '{}' failed to satisfy constraint: Member must {}"

RULE = constraints_rule(
    id="iam-role-valid",
    service="IAM",
    summary="IAM roles must have a valid session duration and description",
    rationale="""
        A session of a role lasts one to twelve hours. The description of a role has up to 1,000 characters of Latin-1.
        Text from an editor or a language model often has a long dash or a curly quotation mark, which IAM rejects in a
        role's description. How many policies a role may have is a quota that an account can raise, so this rule does
        not check it.
    """,
    since="0.1.0",
    references=("https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use.html",),
    constraints={
        ROLE: (
            within(
                "maxSessionDuration",
                3600,
                43200,
                error=INVALID.format("maxSessionDuration", "have value less than or equal to 43200"),
                source=CREATE,
            ),
            length(
                "description",
                1000,
                error=INVALID.format("description", "have length less than or equal to 1000"),
                source=CREATE,
            ),
            form(
                "description",
                "[\t\n\r -~\u00a1-\u00ff]*",
                "Latin-1 characters, without long dashes and curly quotation marks",
                invalid="Reads orders \u2014 nothing else",
                valid=("Reads orders - nothing else", "Lee \u00e1rboles - nada m\u00e1s"),
                correct=of_text(typed),
                error=INVALID.format(
                    "description",
                    r"satisfy regular expression pattern: [\u0009\u000A\u000D\u0020-\u007E\u00A1-\u00FF]*",
                ),
                source=CREATE,
            ),
        )
    },
    base={
        ROLE[0]: {
            "assumeRolePolicy": Json(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Principal": {"Service": "ec2.amazonaws.com"},
                            "Action": "sts:AssumeRole",
                        }
                    ],
                }
            )
        }
    },
)
