// swift-tools-version: 6.1
import PackageDescription

// A package of its own, so that the project's build does not wait for it.
let package = Package(
    name: "HinterlandBenchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "Hinterland", path: "..")],
    targets: [
        .executableTarget(name: "bench", dependencies: [.product(name: "Hinterland", package: "Hinterland")])
    ],
    swiftLanguageModes: [.v6]
)
