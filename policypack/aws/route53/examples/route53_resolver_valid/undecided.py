import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.route53.ResolverRule(  # undetermined: ruleType
    "corp", domain_name="corp.example.com", rule_type=old.outputs["Type"], target_ips=[{"ip": "192.168.0.53"}]
)
