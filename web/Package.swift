// swift-tools-version: 6.1
import PackageDescription

// A package of its own, so that the library and the command line build without the web server.
let program: [Target.Dependency] = [
    "HinterlandServer", .product(name: "Hinterland", package: "Hinterland"),
    .product(name: "ArgumentParser", package: "swift-argument-parser"),
]

let package = Package(
    name: "HinterlandWeb",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "hinterland-server", targets: ["hinterland-server"])],
    dependencies: [
        .package(name: "Hinterland", path: ".."),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        // Of Hummingbird's own: for time limits and the end of the process.
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ],
    targets: [
        .target(
            name: "HinterlandServer",
            dependencies: [
                .product(name: "Hinterland", package: "Hinterland"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .executableTarget(name: "hinterland-server", dependencies: program, path: "Sources/HinterlandServerProgram"),
        // The same server with a measure and a kind of change that only tests know.
        .executableTarget(
            name: "toy-server", dependencies: program + [.product(name: "HinterlandToys", package: "Hinterland")],
            path: "Tests/ToyServer"),
    ],
    swiftLanguageModes: [.v6]
)
