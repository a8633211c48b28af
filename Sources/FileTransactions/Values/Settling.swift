extension WallClock {
    /// A file that was written less than this many milliseconds ago may be partly written.
    package static let settlingMilliseconds: Int64 = 250
    /// The interval between two reads of such a file, in milliseconds.
    private static let lookMilliseconds: Int64 = 10

    /// Reads a value until it is complete, because another program may be writing its file in place.
    ///
    /// A complete first value is returned at once, without reading the clock. An incomplete one is read again. If the
    /// file was not written just now, the second read is returned as it is. Otherwise reading repeats until the value
    /// is complete, the file has not been written for a quarter of a second, or a quarter of a second has passed.
    /// - Parameters:
    ///   - wasJustWritten: whether the value's file is being written.
    ///   - agrees: if given, two equal values in a row are accepted too, however recent the file is.
    ///   - again: reads the value again.
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

    /// Whether a file is so recent that it may be partly written. A time in the future means that a clock is wrong; up
    /// to one minute ahead counts as now.
    package func wasJustWritten(_ file: FileSnapshot) -> Bool {
        file.modified.map(wasJustWritten) ?? false
    }

    /// The same for a file status.
    package func wasJustWritten(_ status: FileStatus) -> Bool { wasJustWritten(status.modified) }

    private func wasJustWritten(_ modified: FileTime) -> Bool {
        (-60_000..<Self.settlingMilliseconds).contains(modified.age(at: now()))
    }
}

extension FileSnapshot {
    /// Reads a file whose partial content looks complete: if it was written just now, it is read until two reads agree.
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
