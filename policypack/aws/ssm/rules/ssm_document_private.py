"""ssm-document-private: SSM documents must not be public."""

from policypack.constraint import Blank, Json, Map, Set, argument, fix
from policypack.constraint.practices import practice
from policypack.model.controls import page_of_control
from policypack.rule import practices_rule

ACCOUNTS = "permissions.accountIds"
SHARING = "/ssm/documents/console/public-sharing-permission"
CONTENT = {"schemaVersion": "2.2", "description": "Restart", "mainSteps": []}

RULE = practices_rule(
    id="ssm-document-private",
    summary="SSM documents must not be public",
    rationale="""
        A document says how an account runs its machines, with names, paths and sometimes secrets. Shared with "All",
        everyone reads it. The setting that blocks public sharing holds for all documents of the account in a region.
    """,
    harm="Everyone with an AWS account can read how this one is run.",
    consequence="exposure",
    since="0.3.0",
    partly=("SSM.7",),
    base={"aws:ssm/document:Document": {"name": "restart", "documentType": "Command", "content": Json(CONTENT)}},
    practices={
        ("aws:ssm/serviceSetting:ServiceSetting",): [
            practice(
                ~argument("settingValue").equals("Enable"),
                when=argument("settingId").ends_with(SHARING),
                fix=fix(Set("settingValue", "Disable")),
                invalid={"settingId": SHARING, "settingValue": "Enable"},
                valid={"settingId": SHARING, "settingValue": "Disable"},
                source=page_of_control("SSM.7"),
            )
        ],
        ("aws:ssm/document:Document",): [
            practice(
                ~argument(ACCOUNTS).matches("(?i)all", '"All"'),
                fix=fix(Set(ACCOUNTS, Blank("the accounts that may read it"))),
                invalid={"permissions": Map({"type": "Share", "accountIds": "All"})},
                valid=({}, {"permissions": Map({"type": "Share", "accountIds": "123456789012"})}),
                problem='The document is shared with "All".',
                controls=("SSM.4",),
            )
        ],
    },
)
