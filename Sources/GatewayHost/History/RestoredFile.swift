internal import CredentialStores
internal import FileTransactions
internal import GatewayConfig
internal import JSON5

/// A copy of one file with what has to be known to put it back, read from disk.
package struct RestoredFile: Sendable {
    /// The copy, and the file as it is now.
    let copy: KeptCopy
    /// What puts a store back; nil for any other file.
    let store: StoreRestoring?

    /// Throws if the copy cannot be put back: it is broken itself, or no store may be written on this host.
    init(_ copy: KeptCopy, _ snapshot: HostSnapshot, _ host: Host, _ explain: Explanation) throws(Problem) {
        self.copy = copy
        let (file, record) = (copy.file, copy.record)
        let format = host.storeFormats.format(of: .file(file))
        do throws(StoreError) {
            store = try format?.restoring(copy)
        } catch {
            throw explain.unusableCopy(record, of: file.path, why: explain.problem(error, path: file.path))
        }
        if format == nil, let error = Self.parseError(copy.contents) {
            throw explain.unusableCopy(record, of: file.path, why: explain.problem(error, path: file.path))
        }
        if format != nil, let refusal = snapshot.storeRefusals.first { throw refusal }
    }

    private static func parseError(_ bytes: [UInt8]) -> ParseError? {
        do throws(ParseError) {
            _ = try Document.reading(bytes)
            return nil
        } catch {
            return error
        }
    }
}

extension Explanation {
    /// A copy that cannot be read itself: the file was broken already when it was made.
    fileprivate func unusableCopy(_ record: ApplyRecord, of path: String, why: Problem) -> Problem {
        let values = ["path": show(path), "time": minute(record.timeMilliseconds)]
        let inner = withoutReassurance(why.message)
        return Problem(
            code: "backup-unreadable",
            message: texts("restore.unreadable", values),
            details: [inner, texts("file.nothingChanged")],
            next: texts("restore.unreadable.next")
        )
    }
}
