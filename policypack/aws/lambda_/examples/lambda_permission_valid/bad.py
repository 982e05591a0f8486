import pulumi_aws as aws


def permission(name, principal="s3.amazonaws.com", action="lambda:InvokeFunction", **more):
    aws.lambda_.Permission(name, function="orders", principal=principal, action=action, **more)


permission("latest", qualifier="$LATEST")
permission("url", principal="*", function_url_auth_type="NONE")
permission("no-service", principal="amazonaws.com")
aws.lambda_.ProvisionedConcurrencyConfig(
    "warm-latest", function_name="orders", qualifier="$LATEST", provisioned_concurrent_executions=1
)  # finds: qualifier

# finds latest: qualifier
# finds url: functionUrlAuthType
# finds no-service: principal
