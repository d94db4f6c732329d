import Foundation

/// Where files and folders grow until they are whole: hidden, beside the place where they will stand, named after it
/// and after the process that makes them.
public enum Unfinished {
    /// Of this process for a path.
    public static func place(beside path: String) -> String {
        let place = URL(fileURLWithPath: path)
        return place.deletingLastPathComponent().path
            + "/\(beginning(of: place.lastPathComponent))\(ProcessInfo.processInfo.processIdentifier)"
    }

    /// Takes away what this process has begun for a path: out of its place in one step, so that nothing half removed can
    /// get its final name.
    ///
    /// - Returns: false where nothing stands there: it is not begun, or whole and under its name.
    public static func abandon(beside path: String) -> Bool {
        let (begun, ended) = (place(beside: path), place(beside: path) + "-ended")
        guard rename(begun, ended) == 0 else { return false }
        try? FileManager.default.removeItem(atPath: ended)
        return true
    }

    /// Takes away what calls that were killed have left beside a path; to be asked before this process begins there.
    public static func clear(beside path: String) {
        let place = URL(fileURLWithPath: path)
        let (parent, start) = (place.deletingLastPathComponent().path, beginning(of: place.lastPathComponent))
        for name in (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? [] where name.hasPrefix(start) {
            // Of a process that is gone, or had the number that is ours now: nobody else grows anything of this name.
            guard let process = Int32(name.dropFirst(start.count).prefix { $0.isNumber }), process > 0,
                process == ProcessInfo.processInfo.processIdentifier || kill(process, 0) != 0 && errno == ESRCH
            else { continue }
            try? FileManager.default.removeItem(atPath: "\(parent)/\(name)")
        }
    }

    private static func beginning(of name: String) -> String { ".\(name).making-" }
}
