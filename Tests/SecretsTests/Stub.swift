import Testing

@Test func stubSecrets() {
    #expect(Bool(true))
}
