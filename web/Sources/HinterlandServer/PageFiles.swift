import Asking
import AtlasQuestions
import Computation
import Formats
import Foundation
import Hummingbird
import Scenarios
import Wording
import Workbenches

/// The files of the page, read once: nothing else on the disk can be asked for.
struct PageFiles: Sendable {
    struct File: Sendable {
        let content: ByteBuffer
        let type: String
        let tag: String

        init(_ data: Data, type: String) {
            content = ByteBuffer(bytes: data)
            self.type = type
            tag = "\"\(Digest(of: data).description.prefix(16))\""
        }
    }

    private let files: [String: File]

    /// - Parameter folder: of the page; else HINTERLAND_PAGE, `share/hinterland/page` beside the program, or
    ///   `web/public` in a folder above it.
    /// - Parameter filled: the description of the interface with what catalogues hold in its places.
    init(folder given: String?, filled: (String) throws(Problem) -> String) throws(Problem) {
        let page = try Self.find(given)
        var files: [String: File] = [:]
        Self.read(page, under: "/", into: &files)
        if files["/libraries/maplibre-gl.js"] == nil {
            Self.read(
                URL(fileURLWithPath: page).deletingLastPathComponent().path + "/.build-page", under: "/libraries/",
                into: &files)
        }
        for library in ["maplibre-gl.js", "maplibre-gl.css", "echarts.js"] where files["/libraries/\(library)"] == nil {
            throw Problem(.data, "the page's libraries are missing: run web/libraries, which fetches them once")
        }
        // Each view of the page stands at its name.
        for (path, file) in files where path.hasSuffix(".html") && !path.dropFirst().contains("/") {
            files[path == "/index.html" ? "/" : String(path.dropLast(5))] = file
        }
        // Views that are text alone share one document, and so do those of a map beside a table.
        for view in ["city", "claims", "clusters", "indices", "measures", "milken"] {
            files["/" + view] = files["/page.html"]
        }
        for view in ["atlas", "travel"] { files["/" + view] = files["/maps.html"] }
        if let description = files["/openapi.json"] {
            files["/openapi.json"] = File(
                Data(try filled(String(buffer: description.content)).utf8), type: description.type)
        }
        self.files = files
    }

    subscript(_ path: String) -> File? { files[path] }

    var paths: [String] { files.keys.sorted() }

    private static func find(_ given: String?) throws(Problem) -> String {
        func isPage(_ folder: String) -> Bool { FileManager.default.fileExists(atPath: folder + "/index.html") }
        if let given {
            if isPage(given) { return given }
            throw Problem(.use, "no page in \(given): expected a folder with an index.html")
        }
        let program = URL(fileURLWithPath: programPath())
        var folder = program.deletingLastPathComponent()
        var candidates = [folder.deletingLastPathComponent().path + "/share/hinterland/page"]
        if let named = ProcessInfo.processInfo.environment["HINTERLAND_PAGE"], !named.isEmpty {
            candidates.insert(named, at: 0)
        }
        while folder.path != "/" {
            candidates.append(folder.path + "/web/public")
            folder.deleteLastPathComponent()
        }
        if let found = candidates.first(where: isPage) { return found }
        throw Problem(
            .data, "the page is not found beside the program: give its folder with --page DIR or set HINTERLAND_PAGE")
    }

    private static func read(_ folder: String, under prefix: String, into files: inout [String: File]) {
        for name in (FileManager.default.subpaths(atPath: folder) ?? []).sorted()
        where !name.hasPrefix(".") && !name.contains("/.") {
            guard let type = type(of: name), let data = FileManager.default.contents(atPath: folder + "/" + name) else {
                continue
            }
            files[prefix + name] = File(data, type: type)
        }
    }

    private static func type(of name: String) -> String? {
        switch (name as NSString).pathExtension {
        case "html": "text/html; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        case "json": "application/json"
        case "svg": "image/svg+xml"
        case "csv": "text/csv; charset=utf-8"
        case "txt": "text/plain; charset=utf-8"
        default: nil
        }
    }
}
