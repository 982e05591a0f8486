"""ssoadmin-permission-set-valid: Sessions of permission sets must last one to twelve hours, in the form PT8H."""

import re

from policypack.aws.ssoadmin import PERMISSION_SET
from policypack.constraint import Constraint, argument, fits
from policypack.fix import Blank, Set, fix
from policypack.model.values import Plain
from policypack.rule import constraints_rule

CREATE = "https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_CreatePermissionSet.html"
SESSIONS = "https://docs.aws.amazon.com/singlesignon/latest/userguide/howtosessionduration.html"
_DURATION = re.compile(r"P(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?")

duration = argument("sessionDuration")


def form_error(text: Plain) -> str | None:
    """A period of ISO 8601."""
    is_period = _DURATION.fullmatch(str(text)) and str(text)[-1:] not in "PT"
    return None if is_period else "it must be written like PT8H"


def range_error(text: Plain) -> str | None:
    """Of hours, minutes and seconds: one hour to twelve."""
    found = _DURATION.fullmatch(str(text))
    if not found or not str(text).startswith("PT") or not any(found.groups()):
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    whole = 3600 * hours + 60 * minutes + seconds
    return None if 3600 <= whole <= 12 * 3600 else "it must be one hour to twelve"


RULE = constraints_rule(
    id="ssoadmin-permission-set-valid",
    service="IAM Identity Center",
    summary="Sessions of permission sets must last one to twelve hours",
    rationale="""
        How long a session lasts is written as ISO 8601 does, with P and T before the hours: PT8H. It is one hour at
        least and twelve at most.
    """,
    since="0.2.0",
    references=(CREATE, SESSIONS),
    constraints={
        PERMISSION_SET: (
            Constraint(
                demand=fits(duration, "a period like PT8H", form_error),
                when=duration.is_given().unsaid(),
                error="ValidationException: 1 validation error detected: Value '12h' at 'sessionDuration' failed to"
                " satisfy constraint: Member must satisfy regular expression pattern: ^(-?)P(?=\\d|T\\d)...",
                source="https://github.com/hashicorp/terraform-provider-aws/issues/24246",
                fix=fix(Set("sessionDuration", Blank("a period such as PT8H"))),
                invalid=({"sessionDuration": "12h"}, {"sessionDuration": "8"}, {"sessionDuration": "PT"}),
                valid=({"sessionDuration": "PT8H"}, {"sessionDuration": "PT1H30M"}),
            ),
            Constraint(
                demand=fits(duration, "one hour to twelve", range_error),
                when=duration.is_given().unsaid(),
                error="The length of time that a user can be signed in to an AWS account: 1 hour at least, 12 at most.",
                source=SESSIONS,
                fix=fix(Set("sessionDuration", Blank("a period of PT1H to PT12H"))),
                invalid=({"sessionDuration": "PT13H"}, {"sessionDuration": "PT30M"}),
                valid=({"sessionDuration": "PT12H"}, {"sessionDuration": "PT60M"}),
            ),
        )
    },
    base={PERMISSION_SET[0]: {"instanceArn": "arn:aws:sso:::instance/ssoins-0a1b2c3d4e5f6071", "name": "readers"}},
)
