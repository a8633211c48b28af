import Foundation
import TestSupport
import Testing

/// Every recorded screen as a picture, to be looked at: `.ci/pictures FOLDER`.
@Suite("Pictures of every screen")
struct PictureSetTests {
    private var goldens: URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../ScreensTests/Goldens").standardizedFileURL
    }

    private var files: [URL] {
        let all = FileManager.default.enumerator(at: goldens, includingPropertiesForKeys: nil)
        return (all?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "txt" }.sorted { $0.path < $1.path }
    }

    @Test func everyScreenIsDrawn() throws {
        let folder = ProcessInfo.processInfo.environment["OPENCLAW_PICTURES"].map { URL(fileURLWithPath: $0) }
        var count = 0
        for file in files {
            guard let picture = GoldenPicture(try String(contentsOf: file, encoding: .utf8)) else { continue }
            let svg = picture.svg
            #expect(svg.contains("<text") && Fake.piece(in: svg) == nil, "\(file.lastPathComponent)")
            count += 1
            guard let folder else { continue }
            let name =
                "\(file.deletingLastPathComponent().lastPathComponent)-\(file.deletingPathExtension().lastPathComponent)"
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(svg.utf8).write(to: folder.appendingPathComponent(name + ".svg"))
        }
        #expect(count > 100, "goldens with roles: \(count)")
    }
}
