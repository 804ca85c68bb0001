// swift-tools-version: 6.3
import PackageDescription

/// One set of rules for every target: Swift 6 mode, warnings are errors, memory safety is strict.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// Arrows point down only: a target names what stands below it (Documentation/Architecture.md).
let package = Package(
    name: "rendezvous",
    products: [
        .executable(name: "rendezvous", targets: ["RendezvousMain"]),
        .library(name: "Rendezvous", targets: ["Rendezvous"]),
        .library(name: "RendezvousThreads", targets: ["RendezvousThreads"]),
        .library(name: "RendezvousVerifier", targets: ["RendezvousVerifier"]),
        .library(name: "RendezvousTesting", targets: ["RendezvousTesting"]),
        .library(name: "RendezvousDocuments", targets: ["RendezvousDocuments"]),
        .library(name: "RendezvousStudies", targets: ["RendezvousStudies"]),
        .library(name: "RendezvousSimulation", targets: ["RendezvousSimulation"]),
        .library(name: "RendezvousStore", targets: ["RendezvousStore"]),
        .library(name: "RendezvousServer", targets: ["RendezvousServer"]),
        .library(name: "RendezvousHTTP", targets: ["RendezvousHTTP"]),
        // The program as a library, for an agency's own `main` with rules of its own.
        .library(name: "RendezvousCLI", targets: ["RendezvousCLI"]),
        // Becomes librendezvous.so by Sources/CRendezvous/install.sh (Documentation/CABI.md).
        .library(name: "RendezvousABI", type: .dynamic, targets: ["RendezvousABI"]),
    ],
    targets: [
        // The engine. It imports nothing; `.rounded()` and its like need libm at link time.
        .target(
            name: "Rendezvous", swiftSettings: settings,
            linkerSettings: [.linkedLibrary("m")]),
        .target(
            name: "RendezvousThreads", dependencies: ["Rendezvous"], swiftSettings: settings),
        .target(
            name: "RendezvousVerifier", dependencies: ["Rendezvous"], swiftSettings: settings),
        .target(
            name: "RendezvousTesting", dependencies: ["Rendezvous", "RendezvousVerifier"],
            swiftSettings: settings),
        .target(
            name: "RendezvousDocuments",
            dependencies: ["Rendezvous"], swiftSettings: settings),
        .target(
            name: "RendezvousStudies",
            dependencies: [
                "Rendezvous", "RendezvousDocuments", "RendezvousSimulation", "RendezvousTesting",
            ], swiftSettings: settings),
        .target(
            name: "RendezvousSimulation", dependencies: ["Rendezvous"], swiftSettings: settings,
            linkerSettings: [.linkedLibrary("m")]),
        .target(
            name: "RendezvousStore", dependencies: ["Rendezvous"], swiftSettings: settings),
        // The header of epoll(7), which the platform's module leaves out: a name, and no code.
        .systemLibrary(name: "CEpoll"),
        // A server of HTTP/1.1 that knows nothing of appointments.
        .target(
            name: "RendezvousServer",
            dependencies: [.target(name: "CEpoll", condition: .when(platforms: [.linux]))],
            swiftSettings: settings),
        .target(
            name: "RendezvousHTTP",
            dependencies: [
                "Rendezvous", "RendezvousDocuments", "RendezvousServer", "RendezvousSimulation",
                "RendezvousStore", "RendezvousStudies", "RendezvousThreads", "RendezvousVerifier",
            ], swiftSettings: settings),
        .target(
            name: "RendezvousCLI",
            // Of the header it reads the version alone, which stands nowhere else.
            dependencies: [
                "CRendezvous", "Rendezvous", "RendezvousDocuments", "RendezvousHTTP",
                "RendezvousServer", "RendezvousSimulation", "RendezvousStore", "RendezvousStudies",
                "RendezvousTesting", "RendezvousThreads", "RendezvousVerifier",
            ], swiftSettings: settings),
        // The C library: the header is its manual.
        .target(
            name: "CRendezvous",
            exclude: ["flags.txt", "install.sh", "librendezvous.map", "package"]),
        .target(
            name: "RendezvousABI",
            dependencies: [
                "CRendezvous", "Rendezvous", "RendezvousSimulation", "RendezvousThreads",
                "RendezvousVerifier",
            ], swiftSettings: settings),
        .executableTarget(
            name: "RendezvousMain", dependencies: ["RendezvousCLI"], swiftSettings: settings),

        // Programs beside the product.
        .executableTarget(
            name: "GenerateExample", dependencies: ["Rendezvous", "RendezvousDocuments"],
            path: "Examples/GenerateExample", swiftSettings: settings),
        .executableTarget(
            name: "OpeningsBenchmark",
            dependencies: [
                "Rendezvous", "RendezvousHTTP", "RendezvousServer", "RendezvousStore",
            ],
            path: "Benchmarks/OpeningsBenchmark", swiftSettings: settings),
        // The next meeting of 102,600 people, planned on the agenda and verified.
        .executableTarget(
            name: "PlanBenchmark",
            dependencies: ["Rendezvous", "RendezvousThreads", "RendezvousVerifier"],
            path: "Benchmarks/PlanBenchmark", swiftSettings: settings),
        .executableTarget(
            name: "AllocationBenchmark",
            dependencies: ["Rendezvous", "RendezvousCLI", "RendezvousThreads"],
            path: "Benchmarks/AllocationBenchmark", exclude: ["compare.py"], swiftSettings: settings
        ),
        .executableTarget(
            name: "SimulationBenchmark", dependencies: ["Rendezvous", "RendezvousSimulation"],
            path: "Benchmarks/SimulationBenchmark", swiftSettings: settings),
        .executableTarget(
            name: "BookBenchmark",
            dependencies: ["Rendezvous", "RendezvousSimulation", "RendezvousThreads"],
            path: "Benchmarks/BookBenchmark", swiftSettings: settings),

        .executableTarget(
            name: "GenerateErganiExample", dependencies: ["Rendezvous", "RendezvousDocuments"],
            path: "Examples/GenerateErganiExample", swiftSettings: settings),
        .executableTarget(
            name: "WorkingTimeBenchmark", dependencies: ["Rendezvous"],
            path: "Benchmarks/WorkingTimeBenchmark", swiftSettings: settings),

        // Measures the store, and drives it under faults (Tests/Faults).
        .executableTarget(
            name: "StoreBenchmark", dependencies: ["Rendezvous", "RendezvousStore"],
            path: "Benchmarks/StoreBenchmark", exclude: ["compare.sh"], swiftSettings: settings),

        // The cost of a call through C, beside the same call in Swift.
        .executableTarget(
            name: "ABIBenchmark", dependencies: ["CRendezvous", "Rendezvous", "RendezvousABI"],
            path: "Benchmarks/ABIBenchmark", exclude: ["load.c", "run.sh"],
            swiftSettings: settings),
        // Serves and loads the HTTP server, for the public suites and for measurements.
        .executableTarget(
            name: "HTTPBenchmark", dependencies: ["RendezvousServer"],
            path: "Benchmarks/HTTPBenchmark", exclude: ["compare.sh", "nginx.conf"],
            swiftSettings: settings),

        // One test target for each room's door.
        .testTarget(
            name: "RendezvousTests",
            dependencies: [
                "Rendezvous", "RendezvousTesting", "RendezvousThreads", "RendezvousVerifier",
            ], exclude: ["Fixtures"], swiftSettings: settings),
        .testTarget(
            name: "RendezvousVerifierTests",
            dependencies: ["Rendezvous", "RendezvousVerifier"], swiftSettings: settings),
        .testTarget(
            name: "RendezvousDocumentsTests",
            dependencies: [
                "Rendezvous", "RendezvousDocuments", "RendezvousSimulation", "RendezvousStudies",
                "RendezvousThreads", "RendezvousVerifier",
            ],
            exclude: ["Fixtures", "validate.py"], swiftSettings: settings),
        .testTarget(
            name: "RendezvousTestingTests",
            dependencies: [
                "Rendezvous", "RendezvousDocuments", "RendezvousStudies", "RendezvousTesting",
            ],
            swiftSettings: settings),
        // The example of tests of policies, as somebody outside would write them.
        .testTarget(
            name: "PolicyTestsExample", dependencies: ["Rendezvous", "RendezvousTesting"],
            path: "Examples/PolicyTests",
            exclude: ["README.md", "agency.json", "quiet-lunch.json", "scenarios"],
            swiftSettings: settings),
        // What the pages show, compiled and run.
        .testTarget(
            name: "PagesExample",
            dependencies: [
                "Rendezvous", "RendezvousCLI", "RendezvousDocuments", "RendezvousSimulation",
                "RendezvousStore", "RendezvousTesting", "RendezvousThreads", "RendezvousVerifier",
            ], path: "Examples/Pages", swiftSettings: settings),
        .testTarget(
            name: "RendezvousCLITests",
            dependencies: [
                "Rendezvous", "RendezvousCLI", "RendezvousDocuments", "RendezvousSimulation",
                "RendezvousStore", "RendezvousStudies",
            ],
            swiftSettings: settings),
        .testTarget(
            name: "RendezvousSimulationTests",
            dependencies: ["Rendezvous", "RendezvousSimulation", "RendezvousThreads"],
            exclude: ["Fixtures"], swiftSettings: settings),
        .testTarget(
            name: "RendezvousStoreTests",
            dependencies: ["Rendezvous", "RendezvousStore"],
            exclude: ["Fixtures"], swiftSettings: settings),
        .testTarget(
            name: "RendezvousHTTPTests",
            dependencies: [
                "Rendezvous", "RendezvousDocuments", "RendezvousHTTP", "RendezvousServer",
                "RendezvousStore", "RendezvousVerifier",
            ], exclude: ["Service/exchanges.py"], swiftSettings: settings),
        .testTarget(
            name: "RendezvousServerTests", dependencies: ["RendezvousServer"],
            exclude: ["Wire/Fixtures"], swiftSettings: settings),
        .testTarget(
            name: "RendezvousABITests",
            dependencies: [
                "CRendezvous", "Rendezvous", "RendezvousABI", "RendezvousDocuments",
                "RendezvousVerifier",
            ], swiftSettings: settings),
        .testTarget(name: "TidyTests", swiftSettings: settings),
    ]
)
