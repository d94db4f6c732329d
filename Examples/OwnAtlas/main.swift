// An atlas out of a table of one's own (the figures are invented), and what it understood.
import Foundation
import Hinterland

let folder = FileManager.default.temporaryDirectory.appendingPathComponent("own-\(UUID().uuidString)")
try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(at: folder) }
let table = folder.appendingPathComponent("table.csv").path
try "code,name,grp 2020 (million euro),population 2020\nA,Alpha,5000,100000\nB,Beta,3000,90000\n".write(
    toFile: table, atomically: true, encoding: .utf8)
let made = try NewAtlas(folder.appendingPathComponent("atlas").path, tables: [table], regions: "none").make().result
print(made.meaning?.found ?? [], made.meaning?.currency.name ?? "")
