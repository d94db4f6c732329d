import AtlasFiles
import CZip
import Foundation

/// The files of a feed: members of a zip archive, or of a folder.
///
/// A member that grows to more than `largestMember`, or to more than `largestRatio` times its packed size, is refused
/// while it is read: what an archive declares is not believed.
package final class FeedArchive {
    package static let largestMember = 4 << 30
    package static let largestRatio = 200
    /// Ratios count only from here: a short file of equal rows packs well.
    static let ratioFrom = 64 << 20

    package let path: String
    private let zip: OpaquePointer?
    private let progress: (String, Double) -> Void

    package init(_ path: String, progress: @escaping (String, Double) -> Void = { _, _ in }) throws(AtlasProblem) {
        self.path = path
        self.progress = progress
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw AtlasProblem(file: path, expected: "a zip archive or a folder; there is none, or it cannot be read")
        }
        if isFolder.boolValue {
            zip = nil
            return
        }
        var code: Int32 = 0
        guard let opened = zip_open(path, Int32(ZIP_RDONLY), &code) else {
            throw AtlasProblem(file: path, expected: "a zip archive or a folder of text files (zip error \(code))")
        }
        zip = opened
    }

    deinit { if let zip { zip_discard(zip) } }

    package var name: String { String(path.split(separator: "/").last ?? Substring(path)) }

    /// Whether there is a member of this name at the root.
    package func has(_ member: String) -> Bool {
        guard let zip else { return FileManager.default.fileExists(atPath: path + "/" + member) }
        return zip_name_locate(zip, member, 0) >= 0
    }

    /// A member of this name in some inner folder, where the root has none.
    package func misplaced(_ member: String) -> String? {
        guard let zip else { return nil }
        let place = zip_name_locate(zip, member, zip_flags_t(ZIP_FL_NODIR))
        return place < 0 ? nil : zip_get_name(zip, zip_uint64_t(place), 0).map { String(cString: $0) }
    }

    package func rows(_ member: String, required: [String]) throws(AtlasProblem) -> RowStream {
        try RowStream(file: name + "/" + member, source: try source(member), required: required)
    }

    private func source(_ member: String) throws(AtlasProblem) -> any ByteSource {
        let (file, progress) = (name + "/" + member, progress)
        let tell = { (part: Double) in progress(member, part) }
        guard let zip else { return try FileSource(path + "/" + member, file: file, tell: tell) }
        var entry = zip_stat_t()
        zip_stat_init(&entry)
        guard zip_stat(zip, member, 0, &entry) == 0, let opened = zip_fopen(zip, member, 0) else {
            throw AtlasProblem(
                file: file, expected: "a member that can be unpacked: \(String(cString: zip_strerror(zip)))")
        }
        return ZipSource(
            opened, file: file, packed: Int(clamping: entry.comp_size), unpacked: Int(clamping: entry.size),
            archive: self, tell: tell)
    }
}

/// Bytes in pieces.
package protocol ByteSource: AnyObject {
    /// Fills the buffer and says how many bytes it wrote; 0 at the end.
    func read(_ buffer: UnsafeMutableRawBufferPointer) throws(AtlasProblem) -> Int
}

private final class ZipSource: ByteSource {
    private let member: OpaquePointer
    private let file: String
    private let packed: Int
    /// Kept alive while the member is read.
    private let archive: FeedArchive
    private var total = 0
    private let unpacked: Int
    private let tell: (Double) -> Void

    init(
        _ member: OpaquePointer, file: String, packed: Int, unpacked: Int, archive: FeedArchive,
        tell: @escaping (Double) -> Void
    ) {
        self.unpacked = unpacked
        self.tell = tell
        self.member = member
        self.file = file
        self.packed = packed
        self.archive = archive
    }

    deinit { zip_fclose(member) }

    func read(_ buffer: UnsafeMutableRawBufferPointer) throws(AtlasProblem) -> Int {
        let count = Int(zip_fread(member, buffer.baseAddress, zip_uint64_t(buffer.count)))
        if count < 0 {
            throw AtlasProblem(file: file, expected: "a member that can be unpacked whole; the archive is damaged")
        }
        total += count
        tell(min(1, Double(total) / Double(max(1, unpacked))))
        if total > FeedArchive.largestMember {
            throw AtlasProblem(file: file, expected: "at most \(FeedArchive.largestMember >> 30) GiB unpacked")
        }
        if total > FeedArchive.ratioFrom, total / max(1, packed) > FeedArchive.largestRatio {
            throw AtlasProblem(
                file: file,
                expected:
                    """
                    at most \(FeedArchive.largestRatio) times its packed size; unpack a real feed into a folder \
                    and name that
                    """
            )
        }
        return count
    }
}

private final class FileSource: ByteSource {
    private let handle: FileHandle
    private let file: String
    private let size: Double
    private var total = 0.0
    private let tell: (Double) -> Void

    init(_ path: String, file: String, tell: @escaping (Double) -> Void) throws(AtlasProblem) {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw AtlasProblem(file: file, expected: "a file that can be read")
        }
        self.handle = handle
        self.file = file
        self.tell = tell
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        size = (attributes?[.size] as? NSNumber)?.doubleValue ?? 0
    }

    deinit { try? handle.close() }

    func read(_ buffer: UnsafeMutableRawBufferPointer) throws(AtlasProblem) -> Int {
        do {
            let data = try handle.read(upToCount: buffer.count) ?? Data()
            total += Double(data.count)
            tell(min(1, total / max(1, size)))
            return data.copyBytes(to: buffer)
        } catch {
            throw AtlasProblem(file: file, expected: "a file that can be read: \(error)")
        }
    }
}
