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

let package = Package(
    name: "rendezvous",
    products: [
        .library(name: "Rendezvous", targets: ["Rendezvous"]),
    ],
    targets: [
        // The engine. It imports nothing; `.rounded()` and its like need libm at link time.
        .target(
            name: "Rendezvous", swiftSettings: settings,
            linkerSettings: [.linkedLibrary("m")]),
        .testTarget(
            name: "RendezvousTests", dependencies: ["Rendezvous"], swiftSettings: settings),
    ]
)
