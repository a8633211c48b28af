package import FileTransactions

/// The variables in force on this host and where they lead: the first thing that is read.
///
/// The working directory's `.env` is read first, for it may move the state directory whose `.env` comes second.
package struct HostEnvironment: Sendable {
    package let layers: EnvironmentLayers
    package let paths: StatePaths
    /// `.env` files that are there and cannot be read; the gateway passes over them in silence.
    package let unreadableFiles: [FileError]
    /// `.env` files that are saved as UTF-16, by path: the gateway finds nothing in them.
    package let utf16Files: [String]

    /// Reads both `.env` files and computes the paths.
    ///
    /// - Parameter clock: where given, a file that was written just now is read until two readings agree: half a file of
    ///   this kind looks like a whole one.
    package static func read(
        _ context: PathContext,
        _ files: some FileSystem,
        clock: WallClock? = nil
    ) -> HostEnvironment {
        guard let clock else { return read(context, files.configReader, exists: files.isPresent) }
        return read(
            context,
            { path throws(FileError) in ConfigFile(try FileSnapshot.readTwiceIfYoung(path, files, clock)) },
            exists: files.isPresent
        )
    }

    /// The same by way of two questions: what a file holds, and whether a path is there.
    package static func read(
        _ context: PathContext,
        _ read: ConfigFileReader,
        exists: (String) -> Bool
    ) -> HostEnvironment {
        var unreadable: [FileError] = []
        var utf16: [String] = []
        func dotenv(_ path: String) -> DotenvFile? {
            do {
                let file = try read(path).contents.map { DotenvFile(path: path, contents: $0) }
                if file?.isUTF16 == true { utf16.append(path) }
                return file
            } catch let failure {
                unreadable.append(failure)
                return nil
            }
        }
        let local = dotenv(PathText.joining(context.workingDirectory, ".env"))
        var layers = EnvironmentLayers(process: context.environment, workingDirectoryFile: local)
        func paths() -> StatePaths { StatePaths(context.with(layers.variables), exists: exists) }
        let statePath = paths().dotenvPath
        layers.fill(from: statePath == local?.path ? nil : dotenv(statePath), layer: .stateFile)
        return HostEnvironment(layers: layers, paths: paths(), unreadableFiles: unreadable, utf16Files: utf16)
    }
}

extension PathContext {
    fileprivate func with(_ environment: [String: String]) -> PathContext {
        var copy = self
        copy.environment = environment
        return copy
    }
}
