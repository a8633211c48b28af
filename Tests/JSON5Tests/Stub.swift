import Testing

@Test func stubJSON5() {
    #expect(Bool(true))
}
