import pulumi_aws as aws


def permission(name, principal="s3.amazonaws.com", action="lambda:InvokeFunction", **more):
    aws.lambda_.Permission(name, function="orders", principal=principal, action=action, **more)


permission("plain")
permission("alias", qualifier="live")
permission("account", principal="123456789012")
permission("url-action", principal="*", action="lambda:InvokeFunctionUrl", function_url_auth_type="NONE")
permission("url-function", principal="*", invoked_via_function_url=True)
aws.lambda_.ProvisionedConcurrencyConfig(
    "warm", function_name="orders", qualifier="1", provisioned_concurrent_executions=1
)
