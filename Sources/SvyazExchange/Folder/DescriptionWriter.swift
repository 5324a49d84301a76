import SvyazGraph

extension Network {
  /// The text of `network.json`: keys in the contract's order, a line for every subject and target.
  var descriptionJSON: String {
    var fields = [
      #""version": 1"#, #""id": \#(quoted(id.rawValue))"#, #""name": \#(quoted(name))"#,
      #""asOf": \#(quoted("\(asOf)"))"#,
      list("subjects", subjects.map { #"{ "id": \#(quoted($0.id.rawValue)), "name": \#(quoted($0.name)) }"# }),
    ]
    if !targets.isEmpty {
      fields.append(
        list(
          "targets",
          targets.map {
            #"{ "indicator": \#($0.indicator), "perMille": \#($0.perMille), "date": \#(quoted("\($0.day)")) }"#
          }))
    }
    return "{\n" + fields.map { "  \($0)" }.joined(separator: ",\n") + "\n}\n"
  }
}

private func list(_ key: String, _ items: [String]) -> String {
  guard !items.isEmpty else { return "\"\(key)\": []" }
  return "\"\(key)\": [\n" + items.map { "    \($0)" }.joined(separator: ",\n") + "\n  ]"
}

/// A JSON string; only what must be escaped is.
private func quoted(_ text: String) -> String {
  var quoted = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": quoted += "\\\""
    case "\\": quoted += "\\\\"
    case "\n": quoted += "\\n"
    case "\r": quoted += "\\r"
    case "\t": quoted += "\\t"
    case "\u{0}"..<"\u{20}":
      let digits = String(scalar.value, radix: 16)
      quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: quoted.unicodeScalars.append(scalar)
    }
  }
  return quoted + "\""
}
