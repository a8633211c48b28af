import GatewayHost
import Testing

/// A sentence names a few of many.
@Suite struct TextsListTests {
    @Test(arguments: [0, 1, 2, 10, 11]) func fewNamesAreAllNamed(count: Int) {
        let names = (0..<count).map { "p\($0)" }
        #expect(Texts.english.list(names) == names.joined(separator: ", "))
    }

    @Test func ofManyTheFirstTenAreNamedAndTheOthersCounted() {
        let names = (0..<10_000).map { "p\($0)" }
        #expect(Texts.english.list(names) == "p0, p1, p2, p3, p4, p5, p6, p7, p8, p9 and 9990 more")
    }
}
