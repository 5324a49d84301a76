/// A JSON value that knows its line, so that a fault in `network.json` can name it.
///
/// Foundation's decoders tell neither lines nor keys given twice, and say what is wrong in English.
struct JSONNode: Equatable {
  indirect enum Value: Equatable {
    case null
    case boolean(Bool)
    /// As it is written; whole numbers are read from it exactly.
    case number(String)
    case string(String)
    case array([JSONNode])
    case object([Member])
  }

  struct Member: Equatable {
    let key: String
    let node: JSONNode
  }

  let line: Int
  let value: Value

  /// How a fault shows it: scalars as written, the rest by its kind.
  var shown: String {
    switch value {
    case .null: "null"
    case .boolean(let value): String(value)
    case .number(let text): text
    case .string(let text): text
    case .array: "[…]"
    case .object: "{…}"
    }
  }
}

/// Where a text stops being JSON, and why.
struct JSONSyntaxError: Error, Equatable {
  let line: Int
  /// Russian, without the full stop.
  let problem: String
}
