public import Asking
import Foundation

/// The atlas that comes with the program, asked where none is named.
public let bundledAtlas = "china"

/// Where an atlas lies: a folder given, or a name looked up in HINTERLAND_ATLASES, then `share/hinterland` beside the
/// program, then `Atlases` in the folders above the program itself (links resolved).
///
/// - Throws: a problem of data that names what was looked for and the cure.
public func findAtlas(_ nameOrFolder: String) throws(Problem) -> String {
    let files = FileManager.default
    func holdsAtlas(_ folder: String) -> Bool { files.fileExists(atPath: folder + "/datapackage.json") }
    if holdsAtlas(nameOrFolder) { return nameOrFolder }
    if nameOrFolder.contains("/") || nameOrFolder.isEmpty {
        throw Problem(.data, "no atlas in \(nameOrFolder): expected a folder with a datapackage.json")
    }
    var candidates: [String] = []
    if let extra = ProcessInfo.processInfo.environment["HINTERLAND_ATLASES"], !extra.isEmpty {
        candidates += extra.split(separator: ":").map { "\($0)/\(nameOrFolder)" }
    }
    var folder = URL(fileURLWithPath: programPath()).deletingLastPathComponent()
    candidates.append(
        folder.deletingLastPathComponent().appendingPathComponent("share/hinterland/\(nameOrFolder)").path)
    while folder.path != "/" {
        candidates.append(folder.appendingPathComponent("Atlases/\(nameOrFolder)").path)
        folder.deleteLastPathComponent()
    }
    if let found = candidates.first(where: holdsAtlas) { return found }
    throw Problem(
        .data, "no atlas named \(nameOrFolder): give its folder with {atlas} DIR or set HINTERLAND_ATLASES")
}

/// The running program's own file, links resolved.
public func programPath() -> String {
    let itself =
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? Bundle.main.executablePath
        ?? CommandLine.arguments[0]
    return URL(fileURLWithPath: itself).resolvingSymlinksInPath().path
}
