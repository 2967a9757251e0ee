"""The HTTP side: hands each request to what `app` put behind its path, and turns every refusal into an answer."""
