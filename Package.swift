// swift-tools-version: 6.1
import PackageDescription

let numerics: Target.Dependency = .product(name: "RealModule", package: "swift-numerics")

/// Every room of the library but the workbench over them.
let rooms = [
    "Asking", "Atlases", "AtlasAnswers", "AtlasFiles", "AtlasQuestions", "Charts", "ChinaDocuments", "Clusters",
    "Computation",
    "Documents", "Equilibrium", "Formats", "IndexAnswers", "IndexFiles", "Indicators", "Indices", "LinearAlgebra",
    "LinearProgramming", "MapFiles", "MeasureAnswers", "Measures", "NetworkAnswers", "NetworkFiles", "Panels",
    "Printing",
    "Reports",
    "ScenarioAnswers", "ScenarioFiles", "Scenarios",
    "Transport", "Wording", "Workbooks",
]

// Named in full wherever a type may pass through: the build tool follows declared dependencies only.
let library: [Target.Dependency] = (rooms + ["Workbenches"]).map { .target(name: $0) } + [numerics]

let package = Package(
    name: "Hinterland",
    platforms: [.macOS(.v15)],
    products: [
        .library(
            name: "Hinterland",
            targets: rooms + ["Workbenches", "Hinterland"]),
        .executable(name: "hinterland", targets: ["HinterlandCommand"]),
        // Only for the tests of the web package.
        .library(name: "HinterlandToys", targets: ["Toys"]),
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
        .target(name: "Atlases"),
        .target(name: "Asking", dependencies: ["Atlases"]),
        .target(name: "Wording", dependencies: ["Asking", "Atlases"]),
        .target(name: "Formats", dependencies: ["Asking", "Atlases", "Wording"]),
        .target(
            name: "AtlasFiles",
            dependencies: [
                "Asking", "Atlases", "CExpat", "CReadStat", "CSQLite", "CShapefile", "CZip", "Computation", "Measures",
                "Wording",
            ]),
        .target(name: "Transport", dependencies: ["Computation", "CVectorMath", "LinearAlgebra", numerics]),
        .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"]), .brew(["libzip"])]),
        .systemLibrary(
            name: "CShapefile", pkgConfig: "shapelib", providers: [.apt(["libshp-dev"]), .brew(["shapelib"])]),
        .systemLibrary(
            name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
        .target(
            name: "NetworkFiles",
            dependencies: ["Asking", "Atlases", "AtlasFiles", "CZip", "Transport"]),
        .systemLibrary(
            name: "CXLSXWriter", pkgConfig: "xlsxwriter",
            providers: [.apt(["libxlsxwriter-dev"]), .brew(["libxlsxwriter"])]),
        .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"]), .brew(["expat"])]),
        .systemLibrary(name: "CReadStat", providers: [.apt(["libreadstat-dev"]), .brew(["readstat"])]),
        // What an answer leaves as, besides text.
        .target(name: "Workbooks", dependencies: ["Asking", "CReadStat", "CXLSXWriter", "Formats"]),
        .target(name: "MapFiles", dependencies: ["Asking", "Atlases", "CSQLite", "CShapefile", "Formats"]),
        .target(name: "Printing", dependencies: ["Asking", "Atlases", "CZip", "Wording"]),
        .target(name: "Measures", dependencies: ["Computation", "LinearAlgebra", numerics]),
        .systemLibrary(name: "CClp", pkgConfig: "clp", providers: [.apt(["coinor-libclp-dev"]), .brew(["clp"])]),
        .target(name: "LinearProgramming", dependencies: ["CClp"]),
        .target(
            name: "Indices", dependencies: ["Computation", "LinearAlgebra", "LinearProgramming", "Measures", numerics]),
        .target(name: "Indicators", dependencies: ["Atlases"]),
        .target(name: "Clusters", dependencies: ["Atlases", "Measures"]),
        .target(name: "Equilibrium", dependencies: ["Computation", "LinearAlgebra", numerics]),
        .target(
            name: "Scenarios",
            dependencies: [
                "Asking", "Atlases", "Computation", "Equilibrium", "LinearAlgebra", "Measures", "Transport", numerics,
            ]),
        .target(name: "Documents", dependencies: ["Asking", .product(name: "Yams", package: "Yams")]),
        .target(
            name: "ScenarioFiles",
            dependencies: [
                "Asking", "Atlases", "Documents", "Scenarios", "Wording", .product(name: "Yams", package: "Yams"),
            ]),
        .target(
            name: "IndexFiles",
            dependencies: ["Asking", "Atlases", "Documents", "Indices", .product(name: "Yams", package: "Yams")]),
        .target(name: "Charts", dependencies: ["Asking", "Atlases", "Wording", numerics]),
        .target(
            name: "Reports",
            dependencies: [
                "Asking", "Wording", "Atlases", "AtlasFiles", "Charts", "Computation", "Equilibrium", "Indicators",
                "LinearAlgebra",
                "Measures", "Scenarios",
                "Transport", numerics,
            ]),
        .target(
            name: "ScenarioAnswers",
            dependencies: [
                "Asking", "Atlases", "AtlasFiles", "AtlasQuestions", "Charts", "Computation", "Equilibrium",
                "Indicators",
                "LinearAlgebra", "Measures", "Reports", "Scenarios", "Transport", "Wording", numerics,
            ]),
        .target(
            name: "Panels",
            dependencies: [
                "Asking", "Atlases", "AtlasFiles", "Charts", "Computation", "Equilibrium", "Indicators", "Indices",
                "LinearAlgebra", "LinearProgramming", "Measures",
                "Scenarios", "Transport", "Wording", numerics,
            ]),
        .target(
            name: "MeasureAnswers",
            dependencies: [
                "Asking", "Atlases", "AtlasFiles", "Charts", "Computation", "Indices", "LinearAlgebra",
                "LinearProgramming", "Measures",
                "Panels", "Wording", numerics,
            ]),
        .target(name: "AtlasQuestions", dependencies: ["Asking", "Atlases", "AtlasFiles"]),
        .target(
            name: "AtlasAnswers",
            dependencies: [
                "Asking", "Atlases", "AtlasFiles", "AtlasQuestions", "Charts", "Clusters", "Computation",
                "Equilibrium", "Formats", "Indicators", "LinearAlgebra", "Measures", "NetworkFiles", "Reports",
                "Scenarios",
                "Transport", "Wording", numerics,
            ]),
        // What only China's atlas can be asked: its identifiers stand here and nowhere else.
        .target(
            name: "ChinaDocuments",
            dependencies: [
                "Asking", "Atlases", "AtlasAnswers", "AtlasFiles", "AtlasQuestions", "Clusters", "Indicators",
                "Measures",
                "Reports", "Wording", numerics,
            ]),
        .target(
            name: "IndexAnswers",
            dependencies: [
                "Asking", "Atlases", "AtlasFiles", "AtlasQuestions", "Charts", "Computation", "Documents", "Formats",
                "IndexFiles", "Indicators", "Indices", "LinearAlgebra", "LinearProgramming", "Measures", "Panels",
                "Wording", numerics,
            ]),
        .target(
            name: "NetworkAnswers",
            dependencies: [
                "Asking", "Atlases", "AtlasFiles", "AtlasQuestions", "Computation", "Equilibrium", "Formats",
                "LinearAlgebra", "Measures", "NetworkFiles", "Scenarios", "Transport", "Wording",
            ]),
        .target(
            name: "Workbenches", dependencies: rooms.map { .target(name: $0) } + [numerics]),
        // Everything under one name, for users of the library.
        .target(name: "Hinterland", dependencies: library),
        .executableTarget(
            name: "HinterlandCommand",
            dependencies: library + [.product(name: "ArgumentParser", package: "swift-argument-parser")]),
    ]
        + ["Index", "LinkGains", "Measure", "OwnAtlas", "Scenario", "TravelTimes"].map {
            // Short programs for a Swift user; the tests build and run them.
            .executableTarget(name: "Example\($0)", dependencies: library + ["Hinterland"], path: "Examples/\($0)")
        } + [
            .target(
                name: "Toys", dependencies: ["Asking", "Atlases", "MeasureAnswers", "Measures", "Panels", "Scenarios"],
                path: "Tests/Toys"),
            // Broken files for every reader: a minute in ./test, hours by hand (CONTRIBUTING).
            .executableTarget(
                name: "fuzz-readers",
                dependencies: [
                    "Asking", "AtlasFiles", "Atlases", "CZip", "Computation", "Documents", "Formats", "IndexFiles",
                    "MapFiles", "NetworkFiles", "ScenarioFiles", "Transport", "Workbooks",
                ], path: "Tests/Fuzz"),
            // A suite depends on what it tests and on what its examples are made with.
            .testTarget(
                name: "HinterlandCommandTests",
                dependencies: [
                    "Toys", "HinterlandCommand", .product(name: "ArgumentParser", package: "swift-argument-parser"),
                ]),
            .testTarget(name: "AtlasesTests", dependencies: ["Atlases"]),
            .testTarget(name: "AskingTests", dependencies: ["Asking", "AtlasFiles"]),
            .testTarget(name: "WordingTests", dependencies: ["Asking", "Wording"]),
            .testTarget(name: "FormatsTests", dependencies: ["Asking", "Atlases", "Formats"]),
            .testTarget(name: "DocumentsTests", dependencies: ["Documents", .product(name: "Yams", package: "Yams")]),
            .testTarget(name: "ComputationTests", dependencies: ["Computation", numerics]),
            .testTarget(name: "LinearAlgebraTests", dependencies: ["LinearAlgebra"]),
            .testTarget(name: "LinearProgrammingTests", dependencies: ["LinearProgramming"]),
            .testTarget(
                name: "AtlasFilesTests",
                dependencies: [
                    "Asking", "Atlases", "CSQLite", "CShapefile", "CZip", "NetworkFiles", "AtlasAnswers", "AtlasFiles",
                    "AtlasQuestions", "Computation", "Reports",
                    "Scenarios", "Wording",
                ], exclude: ["Files"]),
            .testTarget(
                name: "AtlasAnswersTests",
                dependencies: ["Asking", "AtlasAnswers", "AtlasQuestions", "ChinaDocuments", "Formats", "Reports"]),
            .testTarget(name: "TransportTests", dependencies: ["Computation", "LinearAlgebra", "Transport", numerics]),
            .testTarget(
                name: "NetworkFilesTests",
                dependencies: ["Atlases", "AtlasFiles", "CSQLite", "CShapefile", "CZip", "NetworkFiles", "Transport"]),
            .testTarget(
                name: "NetworkAnswersTests",
                dependencies: ["Asking", "Atlases", "AtlasFiles", "NetworkAnswers", "Scenarios"]),
            .testTarget(name: "PanelsTests", dependencies: ["Asking", "AtlasFiles", "Measures", "Panels"]),
            .testTarget(name: "MeasuresTests", dependencies: ["Computation", "LinearAlgebra", "Measures", numerics]),
            .testTarget(
                name: "MeasureAnswersTests",
                dependencies: [
                    "Asking", "Atlases", "AtlasFiles", "Formats", "MeasureAnswers", "Panels", "Toys", "Workbenches",
                ]),
            .testTarget(
                name: "IndicatorsTests",
                dependencies: ["Asking", "Atlases", "AtlasQuestions", "Indicators", "Reports", "Wording"]),
            .testTarget(name: "IndicesTests", dependencies: ["Computation", "Indices"]),
            .testTarget(name: "IndexFilesTests", dependencies: ["Documents", "IndexFiles", "Indices"]),
            .testTarget(
                name: "IndexAnswersTests",
                dependencies: ["Asking", "Atlases", "AtlasFiles", "AtlasQuestions", "IndexAnswers"]),
            .testTarget(
                name: "ChinaDocumentsTests",
                dependencies: ["Atlases", "AtlasFiles", "AtlasQuestions", "ChinaDocuments", "Clusters", "Workbenches"]),
            .testTarget(name: "AtlasQuestionsTests", dependencies: ["Asking", "Atlases", "AtlasQuestions"]),
            .testTarget(
                name: "WorkbenchesTests",
                dependencies: [
                    "Asking", "AtlasFiles", "AtlasQuestions", "Atlases", "Formats", "MapFiles", "NetworkAnswers",
                    "ScenarioAnswers", "Scenarios", "Workbenches",
                ]),
            .testTarget(name: "ClustersTests", dependencies: ["AtlasFiles", "Clusters"]),
            .testTarget(
                name: "EquilibriumTests", dependencies: ["Computation", "Equilibrium", "LinearAlgebra", numerics]),
            .testTarget(
                name: "ScenariosTests",
                dependencies: ["Atlases", "AtlasFiles", "Computation", "Scenarios", "Transport"]),
            .testTarget(
                name: "ScenarioAnswersTests",
                dependencies: ["Asking", "Atlases", "Formats", "ScenarioAnswers", "Scenarios", "Workbenches"]),
            .testTarget(
                name: "ScenarioFilesTests",
                dependencies: [
                    "Asking", "Atlases", "AtlasFiles", "Computation", "Documents", "Formats", "Reports",
                    "ScenarioFiles",
                    "Scenarios", "Toys",
                ]),
            .testTarget(name: "ChartsTests", dependencies: ["Charts", "Wording"]),
            .testTarget(
                name: "ReportsTests",
                dependencies: ["Asking", "AtlasFiles", "Charts", "Reports", "Scenarios", "Wording", "Workbenches"]),
            .testTarget(name: "GoldenTests", dependencies: ["CShapefile"], path: "Tests/Golden"),
            .testTarget(
                name: "PublishedTests",
                dependencies: [
                    "AtlasFiles", "Atlases", "Computation", "Equilibrium", "Indices", "LinearAlgebra", "Measures",
                    numerics,
                ], path: "Tests/Published",
                exclude: ["china-cities", "geodetector", "one-sector", "penn-world", "pysal", "tombe-zhu"]),
        ],
    swiftLanguageModes: [.v6]
)
