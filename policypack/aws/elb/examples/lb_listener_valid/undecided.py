import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.lb.Listener(
    "web",
    load_balancer_arn=old.outputs["LoadBalancer"],
    port=443,
    protocol=old.outputs["Protocol"],
    default_actions=[{"type": "fixed-response", "fixed_response": {"content_type": "text/plain"}}],
)  # undetermined: protocol
