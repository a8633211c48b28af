/// The temporary names beside a target for one commit: `.NAME.openclaw-ID.tmp` and `.NAME.openclaw-ID.old`.
///
/// Recovery computes them again and rejects a journal with other names.
struct BesideNames: Equatable {
    /// First the new file, after the swap the old one.
    let staged: String
    /// The old file, on file systems that cannot swap.
    let kept: String

    /// Names as a journal has them.
    init(staged: String, kept: String) {
        self.staged = staged
        self.kept = kept
    }

    init(of target: String, id: String) {
        let (folder, name) = target.splitPath
        let ending = ".openclaw-\(id)"
        // A dot before the name, and four bytes of extension after it.
        let beside = folder.appendingPath("." + FileName.fitting(name, leaving: ending.utf8.count + 5) + ending)
        (staged, kept) = (beside + ".tmp", beside + ".old")
    }

    /// Whether an id has the form of a commit id: sixteen lower-case hex digits.
    static func isID(_ id: String) -> Bool {
        id.utf8.count == 16 && id.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}

/// File names within the limits of the file system.
enum FileName {
    /// NAME_MAX of Linux, in bytes.
    static let limit = 255

    /// The name if it leaves room for that many more bytes; else its start, `~` and sixteen digits of its digest.
    static func fitting(_ name: String, leaving room: Int) -> String {
        guard name.utf8.count + room > limit else { return name }
        let mark = "~" + Digest(of: Array(name.utf8)).hex.prefix(16)
        var left = limit - room - mark.utf8.count
        var start = ""
        for scalar in name.unicodeScalars {
            left -= UTF8.width(scalar)
            if left < 0 { break }
            start.unicodeScalars.append(scalar)
        }
        return start + mark
    }
}
