import Asking
public import Atlases
import Computation
import Foundation

/// Reads an atlas folder and checks everything in it; a broken atlas is refused whole.
///
/// Checked are: the descriptor, each table's hash where it is given, every row's number of fields, every number, day
/// and choice, that codes, indicators, clusters and sources exist, that no key stands twice and that values lie in
/// their indicator's plausible range.
///
/// - Throws: `BrokenAtlas` with every problem found.
/// - Complexity: O(bytes).
public func readAtlas(in folder: String) throws(BrokenAtlas) -> Atlas {
    let problems = ProblemList()
    if let atlas = AtlasReader(folder: folder, problems: problems).read(), problems.problems.isEmpty { return atlas }
    throw BrokenAtlas(folder: folder, problems: problems.problems)
}

private struct AtlasReader {
    let folder: String
    let problems: ProblemList

    /// A table that is large and seldom asked for: it is read and held against its hash when it is.
    private static let late = "rail_pairs"
    /// How resources begin that are tables of figures by theme.
    private static let theme = "figures-"

    func read() -> Atlas? {
        guard let package = descriptor() else { return nil }
        var digests: [String] = []
        var tables: [String: CSVTable] = [:]
        var themes: [(name: String, file: String, bytes: [UInt8])] = []
        var meaning: MeaningFile?
        var trains: LateFile?
        for resource in package.resources {
            if resource.name == Self.late, let expected = resource.hash {
                // What is not read yet counts by the hash it must have.
                guard exists(resource) else { continue }
                trains = LateFile(path: "\(folder)/\(resource.path)", name: resource.path, hash: expected)
                digests.append("\(resource.path) \(expected)")
                continue
            }
            guard let content = content(of: resource) else { continue }
            let digest = "sha256:\(Digest(of: content))"
            if let expected = resource.hash, expected != digest {
                problems.add(
                    AtlasProblem(
                        file: resource.path, value: digest,
                        expected:
                            """
                            the hash \(expected) of datapackage.json (after an edit, recompile the atlas or \
                            delete the hash there)
                            """
                    ))
                continue
            }
            digests.append("\(resource.path) \(digest)")
            if resource.name == "meaning" {
                do {
                    try checkKeys(of: content, file: resource.path)
                } catch {
                    problems.add(error)
                    continue
                }
                do { meaning = try JSONDecoder().decode(MeaningFile.self, from: Data(content)) } catch {
                    problems.add(
                        AtlasProblem(file: resource.path, expected: Template(words: MeaningFile.expected(error))))
                }
            } else if resource.name == Self.late {
                trains = LateFile(path: "\(folder)/\(resource.path)", name: resource.path, hash: digest)
            } else if resource.name.hasPrefix(Self.theme), resource.path.hasSuffix(".csv") {
                themes.append((String(resource.name.dropFirst(Self.theme.count)), resource.path, content))
            } else if resource.path.hasSuffix(".csv") {
                do { tables[resource.name] = try CSVTable(content, file: resource.path) } catch { problems.add(error) }
            }
        }
        if !problems.problems.isEmpty { return nil }
        let hash = Digest(of: Array(digests.sorted().joined(separator: "\n").utf8)).description
        return AtlasTables(tables: tables, themes: themes, trains: trains, meaning: meaning, problems: problems).atlas(
            package, hash: hash)
    }

    private func descriptor() -> DataPackage? {
        do {
            let content = try bytes(of: folder + "/datapackage.json", limit: 16 << 20)
            try checkKeys(of: content, file: "datapackage.json")
            return try JSONDecoder().decode(DataPackage.self, from: Data(content))
        } catch let problem as AtlasProblem {
            problems.add(problem)
        } catch {
            problems.add(
                AtlasProblem(
                    file: "datapackage.json",
                    expected: "a Frictionless descriptor in JSON with name and resources (name, path, hash)"))
        }
        return nil
    }

    private func exists(_ resource: DataPackage.Resource) -> Bool {
        guard isInside(resource) else { return false }
        if FileManager.default.isReadableFile(atPath: folder + "/" + resource.path) { return true }
        problems.add(AtlasProblem(file: resource.path, expected: "a readable file"))
        return false
    }

    private func content(of resource: DataPackage.Resource) -> [UInt8]? {
        guard isInside(resource) else { return nil }
        do {
            return try bytes(of: resolved(folder + "/" + resource.path))
        } catch {
            problems.add(AtlasProblem(file: resource.path, expected: error.expected))
            return nil
        }
    }

    /// A resource may only lie inside the folder.
    private func isInside(_ resource: DataPackage.Resource) -> Bool {
        let parts = resource.path.split(separator: "/", omittingEmptySubsequences: false)
        guard !resource.path.hasPrefix("/"), !parts.contains(".."), !parts.contains("") else {
            problems.add(
                AtlasProblem(
                    file: "datapackage.json", column: "path", value: resource.path,
                    expected: "a path inside the atlas folder"))
            return false
        }
        let (home, place) = (resolved(folder), resolved(folder + "/" + resource.path))
        guard place.hasPrefix(home + "/") else {
            problems.add(
                AtlasProblem(
                    file: resource.path, value: place,
                    expected: "a file inside the atlas folder; this is a link that leads out of it",
                    "图集文件夹内的文件；此链接指向文件夹之外"))
            return false
        }
        return true
    }
}

/// Where a path leads once its links are followed.
private func resolved(_ path: String) -> String { URL(fileURLWithPath: path).resolvingSymlinksInPath().path }

/// A table that is read late, and the hash it must have.
struct LateFile {
    let path: String
    /// As the descriptor calls it.
    let name: String
    let hash: String

    func content() throws(AtlasProblem) -> [UInt8] {
        let content = try bytes(of: path)
        let digest = "sha256:\(Digest(of: content))"
        if digest == hash { return content }
        throw AtlasProblem(
            file: name, value: digest,
            expected:
                "the hash \(hash) of datapackage.json (after an edit, recompile the atlas or delete the hash there)")
    }
}
