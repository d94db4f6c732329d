// swift-tools-version: 6.1
import PackageDescription

let numerics: Target.Dependency = .product(name: "RealModule", package: "swift-numerics")

let package = Package(
    name: "Hinterland",
    platforms: [.macOS(.v15)],
    products: [
        .library(
            name: "Hinterland",
            targets: [
                "Atlas", "AtlasFiles", "Charts", "Clusters", "Computation", "Equilibrium", "LinearAlgebra", "Measures", "Reports",
                "ScenarioFiles", "Scenarios", "Transport", "Workbench",
            ]),
        .executable(name: "hinterland", targets: ["hinterland"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-numerics", exact: "1.1.1"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    ],
    targets: [
        .target(name: "Computation"),
        .target(
            name: "CVectorMath",
            linkerSettings: [.linkedLibrary("mvec", .when(platforms: [.linux])), .linkedLibrary("m", .when(platforms: [.linux]))]),
        .target(name: "LinearAlgebra", dependencies: ["Computation", "CVectorMath"]),
        .target(name: "Atlas"),
        .target(name: "AtlasFiles", dependencies: ["Atlas", "Computation"]),
        .target(name: "Transport", dependencies: ["CVectorMath", "LinearAlgebra", numerics]),
        .target(name: "Measures", dependencies: [numerics]),
        .target(name: "Clusters", dependencies: ["Atlas", "Measures"]),
        .target(name: "Equilibrium", dependencies: ["Computation", "LinearAlgebra", numerics]),
        .target(name: "Scenarios", dependencies: ["Atlas", "Computation", "Equilibrium", "LinearAlgebra", "Transport", numerics]),
        .target(name: "ScenarioFiles", dependencies: ["Scenarios", .product(name: "Yams", package: "Yams")]),
        .target(name: "Charts", dependencies: [numerics]),
        .target(name: "Reports", dependencies: ["Atlas", "AtlasFiles", "Charts", "Computation", "Equilibrium", "LinearAlgebra", "Scenarios", "Transport"]),
        .target(
            name: "Workbench",
            dependencies: [
                "Atlas", "AtlasFiles", "Clusters", "Computation", "Equilibrium", "LinearAlgebra", "Measures", "Reports", "ScenarioFiles", "Scenarios",
                "Transport",
            ]),
        .executableTarget(
            name: "hinterland",
            dependencies: ["Workbench", "Reports", "Scenarios", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            path: "Sources/HinterlandCommand"),
        .testTarget(name: "ComputationTests", dependencies: ["Computation", "LinearAlgebra"]),
        .testTarget(name: "AtlasFilesTests", dependencies: ["Atlas", "AtlasFiles"]),
        .testTarget(name: "TransportTests", dependencies: ["Computation", "LinearAlgebra", "Transport"]),
        .testTarget(name: "MeasuresTests", dependencies: ["Measures"]),
        .testTarget(name: "ClustersTests", dependencies: ["AtlasFiles", "Clusters"]),
        .testTarget(name: "EquilibriumTests", dependencies: ["Computation", "Equilibrium", "LinearAlgebra", numerics]),
        .testTarget(name: "ScenariosTests", dependencies: ["Atlas", "AtlasFiles", "Computation", "Equilibrium", "LinearAlgebra", "Scenarios", "Transport"]),
        .testTarget(name: "ScenarioFilesTests", dependencies: ["ScenarioFiles"]),
        .testTarget(name: "ChartsTests", dependencies: ["Charts"]),
        .testTarget(name: "ReportsTests", dependencies: ["AtlasFiles", "Charts", "Reports", "Scenarios"]),
        .testTarget(name: "GoldenTests", path: "Tests/Golden"),
        .testTarget(
            name: "PublishedTests",
            dependencies: ["AtlasFiles", "Computation", "Equilibrium", "LinearAlgebra", "Measures", numerics],
            path: "Tests/Published", exclude: ["one-sector"]),
    ],
    swiftLanguageModes: [.v6]
)
