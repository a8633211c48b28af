/// Generates a realistic config of any size: comments, both quotes, bare keys, hexadecimal and short numbers, `${VAR}`,
/// trailing commas; all of it valid by the schema.
enum GeneratedConfig {
    /// A text of at least this many bytes, and not many more.
    static func text(bytes: Int) -> String {
        var (providers, models) = ("", "")
        var count = 0
        while providers.utf8.count + models.utf8.count < bytes - head.utf8.count - middle.utf8.count {
            count += 1
            providers += provider(count)
            models += model(count)
        }
        return head + providers + middle + models + "      },\n    },\n  },\n}\n"
    }

    private static let head = """
        // kept by hand
        {
          env: { vars: { VENDOR_KEY: 'kept-elsewhere' } },
          gateway: { mode: "local", port: 18789 /* as always */, auth: { mode: "token", token: "0f0f0f0f0f0f" } },
          models: {
            mode: "merge",
            providers: {

        """

    private static let middle = """
            },
          },
          agents: {
            defaults: {
              model: { primary: "anthropic/claude-opus-4-6" },
              models: {

        """

    private static func provider(_ number: Int) -> String {
        let models = (1...4).map { index in
            """
                      {
                        id: "model-\(number)-\(index)",
                        name: 'Model \\'\(index)\\' of vendor \(number) – large',
                        reasoning: \(number % 2 == 0),
                        input: ["text", "image"],
                        cost: { input: 0.\(number % 97 + 1), output: \(index).25, cacheRead: .03, cacheWrite: 3. },
                        contextWindow: \(100_000 + number % 900_000),
                        maxTokens: 0x2000,
                      },

            """
        }
        return """
                  "vendor-\(number)": {
                    baseUrl: "https://api.vendor-\(number).example/v1", // tried in spring
                    apiKey: "${VENDOR_KEY}",
                    api: "openai-completions",
                    models: [
            \(models.joined())        ],
                  },

            """
    }

    private static func model(_ number: Int) -> String {
        """
                // tried by hand, kept for the night shift
                "vendor-\(number)/model-\(number)-1": { alias: "m\(number)", params: { temperature: 0.\(number % 10) } },

        """
    }
}
