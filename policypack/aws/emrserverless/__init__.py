"""The nouns of EMR Serverless."""

APPLICATION = ("aws:emrserverless/application:Application",)
