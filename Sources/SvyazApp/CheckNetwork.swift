public import SvyazExchange
internal import SvyazGraph

/// `svyaz check`: all faults of a network folder at once.
public enum CheckNetwork {
  /// - Throws: ``NetworkFolderError`` when there is no folder to check.
  public static func run(folder: String) throws(NetworkFolderError) -> Report {
    let reading = try NetworkFolder.read(path: folder)
    return report(network: reading.network, faults: reading.faults, notices: reading.notices.map(\.message))
  }

  static func report(network: Network?, faults: [Fault], notices: [String]) -> Report {
    let json = JSONValue.members(["faults": .array(faults.map(\.json))])
    var text = ""
    if let network, faults.isEmpty {
      text += "\(network.name): ошибок нет.\n"
      text +=
        "  Школ: \(network.schools.count), результатов: \(grouped(network.results.count)), партнёрств: "
        + "\(grouped(network.partnerships.count)), ММО: \(network.associations.count), событий: "
        + "\(grouped(network.events.count)), участий: \(grouped(network.participations.count)).\n"
    } else if faults.isEmpty {
      text += "Ошибок нет, но и сети в хранилище ещё нет.\n"
    } else {
      text += "Ошибок: \(faults.count).\n"
      for fault in faults { text += "  \(fault.message)\n" }
    }
    for notice in notices { text += "  Замечание: \(notice)\n" }
    return Report(text: text, json: json, isAffirmative: faults.isEmpty)
  }
}

extension Fault {
  /// As `svyaz check --json` prints it (design.md §7).
  var json: JSONValue {
    .members([
      "file": .string(file), "row": .int(row), "column": .string(column), "value": .string(value),
      "expected": .string(expected), "message": .string(message),
    ])
  }
}
