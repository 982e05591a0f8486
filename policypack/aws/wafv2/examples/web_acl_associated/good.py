import pulumi_aws as aws

acl = "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/main/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"
public = aws.lb.LoadBalancer("public", subnets=["subnet-0a1b2c3d", "subnet-1b2c3d4e"])
aws.wafv2.WebAclAssociation("public", resource_arn=public.arn, web_acl_arn=acl)
aws.lb.LoadBalancer("private", internal=True, subnets=["subnet-0a1b2c3d", "subnet-1b2c3d4e"])
api = aws.apigateway.RestApi("orders")
aws.apigateway.Stage("live", rest_api=api.id, deployment="abc123", stage_name="live")
aws.wafv2.WebAclAssociation(
    "live",
    resource_arn=api.id.apply(lambda id_: f"arn:aws:apigateway:us-east-1::/restapis/{id_}/stages/live"),
    web_acl_arn=acl,
)
