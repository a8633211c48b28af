import Testing

@Test func stubTerminalUI() {
    #expect(Bool(true))
}
