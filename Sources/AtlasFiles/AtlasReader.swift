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

    func read() -> Atlas? {
        guard let package = descriptor() else { return nil }
        var digests: [String] = []
        var tables: [String: CSVTable] = [:]
        var meaning: MeaningFile?
        for resource in package.resources {
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
            } else if resource.path.hasSuffix(".csv") {
                do { tables[resource.name] = try CSVTable(content, file: resource.path) } catch { problems.add(error) }
            }
        }
        if !problems.problems.isEmpty { return nil }
        let hash = Digest(of: Array(digests.sorted().joined(separator: "\n").utf8)).description
        return AtlasTables(tables: tables, meaning: meaning, problems: problems).atlas(package, hash: hash)
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

    /// A resource may only lie inside the folder.
    private func content(of resource: DataPackage.Resource) -> [UInt8]? {
        let parts = resource.path.split(separator: "/", omittingEmptySubsequences: false)
        guard !resource.path.hasPrefix("/"), !parts.contains(".."), !parts.contains("") else {
            problems.add(
                AtlasProblem(
                    file: "datapackage.json", column: "path", value: resource.path,
                    expected: "a path inside the atlas folder"))
            return nil
        }
        let (home, place) = (resolved(folder), resolved(folder + "/" + resource.path))
        guard place.hasPrefix(home + "/") else {
            problems.add(
                AtlasProblem(
                    file: resource.path, value: place,
                    expected: "a file inside the atlas folder; this is a link that leads out of it",
                    "图集文件夹内的文件；此链接指向文件夹之外"))
            return nil
        }
        do {
            return try bytes(of: place)
        } catch {
            problems.add(AtlasProblem(file: resource.path, expected: error.expected))
            return nil
        }
    }
}

/// Where a path leads once its links are followed.
private func resolved(_ path: String) -> String { URL(fileURLWithPath: path).resolvingSymlinksInPath().path }
