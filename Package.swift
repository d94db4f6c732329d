// swift-tools-version: 6.1
import PackageDescription

let numerics: Target.Dependency = .product(name: "RealModule", package: "swift-numerics")

// Named in full wherever a type may pass through: the build tool follows declared dependencies only.
let library: [Target.Dependency] = [
    "Asking", "Atlas", "AtlasFiles", "Charts", "Claims", "Clusters", "Computation", "Documents", "Equilibrium",
    "IndexFiles",
    "Indicators", "Indices",
    "LinearAlgebra",
    "LinearProgramming", "Measures", "NetworkFiles", "Reports",
    "ScenarioAnswers", "ScenarioFiles", "Scenarios", "Transport", "Wording", "Workbench", numerics,
]

let package = Package(
    name: "Hinterland",
    platforms: [.macOS(.v15)],
    products: [
        .library(
            name: "Hinterland",
            targets: [
                "Asking", "Atlas", "AtlasFiles", "Charts", "Claims", "Clusters", "Computation", "Documents",
                "Equilibrium",
                "IndexFiles",
                "Indicators", "Indices",
                "LinearAlgebra", "LinearProgramming", "Measures", "NetworkFiles",
                "Reports", "ScenarioAnswers", "ScenarioFiles", "Scenarios", "Transport", "Wording", "Workbench",
            ]),
        .executable(name: "hinterland", targets: ["hinterland"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-numerics", exact: "1.1.1"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    ],
    targets: [
        .target(name: "Computation", dependencies: [numerics]),
        .target(
            name: "CVectorMath",
            linkerSettings: [
                .linkedLibrary("mvec", .when(platforms: [.linux])), .linkedLibrary("m", .when(platforms: [.linux])),
            ]),
        .target(name: "LinearAlgebra", dependencies: ["Computation", "CVectorMath"]),
        .target(name: "Atlas"),
        .target(name: "Asking", dependencies: ["Atlas"]),
        .target(name: "Wording", dependencies: ["Asking", "Atlas"]),
        .target(name: "Formats", dependencies: ["Asking", "Atlas", "Wording"]),
        .target(name: "AtlasFiles", dependencies: ["Asking", "Atlas", "Computation", "Measures", "Wording"]),
        .target(name: "Transport", dependencies: ["Computation", "CVectorMath", "LinearAlgebra", numerics]),
        .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"]), .brew(["libzip"])]),
        .systemLibrary(
            name: "CShapefile", pkgConfig: "shapelib", providers: [.apt(["libshp-dev"]), .brew(["shapelib"])]),
        .systemLibrary(
            name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
        .target(
            name: "NetworkFiles", dependencies: ["Atlas", "AtlasFiles", "CSQLite", "CShapefile", "CZip", "Transport"]),
        .target(name: "Measures", dependencies: ["Computation", "LinearAlgebra", numerics]),
        .systemLibrary(name: "CClp", pkgConfig: "clp", providers: [.apt(["coinor-libclp-dev"]), .brew(["clp"])]),
        .target(name: "LinearProgramming", dependencies: ["CClp"]),
        .target(
            name: "Indices", dependencies: ["Computation", "LinearAlgebra", "LinearProgramming", "Measures", numerics]),
        .target(name: "Indicators", dependencies: ["Atlas"]),
        .target(name: "Clusters", dependencies: ["Atlas", "Measures"]),
        .target(name: "Equilibrium", dependencies: ["Computation", "LinearAlgebra", numerics]),
        .target(
            name: "Scenarios",
            dependencies: ["Atlas", "Computation", "Equilibrium", "LinearAlgebra", "Transport", numerics]),
        .target(name: "Documents", dependencies: [.product(name: "Yams", package: "Yams")]),
        .target(
            name: "ScenarioFiles",
            dependencies: [
                "Asking", "Atlas", "Documents", "Scenarios", "Wording", .product(name: "Yams", package: "Yams"),
            ]),
        .target(name: "IndexFiles", dependencies: ["Documents", "Indices", .product(name: "Yams", package: "Yams")]),
        .target(name: "Charts", dependencies: ["Asking", "Atlas", "Wording", numerics]),
        .target(
            name: "Reports",
            dependencies: [
                "Asking", "Wording", "Atlas", "AtlasFiles", "Charts", "Computation", "Equilibrium", "Indicators",
                "LinearAlgebra",
                "Measures", "Scenarios",
                "Transport", numerics,
            ]),
        .target(
            name: "ScenarioAnswers",
            dependencies: [
                "Asking", "Atlas", "AtlasFiles", "Charts", "Computation", "Equilibrium", "Indicators", "LinearAlgebra",
                "Measures", "Reports", "Scenarios", "Transport", "Wording", numerics,
            ]),
        .target(name: "Claims", dependencies: ["Asking", "Atlas", "Indicators", "Reports", "Wording", numerics]),
        .target(
            name: "Workbench",
            dependencies: [
                "Asking", "Wording", "Formats", "Atlas", "AtlasFiles", "Charts", "Claims", "Clusters", "Computation",
                "Documents", "Equilibrium",
                "IndexFiles",
                "Indicators", "Indices",
                "LinearAlgebra", "Measures", "NetworkFiles",
                "Reports", "ScenarioAnswers", "ScenarioFiles", "Scenarios", "Transport", numerics,
            ]),
        .executableTarget(
            name: "hinterland",
            dependencies: library + [.product(name: "ArgumentParser", package: "swift-argument-parser")],
            path: "Sources/HinterlandCommand"),
        .testTarget(name: "ComputationTests", dependencies: library),
        .testTarget(name: "AtlasFilesTests", dependencies: library),
        .testTarget(name: "TransportTests", dependencies: library),
        .testTarget(name: "NetworkFilesTests", dependencies: library + ["CSQLite", "CShapefile", "CZip"]),
        .testTarget(name: "MeasuresTests", dependencies: library),
        .testTarget(name: "IndicatorsTests", dependencies: library),
        .testTarget(name: "IndicesTests", dependencies: library),
        .testTarget(name: "ClaimsTests", dependencies: library),
        .testTarget(name: "ClustersTests", dependencies: library),
        .testTarget(name: "EquilibriumTests", dependencies: library),
        .testTarget(name: "ScenariosTests", dependencies: library),
        .testTarget(name: "ScenarioAnswersTests", dependencies: library + ["Formats"]),
        .testTarget(name: "ScenarioFilesTests", dependencies: library),
        .testTarget(name: "ChartsTests", dependencies: library),
        .testTarget(name: "ReportsTests", dependencies: library),
        .testTarget(name: "GoldenTests", path: "Tests/Golden"),
        .testTarget(
            name: "PublishedTests", dependencies: library, path: "Tests/Published",
            exclude: ["geodetector", "one-sector", "penn-world", "pysal", "tombe-zhu"]),
    ],
    swiftLanguageModes: [.v6]
)
