import FileTransactions
import Foundation
import TestSupport
import Testing

@Suite struct TemporaryHomeTests {
    @Test func itsEnvironmentKeepsTheProgramInside() throws {
        let home = try TemporaryHome()
        #expect(TemporaryHome.leaks(in: home.environment()) == [])
        #expect(home.environment(["TERM": "dumb"])["TERM"] == "dumb")
    }

    @Test(arguments: TemporaryHome.isolatingNames)
    func aNameThatIsMissingOrLeadsOutIsFound(name: String) throws {
        let home = try TemporaryHome()
        var environment = home.environment()
        environment[name] = "/root"
        #expect(TemporaryHome.leaks(in: environment) == [name])
        environment[name] = nil
        #expect(TemporaryHome.leaks(in: environment) == [name])
    }

    @Test func itIsRemovedWithItsFiles() throws {
        var home: TemporaryHome? = try TemporaryHome()
        let path = try #require(home?.path)
        try home?.write("a/b", "text")
        #expect(FileManager.default.fileExists(atPath: path + "/a/b"))
        home = nil
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func treesShowWhatDiffers() throws {
        let home = try TemporaryHome()
        try home.write("a", "one")
        try home.write("b", "same")
        let before = try home.tree()
        try home.write("a", "two", mode: 0o644)
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 1)],
            ofItemAtPath: home.path + "/b"
        )
        #expect(
            before.difference(to: try home.tree()).replacing(home.path, with: "~") == """
                - ~/a file 0600 "one"
                + ~/a file 0644 "two"
                - ~/b file 0600 "same"
                + ~/b file 0600 "same"
                  (the time of change differs)
                """
        )
    }
}
