package import FileTransactions
internal import Secrets

/// The effective variables of this host and the paths that follow from them; read before everything else.
///
/// The working folder's `.env` is read first, because it can move the state folder, whose `.env` is read second.
package struct HostEnvironment: Sendable {
    package let layers: EnvironmentLayers
    package let paths: StatePaths
    /// Existing `.env` files that cannot be read; the gateway ignores them silently.
    package let unreadableFiles: [FileError]
    /// Paths of `.env` files saved as UTF-16, in which the gateway finds no variables.
    package let utf16Files: [String]

    /// Reads both `.env` files and computes the paths.
    ///
    /// - Parameter clock: if given, a recently written file is read until two reads agree, because a partly written
    ///   file of this kind looks like a complete one.
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

    /// The same with closures instead of a file system: the contents of a file, and whether a path exists.
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
        layers.fill(from: statePath == local?.path ? nil : dotenv(statePath), layer: .stateFolder)
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
