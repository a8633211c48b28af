import Glibc

/// Names of backup folders, `20261122-024105Z`, with `-2` and so on within the same second, and of the copies in them.
enum BackupName {
    static func name(at milliseconds: Int64) -> String {
        // Our folders are recognised by a four-digit year; a clock beyond that is wrong anyway.
        var seconds = time_t(min(max(0, milliseconds / 1000), 253_402_300_799))
        var utc = tm()
        gmtime_r(&seconds, &utc)
        let date = padded(utc.tm_year + 1900, 4) + padded(utc.tm_mon + 1, 2) + padded(utc.tm_mday, 2)
        return date + "-" + padded(utc.tm_hour, 2) + padded(utc.tm_min, 2) + padded(utc.tm_sec, 2) + "Z"
    }

    static func isOne(_ name: String) -> Bool {
        let shape = name.utf8.map { (0x30...0x39).contains($0) ? "9" : String(UnicodeScalar($0)) }.joined()
        return shape.hasPrefix("99999999-999999Z") && shape.dropFirst(16).allSatisfy { "-9".contains($0) }
    }

    /// The name of a file's copy; `number` is its index in the apply.
    static func copy(_ number: Int, of name: String) -> String {
        let start = "\(number)-"
        return start + FileName.fitting(name, leaving: start.utf8.count)
    }

    /// Whether this program creates files with such a name there: the record, or `3-NAME`.
    static func isOneOfAFile(_ name: String) -> Bool {
        if name == ApplyRecord.fileName { return true }
        let digits = name.utf8.prefix { (0x30...0x39).contains($0) }.count
        let rest = name.utf8.dropFirst(digits)
        return digits > 0 && rest.first == UInt8(ascii: "-") && rest.count > 1 && name.utf8.count <= FileName.limit
            && !name.utf8.contains { $0 == UInt8(ascii: "/") || $0 == 0 }
    }

    private static func padded(_ number: Int32, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
