// swift-tools-version: 6.2
import PackageDescription

/// Settings of every Swift target: explicit access levels of imports, explicit existentials, warnings as errors.
let swiftSettings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
    // A debugger may inspect a test build; a release build is never dumpable while it holds a secret.
    .define("OPENCLAW_DUMPABLE", .when(configuration: .debug)),
    // Dead code elimination by function: by default the compiler keeps everything that another module could call.
    .unsafeFlags(
        ["-Xfrontend", "-internalize-at-link", "-Xfrontend", "-function-sections"],
        .when(configuration: .release)
    ),
]
let cSettings: [CSetting] = [
    .treatAllWarnings(as: .error), .define("OPENCLAW_STATIC_PIE", .when(configuration: .release)),
]

/// The order file: places the functions that run at start next to each other in the binary, so that fewer pages are
/// read. `.ci/order` measures them and sets the variable; a build without it only starts 0.1 ms later.
let orderFile: [String] =
    Context.environment["OPENCLAW_ORDER_FILE"].map {
        ["-Xlinker", "--symbol-ordering-file=\($0)", "-Xlinker", "--no-warn-symbol-ordering"]
    } ?? []

/// Where the linker writes which archives it took something from; `.ci/release` makes the list of licences of it.
let linkedArchives: [String] =
    Context.environment["OPENCLAW_LINKED"].map { ["-Xlinker", "--print-archive-stats=\($0)"] } ?? []

/// The release binary is a static-pie: it contains all its libraries and relocates itself to a random address.
///
/// It runs unchanged on hosts with an older C library and starts without a loader. Its relocations are packed (relr),
/// which makes it as fast as a fixed address: 2.2 ms for `models status --json`, where a dynamic executable at a random
/// address took 2.8. Function addresses are read-only after relocation.
let staticExecutable: [LinkerSetting] = [
    .unsafeFlags(
        [
            "-static-executable", "-use-ld=lld", "-Xclang-linker", "-static-pie", "-Xlinker", "--entry=csystem_entry",
            // Our `free` and `realloc`, which zero freed memory, are defined in addition to those of the C library's
            // archive. The linker takes the first definition; .ci/guard-binary checks that it is ours.
            "-Xlinker", "--allow-multiple-definition",
            "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs", "-Xlinker", "-z", "-Xlinker", "now",
            "-Xlinker", "--no-export-dynamic", "-Xlinker", "--icf=safe",
            "-l_FoundationCShims", "-l_FoundationCollections", "-lswiftSynchronization",
            "-Xlinker", "--remap-inputs=*/libncursesw.so=/dev/null", "-l:libncursesw.a",
            "-Xlinker", "--remap-inputs=*/libtinfo.so=/dev/null", "-l:libtinfo.a",
            "-Xlinker", "--remap-inputs=*/libsqlite3.so=/dev/null", "-l:libsqlite3.a",
        ] + orderFile + linkedArchives,
        .when(configuration: .release)
    )
]

/// Code that waits for people or for the network is optimised for size: the stripped binary has a limit of 24 MB.
let small: [SwiftSetting] = [.unsafeFlags(["-Osize"], .when(configuration: .release))]

/// A Swift target that imports only what is listed here; the levels are described in Architecture.md.
func layer(_ name: String, _ dependencies: [Target.Dependency], _ settings: [SwiftSetting] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: swiftSettings + settings)
}

/// A test target; its goldens are read from the source folder.
func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(
        name: name,
        dependencies: dependencies + ["TestSupport"],
        exclude: exclude,
        swiftSettings: swiftSettings
    )
}

let package = Package(
    name: "openclaw",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
    ],
    targets: [
        // Level 0
        .systemLibrary(name: "CNcurses", providers: [.apt(["libncurses-dev"])]),
        .target(name: "CSQLite", cSettings: cSettings),
        .target(name: "CSystem", cSettings: cSettings),
        .target(name: "CResources", cSettings: cSettings),
        layer("JSON5", []),
        layer("Secrets", ["CSystem"]),
        layer("FileTransactions", ["CSystem"]),
        layer("TerminalUI", ["Secrets"]),
        layer("ChildProgram", ["CSystem", "Secrets"]),
        // Level 1
        layer("GatewayConfig", ["JSON5", "FileTransactions", "Secrets", "CResources"]),
        layer("Credentials", ["Secrets"]),
        layer("Anthropic", ["JSON5", "Secrets", "ChildProgram", "CResources"], small),
        // Level 2
        layer("CredentialStores", ["Credentials", "FileTransactions", "JSON5", "Secrets", "CSQLite"]),
        // Level 3
        layer(
            "GatewayHost",
            [
                "CredentialStores", "GatewayConfig", "Credentials", "Anthropic", "ChildProgram", "JSON5",
                "FileTransactions", "Secrets", "CResources", "CSystem",
            ]
        ),
        // Level 4
        layer(
            "Screens",
            ["GatewayHost", "GatewayConfig", "Credentials", "Anthropic", "TerminalUI", "Secrets", "CResources"],
            small
        ),
        layer("NcursesTerminal", ["TerminalUI", "Secrets", "CNcurses", "CSystem"]),
        // Level 5
        .executableTarget(
            name: "openclaw",
            dependencies: [
                "Screens", "NcursesTerminal", "GatewayHost", "GatewayConfig", "Credentials", "Anthropic",
                "TerminalUI", "ChildProgram", "Secrets", "FileTransactions", "JSON5", "CResources", "CSystem",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: swiftSettings + small,
            linkerSettings: staticExecutable
        ),
        // Tests
        .systemLibrary(name: "CVTerm", path: "Tests/CVTerm", providers: [.apt(["libvterm-dev"])]),
        .target(
            name: "TestSupport",
            dependencies: [
                "CVTerm", "CSystem", "JSON5", "Secrets", "FileTransactions", "TerminalUI",
            ],
            path: "Tests/TestSupport",
            // Always optimised, because property tests make millions of calls to the in-memory file system.
            swiftSettings: swiftSettings + [.unsafeFlags(["-O"], .when(configuration: .debug))]
        ),
        tests("JSON5Tests", ["JSON5"]),
        tests("SecretsTests", ["Secrets", "JSON5"]),
        tests("FileTransactionsTests", ["FileTransactions", "CSystem"]),
        tests("ChildProgramTests", ["ChildProgram", "Secrets"]),
        tests("TerminalUITests", ["TerminalUI", "Secrets"], exclude: ["Goldens"]),
        tests("GatewayConfigTests", ["GatewayConfig", "JSON5", "FileTransactions", "Secrets"]),
        tests(
            "CredentialsTests",
            [
                "Credentials", "CredentialStores", "GatewayConfig", "GatewayHost", "JSON5", "FileTransactions",
                "Secrets", "openclaw-lock-peer",
            ]
        ),
        tests(
            "CredentialStoresTests",
            ["CredentialStores", "Credentials", "FileTransactions", "JSON5", "Secrets", "openclaw-sqlite-peer"]
        ),
        .executableTarget(
            name: "openclaw-sqlite-peer",
            dependencies: ["CSQLite", "CredentialStores", "Credentials", "FileTransactions"],
            path: "Tests/SQLitePeer",
            swiftSettings: swiftSettings
        ),
        .executableTarget(name: "openclaw-lock-peer", path: "Tests/LockPeer", swiftSettings: swiftSettings),
        tests("AnthropicTests", ["Anthropic", "ChildProgram", "GatewayConfig", "JSON5", "Secrets"]),
        tests(
            "GatewayHostTests",
            [
                "GatewayHost", "GatewayConfig", "Credentials", "CredentialStores", "Anthropic", "JSON5",
                "FileTransactions", "Secrets", "CSystem", "openclaw-sqlite-peer",
            ]
        ),
        tests(
            "ScreensTests",
            ["Screens", "GatewayHost", "GatewayConfig", "Credentials", "Anthropic", "TerminalUI", "Secrets"],
            exclude: ["Goldens"]
        ),
        tests(
            "EndToEndTests",
            [
                "openclaw", "openclaw-lock-peer", "Screens", "GatewayHost", "GatewayConfig", "FileTransactions",
                "Secrets", "TerminalUI", "JSON5",
            ],
            exclude: ["Goldens"]
        ),
        .executableTarget(
            name: "openclaw-jobs",
            dependencies: [
                "GatewayConfig", "Credentials", "CredentialStores", "GatewayHost", "JSON5", "FileTransactions",
                "Secrets",
            ],
            path: "Tests/Jobs",
            exclude: ["instructions.txt"],
            swiftSettings: swiftSettings,
            linkerSettings: staticExecutable
        ),
        .executableTarget(
            name: "openclaw-benchmark",
            dependencies: ["TestSupport", "TerminalUI", "FileTransactions"],
            path: "Tests/Benchmarks",
            swiftSettings: swiftSettings
        ),
    ],
    swiftLanguageModes: [.v6],
    cLanguageStandard: .gnu2x
)

// Only for `.ci/fuzz`: libFuzzer brings its own `main`, and everything that is fuzzed must be built with its
// instrumentation.
if Context.environment["OPENCLAW_FUZZ"] != nil {
    package.targets += [
        .systemLibrary(name: "CFuzzer", path: "Tests/Fuzz/CFuzzer"),
        .executableTarget(
            name: "openclaw-fuzz",
            dependencies: [
                "CFuzzer", "Credentials", "CredentialStores", "GatewayConfig", "GatewayHost", "JSON5", "Secrets",
            ],
            path: "Tests/Fuzz/Targets",
            swiftSettings: swiftSettings
        ),
    ]
}
