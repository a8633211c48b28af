enum CredentialsStub {}
