"""The nouns of Organizations."""

ORGANIZATION = ("aws:organizations/organization:Organization",)
POLICY = ("aws:organizations/policy:Policy",)
POLICY_ATTACHMENT = ("aws:organizations/policyAttachment:PolicyAttachment",)
CONTROL = "SERVICE_CONTROL_POLICY"
"""The type of a policy that names none."""
