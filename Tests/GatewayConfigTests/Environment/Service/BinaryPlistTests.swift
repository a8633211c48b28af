import FileTransactions
import Foundation
import GatewayConfig
import TestSupport
import Testing

/// Apple's binary property lists, as written by Python's plistlib.
@Suite struct BinaryPlistTests {
    private static let path = "/home/jo/Library/LaunchAgents/ai.openclaw.gateway.plist"

    private static let list = [UInt8](
        Data(
            base64Encoded: """
                YnBsaXN0MDDWAQIDBAUGBw4PEBMUXxAURW52aXJvbm1lbnRWYXJpYWJsZXNZS2VlcEFsaXZlVUxhYmVsXxAQUHJvZ3JhbUFyZ3Vt
                ZW50c18QEFRocm90dGxlSW50ZXJ2YWxfEBBXb3JraW5nRGlyZWN0b3J50wgJCgsMDV8QEUFOVEhST1BJQ19BUElfS0VZVUVNUFRZ
                VE5BTUVfEDVzay1hbnQtYXBpMDMtQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQlBnAGcAcgD2AN8AZQAg
                JgMJXxATYWkub3BlbmNsYXcuZ2F0ZXdheaIREl0vdXNyL2Jpbi9ub2RlUXgQAVcvc3J2L29jAAgAFQAsADYAPABPAGIAdQB8AJAA
                lgCbANMA1ADjAOQA+gD9AQsBDQEPAAAAAAAAAgEAAAAAAAAAFQAAAAAAAAAAAAAAAAAAARc=
                """,
            options: .ignoreUnknownCharacters
        ) ?? Data()
    )

    private func service(_ bytes: [UInt8]) -> GatewayService? {
        let disk = InMemoryFileSystem()
        disk.addFolder("/home/jo")
        disk.addFile(Self.path, bytes: bytes)
        return GatewayService.find(for: .jo, profile: nil, disk)
    }

    @Test func variablesAndTheWorkingFolderAreRead() throws {
        let found = try #require(service(Self.list))
        #expect(
            found.environment == [
                "HOME": "/home/jo", "ANTHROPIC_API_KEY": "sk-ant-api03-" + String(repeating: "B", count: 40),
                "NAME": "größe ☃", "EMPTY": "",
            ]
        )
        #expect(found.workingFolder == "/srv/oc")
        #expect(found.gaps == ServiceGaps())
    }

    @Test func noTruncationAndNoFlippedBitHarmsTheReader() {
        for count in Self.list.indices {
            _ = service(Array(Self.list.prefix(count)))
            for bit in 0..<8 {
                var bytes = Self.list
                bytes[count] ^= 1 << bit
                _ = service(bytes)
            }
        }
        #expect(service(Array(Self.list.prefix(60)))?.gaps.hidesAll == true)
    }

    @Test func countsAndOffsetsThatLieAreNoList() {
        // The trailer: sizes, object count, top object, offset of the table.
        for place in Self.list.indices.suffix(26) {
            for byte: UInt8 in [0, 1, 8, 0x7F, 0xFF] {
                var bytes = Self.list
                bytes[place] = byte
                _ = service(bytes)
            }
        }
        var bytes = Self.list
        bytes.replaceSubrange((bytes.count - 24)..., with: [UInt8](repeating: 0xFF, count: 24))
        #expect(service(bytes)?.gaps.hidesAll == true)
    }
}
