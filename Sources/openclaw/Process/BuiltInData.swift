internal import Anthropic
internal import GatewayConfig

/// What is built in and has to be decoded: the configuration's schema and the catalog of models.
enum BuiltInData {
    /// Decodes it on a thread of its own while the host's files are read; whoever asks for it earlier waits for the rest.
    static func decodeBeside() {
        BackgroundThread.start {
            _ = ConfigSchema.builtIn
            _ = ModelCatalog.builtIn
        }
    }
}
