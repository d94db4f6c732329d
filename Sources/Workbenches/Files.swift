public import Asking
import Foundation

/// Refuses a place where no file can be written, before any work is done for it.
public func checkWritable(_ path: String) throws(Problem) {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
        throw Problem(.use, "\(path) is a folder: give the name of a file", "\(path) 是文件夹：请给出文件名")
    }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
        throw Problem(
            .use, "\(path) cannot be written: the folder \(folder) does not exist", "无法写入 \(path)：文件夹 \(folder) 不存在")
    }
}

/// Whether a file may be put in a path's place; a device, a pipe or a link to one cannot be replaced by renaming.
func isReplaceable(_ path: String) -> Bool {
    let type = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
    return type == nil || type == .typeRegular
}

/// Writes a file whole or not at all.
public func writeFile(_ text: String, to path: String) throws(Problem) {
    try checkWritable(path)
    func write(to place: String) throws(Problem) {
        do { try Data(text.utf8).write(to: URL(fileURLWithPath: place)) } catch { throw Problem.unwritten(path) }
    }
    if isReplaceable(path) { try writeAside(path, write) } else { try write(to: path) }
}
