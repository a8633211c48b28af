import JSON5
import TestSupport
import Testing

/// The public corpus of the JSON5 project, if available.
@Suite struct CorpusTests {
    @Test func filesAreReadOrRefusedByTheirName() throws {
        let files = try JSON5Corpus.files()
        for file in files {
            let document = try? Document(parsing: file.bytes)
            #expect((document != nil) == file.mustBeRead, "\(file.name)")
            if let document { #expect(document.bytes == file.bytes, "\(file.name)") }
        }
        #expect(files.isEmpty || files.count > 100)
    }
}
