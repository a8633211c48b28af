// swift-tools-version: 6.2
import PackageDescription

/// What every Swift target is built with: explicit imports, explicit existentials, and no warning let through.
let swiftSettings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
    // A debugger may look into a test build; a release build is never dumpable while it holds a secret.
    .define("OPENCLAW_DUMPABLE", .when(configuration: .debug)),
    // What no one calls is left out of the release binary, function by function: by itself the compiler keeps all that
    // another module could call.
    .unsafeFlags(
        ["-Xfrontend", "-internalize-at-link", "-Xfrontend", "-function-sections"],
        .when(configuration: .release)
    ),
]
let cSettings: [CSetting] = [.treatAllWarnings(as: .error)]

/// The standard libraries of Swift and C++ go into the release binary, so that a host without Swift can run it.
///
/// What happens before `main` is a good part of a short command's time, and most of that is addresses to fill in. The
/// C++ library as an archive saves the loader its thousands of symbols, and ncurses as one saves it two files to map. An
/// executable at a fixed place has no relocations (46 000 otherwise, and a copy of each page that holds one); heap, stack
/// and libraries stay at random ones, and the addresses of their functions are all looked up at the start and then
/// read-only, which costs nothing measurable.
let staticStandardLibrary: [LinkerSetting] = [
    .unsafeFlags(
        [
            "-static-stdlib", "-use-ld=lld", "-Xlinker", "--no-export-dynamic", "-Xlinker", "--icf=safe",
            "-l_FoundationCShims", "-l_FoundationCollections", "-lswiftSynchronization",
            // The toolchain's own list of libraries names the shared one.
            "-Xlinker", "--remap-inputs=*/libstdc++.so=/dev/null", "-l:libstdc++.a",
            "-Xlinker", "--remap-inputs=*/libncursesw.so=/dev/null", "-l:libncursesw.a",
            "-Xlinker", "--remap-inputs=*/libtinfo.so=/dev/null", "-l:libtinfo.a",
            "-Xclang-linker", "-static-libgcc", "-Xclang-linker", "-no-pie", "-Xlinker", "-z", "-Xlinker", "now",
            // What a start runs lies side by side; .ci/order writes the list.
            "-Xlinker", "--symbol-ordering-file=\(Context.packageDirectory)/.ci/hot-functions.txt",
            "-Xlinker", "--no-warn-symbol-ordering",
            // The index of what an exception unwinds, half a megabyte: Swift's errors are values and need none.
            "-Xlinker", "--no-eh-frame-hdr",
        ],
        .when(configuration: .release)
    )
]

/// What waits for people or for the network is built for size: the stripped binary has a limit of 20 MB.
let small: [SwiftSetting] = [.unsafeFlags(["-Osize"], .when(configuration: .release))]

/// A Swift target that imports only what is listed here: the layers of the README's map.
func layer(_ name: String, _ dependencies: [Target.Dependency], _ settings: [SwiftSetting] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: swiftSettings + settings)
}

/// A test target; its goldens are read where they stand.
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
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
    ],
    targets: [
        // Level 0
        .systemLibrary(name: "CNcurses", providers: [.apt(["libncurses-dev"])]),
        .target(name: "CSystem", cSettings: cSettings),
        .target(name: "CResources", cSettings: cSettings),
        layer("JSON5", []),
        layer("Secrets", ["CSystem"]),
        layer("FileTransactions", ["CSystem"]),
        layer("TerminalUI", ["Secrets"]),
        layer("ChildProgram", ["CSystem", "Secrets"]),
        // Level 1
        layer("GatewayConfig", ["JSON5", "FileTransactions", "Secrets", "CResources"]),
        layer("Credentials", ["JSON5", "FileTransactions", "Secrets"]),
        layer("Anthropic", ["JSON5", "Secrets", "ChildProgram", "CResources"], small),
        // Level 2
        layer(
            "GatewayHost",
            [
                "GatewayConfig", "Credentials", "Anthropic", "ChildProgram", "JSON5", "FileTransactions", "Secrets",
                "CResources", "CSystem",
            ]
        ),
        // Level 3
        layer(
            "Screens",
            ["GatewayHost", "GatewayConfig", "Credentials", "Anthropic", "TerminalUI", "Secrets", "CResources"],
            small
        ),
        layer("NcursesTerminal", ["TerminalUI", "Secrets", "CNcurses", "CSystem"]),
        // Level 4
        .executableTarget(
            name: "openclaw",
            dependencies: [
                "Screens", "NcursesTerminal", "GatewayHost", "GatewayConfig", "Credentials", "Anthropic",
                "TerminalUI", "ChildProgram", "Secrets", "FileTransactions", "JSON5", "CResources", "CSystem",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: swiftSettings + small,
            linkerSettings: staticStandardLibrary
        ),
        // Tests
        .systemLibrary(name: "CVTerm", path: "Tests/CVTerm", providers: [.apt(["libvterm-dev"])]),
        .target(
            name: "TestSupport",
            dependencies: [
                "CVTerm", "CSystem", "JSON5", "Secrets", "FileTransactions", "TerminalUI",
            ],
            path: "Tests/TestSupport",
            // Optimised always: the laws make millions of calls to the file system in memory.
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
            ["Credentials", "JSON5", "FileTransactions", "Secrets", "openclaw-lock-peer"]
        ),
        .executableTarget(name: "openclaw-lock-peer", path: "Tests/LockPeer", swiftSettings: swiftSettings),
        tests("AnthropicTests", ["Anthropic", "ChildProgram", "GatewayConfig", "JSON5", "Secrets"]),
        tests(
            "GatewayHostTests",
            [
                "GatewayHost", "GatewayConfig", "Credentials", "Anthropic", "JSON5", "FileTransactions", "Secrets",
                "CSystem",
            ]
        ),
        tests(
            "ScreensTests",
            ["Screens", "GatewayHost", "GatewayConfig", "Credentials", "Anthropic", "TerminalUI", "Secrets"],
            exclude: ["Goldens"]
        ),
        tests(
            "EndToEndTests",
            ["openclaw", "openclaw-lock-peer", "GatewayHost", "TerminalUI", "JSON5"],
            exclude: ["Goldens"]
        ),
        .executableTarget(
            name: "openclaw-jobs",
            dependencies: ["GatewayConfig", "Credentials", "JSON5", "FileTransactions", "Secrets"],
            path: "Tests/Jobs",
            exclude: ["instructions.txt"],
            swiftSettings: swiftSettings,
            linkerSettings: staticStandardLibrary
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

// Only `.ci/fuzz` wants it: libFuzzer brings its own `main`, and all that is fuzzed has to be built for it.
if Context.environment["OPENCLAW_FUZZ"] != nil {
    package.targets += [
        .systemLibrary(name: "CFuzzer", path: "Tests/Fuzz/CFuzzer"),
        .executableTarget(
            name: "openclaw-fuzz",
            dependencies: ["CFuzzer", "Credentials", "JSON5", "Secrets"],
            path: "Tests/Fuzz/Targets",
            swiftSettings: swiftSettings
        ),
    ]
}
