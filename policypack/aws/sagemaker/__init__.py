"""The nouns of SageMaker AI."""

DOMAIN = ("aws:sagemaker/domain:Domain",)
ENDPOINT_CONFIGURATION = ("aws:sagemaker/endpointConfiguration:EndpointConfiguration",)
FEATURE_GROUP = ("aws:sagemaker/featureGroup:FeatureGroup",)
ENDPOINT = ("aws:sagemaker/endpoint:Endpoint",)
MODEL = ("aws:sagemaker/model:Model",)
NOTEBOOK = ("aws:sagemaker/notebookInstance:NotebookInstance",)
PIPELINE = ("aws:sagemaker/pipeline:Pipeline",)
USER_PROFILE = ("aws:sagemaker/userProfile:UserProfile",)
