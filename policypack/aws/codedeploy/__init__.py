"""The nouns of CodeDeploy."""

APPLICATION = ("aws:codedeploy/application:Application",)
DEPLOYMENT_CONFIG = ("aws:codedeploy/deploymentConfig:DeploymentConfig",)
DEPLOYMENT_GROUP = ("aws:codedeploy/deploymentGroup:DeploymentGroup",)
NAMES = ("name",)
"""The argument that names an application."""
