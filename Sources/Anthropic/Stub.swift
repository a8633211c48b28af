enum AnthropicStub {}
