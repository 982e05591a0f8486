"""athena-workgroup-enforced: Athena workgroups must enforce their settings."""

from policypack.constraint.practices import turned_on
from policypack.rule import practices_rule

PAGE = "https://docs.aws.amazon.com/athena/latest/ug/workgroups-settings-override.html"

RULE = practices_rule(
    id="athena-workgroup-enforced",
    summary="Athena workgroups must enforce their settings",
    rationale="""
        A workgroup says where results go, how they are encrypted and how much a query may read. Clients can say
        something else unless the workgroup enforces its settings, as it does by default.
    """,
    harm="A client can write its results elsewhere, unencrypted, and past the limits of the workgroup.",
    consequence="exposure",
    rated="low",
    since="0.3.0",
    base={"aws:athena/workgroup:Workgroup": {"name": "orders"}},
    practices={
        ("aws:athena/workgroup:Workgroup",): [
            turned_on("configuration.enforceWorkgroupConfiguration", by_default=True, source=PAGE)
        ]
    },
)
