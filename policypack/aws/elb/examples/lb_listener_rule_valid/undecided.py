import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.lb.ListenerRule(
    "api",
    listener_arn=old.outputs["Listener"],
    priority=old.outputs["Priority"].apply(int),
    actions=[{"type": "fixed-response", "fixed_response": {"content_type": "text/plain"}}],
    conditions=[{"path_pattern": {"values": ["/api"]}}],
)  # undetermined: priority
