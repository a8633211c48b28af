extension WallClock {
    /// A file that was written less than this many milliseconds ago may be in the middle of being written.
    package static let settlingMilliseconds: Int64 = 250
    /// The milliseconds between two looks at such a file.
    private static let lookMilliseconds: Int64 = 10

    /// What another program may be writing in place at this moment, read until it is whole.
    ///
    /// A whole one is what was read first, and nothing is asked of the clock. One that is not is read again: at once when
    /// nobody has written to it just now, and then believed; else until it is whole, or is left alone for a quarter of a
    /// second, or a quarter of a second is over.
    /// - Parameters:
    ///   - wasJustWritten: whether the file behind a value is in motion.
    ///   - agrees: where given, two values that agree are believed as well, however young the file is.
    ///   - again: reads it anew.
    package func settled<Value, Failure: Error>(
        _ first: Value,
        isWhole: (Value) -> Bool,
        wasJustWritten: (Value) -> Bool,
        agrees: (Value, Value) -> Bool = { _, _ in false },
        again: () throws(Failure) -> Value
    ) throws(Failure) -> Value {
        var value = first
        var waited: Int64 = 0
        while !isWhole(value) {
            let isInMotion = wasJustWritten(value) && waited < Self.settlingMilliseconds
            if isInMotion {
                sleep(Self.lookMilliseconds)
                waited += Self.lookMilliseconds
            }
            let next = try again()
            let isBelieved = !isInMotion || agrees(value, next)
            value = next
            if isBelieved { break }
        }
        return value
    }

    /// The same for one file.
    package func settled(
        _ first: FileSnapshot,
        isWhole: (FileSnapshot) -> Bool,
        agrees: (FileSnapshot, FileSnapshot) -> Bool = { _, _ in false },
        again: () throws(FileError) -> FileSnapshot
    ) throws(FileError) -> FileSnapshot {
        try settled(first, isWhole: isWhole, wasJustWritten: { wasJustWritten($0) }, agrees: agrees, again: again)
    }

    /// Whether a file is so young that it may be half written. A time to come says nothing but that a clock is wrong;
    /// within a minute it is taken for now.
    package func wasJustWritten(_ file: FileSnapshot) -> Bool {
        file.modified.map(wasJustWritten) ?? false
    }

    /// The same of what has a name now.
    package func wasJustWritten(_ status: FileStatus) -> Bool { wasJustWritten(status.modified) }

    private func wasJustWritten(_ modified: FileTime) -> Bool {
        (-60_000..<Self.settlingMilliseconds).contains(modified.age(at: now()))
    }
}

extension FileSnapshot {
    /// Reads a file of which half looks like a whole: one that was written just now is read until two readings agree.
    package static func readTwiceIfYoung(
        _ path: String,
        _ files: some FileSystem,
        _ clock: WallClock
    ) throws(FileError) -> FileSnapshot {
        try clock.settled(
            try read(path, files),
            isWhole: { !clock.wasJustWritten($0) },
            agrees: { $0.isSame(as: $1) },
            again: { () throws(FileError) in try read(path, files) }
        )
    }
}
