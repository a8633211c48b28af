import Testing

@Test func stubScreens() {
    #expect(Bool(true))
}
