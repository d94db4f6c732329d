import Formats
import Foundation

/// Something to tell the user in one line, with the exit status that fits.
public struct WorkbenchError: Error, Sendable, CustomStringConvertible {
    public enum Kind: Sendable {
        /// The call was wrong: exit status 2.
        case use
        /// The data were: exit status 1.
        case data
    }

    public let kind: Kind
    public let description: String

    public init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }

    /// One of this kind as it is; any other is one of data, in its own words.
    init(_ error: any Error) { self = error as? WorkbenchError ?? WorkbenchError(.data, "\(error)") }
}

/// Where an atlas lies: a folder given, or a name looked up in HINTERLAND_ATLASES, then `share/hinterland` beside the
/// program, then `Atlases` in the folders above the program itself (links resolved).
public func findAtlas(_ nameOrFolder: String) throws(WorkbenchError) -> String {
    let files = FileManager.default
    func holdsAtlas(_ folder: String) -> Bool { files.fileExists(atPath: folder + "/datapackage.json") }
    if holdsAtlas(nameOrFolder) { return nameOrFolder }
    if nameOrFolder.contains("/") || nameOrFolder.isEmpty {
        throw WorkbenchError(.data, "no atlas in \(nameOrFolder): expected a folder with a datapackage.json")
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
    throw WorkbenchError(
        .data, "no atlas named \(nameOrFolder): give its folder with --atlas DIR or set HINTERLAND_ATLASES")
}

/// The running program's own file, links resolved.
public func programPath() -> String {
    let itself =
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? Bundle.main.executablePath
        ?? CommandLine.arguments[0]
    return URL(fileURLWithPath: itself).resolvingSymlinksInPath().path
}
